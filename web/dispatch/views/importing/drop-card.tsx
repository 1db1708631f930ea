import { useRef, useState } from 'react';
import { saveFile } from '../../state/save-file.ts';
import { DownloadIcon } from '../icons.tsx';
import { useImportWords } from './use-words.ts';

interface DropProps {
  /** A file is there already. */
  readonly isSmall: boolean;
  readonly isFixed: boolean;
  readonly fault: string | undefined;
  readonly onFile: (file: File) => void;
}

const EXAMPLE = [
  'Id,Customer,Phone,E-mail,Address,Date,Start,End,Job,Notes,Priority,Tags,Technician',
  'WO-1042,Dana Whitfield,(415) 555-0123,dana@example.com,"48 Willow Ln, Springfield",11/20/2026,9:00 AM,11:00 AM,Furnace tune-up,Gate code 4471,normal,"hvac, warranty",',
].join('\r\n');

/** Where a file is dropped, or chosen. */
export function DropCard({ isSmall, isFixed, fault, onFile }: DropProps) {
  const words = useImportWords();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !isFixed) onFile(file);
  };
  return (
    <section
      className={`import-card import-drop ${isSmall ? 'small' : ''} ${isOver ? 'over' : ''}`}
      aria-label={words.choose}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      {!isSmall && <b>{words.drop}</b>}
      <input
        ref={input}
        className="unseen"
        type="file"
        aria-label={words.choose}
        tabIndex={-1}
        accept=".csv,.tsv,.txt,text/csv"
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          currentTarget.value = '';
        }}
      />
      <div className="answers">
        <button
          type="button"
          className={`button ${isSmall ? '' : 'primary'}`}
          disabled={isFixed}
          onClick={() => input.current?.click()}
        >
          {isSmall ? words.another : words.choose}
        </button>
        {!isSmall && (
          <button
            type="button"
            className="button"
            onClick={() => saveFile('visits.csv', 'text/csv;charset=utf-8', EXAMPLE)}
          >
            <DownloadIcon />
            {words.example}
          </button>
        )}
      </div>
      {fault && (
        <p className="band bad" role="alert">
          {fault}
        </p>
      )}
      {!isSmall && <p className="muted">{words.kinds}</p>}
    </section>
  );
}
