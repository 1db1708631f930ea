import { useState } from 'react';
import { SignedOut } from '../../../session/session.ts';
import { Refused } from '../../api/client.ts';
import type { Visit } from '../../api/types.ts';
import { changesOf, type Fields, fieldsOf } from '../../rules/edit.ts';
import { access } from '../../state/access.ts';
import { useOffice } from '../../state/office.ts';
import { toast } from '../../state/toasts.ts';

interface EditPartProps {
  readonly visit: Visit;
  readonly onClose: () => void;
}

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

/** What a visit is about, and where. What somebody else changes meanwhile is not overwritten, and nothing typed is lost. */
export function EditPart({ visit, onClose }: EditPartProps) {
  const { calls, cache, told } = useOffice();
  const { edit, toasts, priorities } = told.words;
  const [before] = useState(() => visit);
  const [fields, setFields] = useState<Fields>(() => fieldsOf(visit));
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [isSending, setSending] = useState(false);
  const isOvertaken = visit.version !== before.version;
  const set = (patch: Partial<Fields>) => setFields({ ...fields, ...patch });
  const save = async (): Promise<void> => {
    const changes = changesOf(before, fields);
    if (Object.keys(changes).length === 0) return onClose();
    setSending(true);
    try {
      cache.put(await calls.change(visit, changes));
      onClose();
    } catch (error) {
      if (error instanceof SignedOut) access.expire();
      else if (error instanceof Refused) setFaults(faultsOf(error));
      else toast(toasts.unreached, { tone: 'bad' });
    } finally {
      setSending(false);
    }
  };
  const faultOf = (name: string) => faults[name] && <span className="meta bad">{faults[name]}</span>;
  return (
    <form
      className="edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {isOvertaken && <p className="band warn">{edit.overtaken}</p>}
      {faults[''] && (
        <p className="band bad" role="alert">
          {faults['']}
        </p>
      )}
      <label className="field">
        <span>{edit.job}</span>
        <input
          value={fields.job}
          maxLength={200}
          onChange={({ currentTarget: { value } }) => set({ job: value })}
        />
        {faultOf('job')}
      </label>
      <label className="field">
        <span>{edit.address}</span>
        <input
          value={fields.address}
          maxLength={200}
          required
          onChange={({ currentTarget: { value } }) => set({ address: value })}
        />
        {faultOf('address')}
      </label>
      <fieldset className="choices">
        <legend>{told.words.filters.priority}</legend>
        {PRIORITIES.map((priority) => (
          <label key={priority}>
            <input
              type="radio"
              name="priority"
              checked={fields.priority === priority}
              onChange={() => set({ priority })}
            />
            {priorities[priority]}
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span>{edit.tags}</span>
        <input value={fields.tags} onChange={({ currentTarget: { value } }) => set({ tags: value })} />
        {faultOf('tags')}
      </label>
      <label className="field">
        <span>{edit.notes}</span>
        <textarea
          rows={3}
          value={fields.notes}
          maxLength={5000}
          onChange={({ currentTarget: { value } }) => set({ notes: value })}
        />
        {faultOf('notes')}
      </label>
      <div className="answers">
        <button type="button" className="button" onClick={onClose}>
          {told.words.ask.back}
        </button>
        <button type="submit" className="button primary" disabled={isSending}>
          {edit.save}
        </button>
      </div>
    </form>
  );
}

/** Each fault at its field, by the first step of its pointer; what belongs to none stands above them. */
function faultsOf({ problem }: Refused): Readonly<Record<string, string>> {
  const known = (problem.errors ?? []).map(
    ({ pointer, detail }) => [pointer.split('/')[1] ?? '', detail] as const,
  );
  return known.length > 0 ? Object.fromEntries(known) : { '': problem.detail };
}
