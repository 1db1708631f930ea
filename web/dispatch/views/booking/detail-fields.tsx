import { useState } from 'react';
import type { Visit } from '../../api/types.ts';
import { useOffice } from '../../state/office.ts';
import { FaultLine, idOf, marked, TextField } from './field.tsx';
import type { FieldProps } from './form.ts';
import { useBookingWords } from './use-words.ts';

const PRIORITIES: readonly Visit['priority'][] = ['low', 'normal', 'high', 'urgent'];

/** What is to be done, and how urgent it is. */
export function JobFields({ draft, set, faultOf, leave }: FieldProps) {
  const { told } = useOffice();
  const words = useBookingWords();
  const fault = faultOf('priority');
  return (
    <section className="booking-part job-fields">
      <TextField
        field="job"
        label={words.job}
        value={draft.job}
        onChange={(job) => set({ job })}
        onLeave={() => leave('job')}
        fault={faultOf('job')}
        words={words}
      />
      <div className="part">
        <label className="field">
          <span>{words.priority}</span>
          <select
            id={idOf('priority')}
            value={draft.priority}
            {...marked('priority', fault)}
            onChange={({ currentTarget: { value } }) => set({ priority: value as Visit['priority'] })}
          >
            {PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {told.words.priorities[priority]}
              </option>
            ))}
          </select>
        </label>
        <FaultLine fault={fault} words={words} />
      </div>
    </section>
  );
}

const DETAILS = ['notes', 'tags', 'externalId'] as const;

/** What most visits do without: closed until one of them is filled in, or wrong. */
export function DetailFields({ draft, set, faultOf, leave }: FieldProps) {
  const words = useBookingWords();
  const [isOpen, setOpen] = useState(false);
  const isNeeded = DETAILS.some((field) => draft[field] !== '' || faultOf(field));
  const field = (name: (typeof DETAILS)[number]) => ({
    field: name,
    label: words[name],
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
    onLeave: () => leave(name),
    fault: faultOf(name),
    words,
  });
  return (
    <details
      className="booking-part"
      open={isOpen || isNeeded}
      onToggle={({ currentTarget: { open } }) => setOpen(open)}
    >
      <summary>
        {words.more}: {[words.notes, words.tags, words.externalId].join(', ')}
      </summary>
      <TextField {...field('notes')} rows={3} />
      <TextField {...field('tags')} hint={words.tagsHint} />
      <TextField {...field('externalId')} hint={words.optional} />
    </details>
  );
}
