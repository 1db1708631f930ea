import { useId, useState } from 'react';
import { useReportWords } from './use-words.ts';

interface ChartCardProps {
  readonly className: string;
  readonly title: string;
  readonly note: string;
  /** The same as numbers; nothing where there is nothing to show. */
  readonly table: React.ReactNode;
  readonly children: React.ReactNode;
}

/** A chart, and a table of the same under it for whoever wants to know exactly. */
export function ChartCard({ className, title, note, table, children }: ChartCardProps) {
  const words = useReportWords();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className={`reports-card ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <span className="muted grow">{note}</span>
        {table && (
          <button
            type="button"
            className="text-button"
            aria-expanded={isOpen}
            aria-label={`${words.table}: ${title}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {words.table}
          </button>
        )}
      </header>
      {children}
      {table && isOpen && <div className="reports-scroller">{table}</div>}
    </section>
  );
}
