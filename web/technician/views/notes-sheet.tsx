import type { Visit } from '../rules/visit.ts';
import { Sheet } from './sheet.tsx';
import type { Told } from './told.ts';

interface NotesProps {
  readonly visit: Visit;
  readonly told: Told;
  readonly onClose: () => void;
}

/** Everything that is known of the job, in full. */
export function NotesSheet({ visit, told, onClose }: NotesProps) {
  const { notesSheet: words } = told.words;
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p class="body">{visit.notes || words.none}</p>
      <p class="quiet">
        {[visit.job, ...visit.tags].filter(Boolean).join(', ')}
        <br />
        {words.customer}: {visit.customer.name}, {visit.customer.phone}
        <br />
        {visit.address.line}
      </p>
      <div class="stack">
        <button type="button" class="plain tall" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Sheet>
  );
}
