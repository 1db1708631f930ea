import { useState } from 'react';
import { MINUTE } from '../../../../shared/kernel/time.ts';
import { clockAt, dayAt } from '../../../../shared/visits/local-day.ts';
import type { Visit } from '../../api/types.ts';
import { STEP } from '../../rules/drop.ts';
import { endOf, firstName, startOf } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';

interface RescheduleQuestionProps {
  readonly visit: Visit;
  readonly onClose: () => void;
}

/** When instead: a day and two times by the company's clocks, or a quarter to either side. */
export function RescheduleQuestion({ visit, onClose }: RescheduleQuestionProps) {
  const { desk, told, settings } = useOffice();
  const { ask } = told.words;
  const { timeZone } = settings.company;
  const [start, setStart] = useState(startOf(visit));
  const [end, setEnd] = useState(endOf(visit));
  const length = end - start;
  const day = dayAt(start, timeZone);
  const move = (to: number): void => {
    setStart(to);
    setEnd(to + length);
  };
  const at = (time: string, ofDay: string): number => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return clockAt(ofDay, hour, timeZone) + minute * MINUTE;
  };
  const isBackwards = end <= start;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isBackwards) return;
        onClose();
        if (start === startOf(visit) && end === endOf(visit)) return;
        const window = { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
        desk.edit(visit, { window });
      }}
    >
      <h2>{ask.when(firstName(visit.customer.name))}</h2>
      <div className="when">
        <label className="field">
          <span>{ask.day}</span>
          <input
            type="date"
            required
            value={day}
            onChange={({ currentTarget: { value } }) => value && move(at(clockOf(start, timeZone), value))}
          />
        </label>
        <label className="field">
          <span>{ask.from}</span>
          <input
            type="time"
            required
            value={clockOf(start, timeZone)}
            onChange={({ currentTarget: { value } }) => value && move(at(value, day))}
          />
        </label>
        <label className="field">
          <span>{ask.to}</span>
          <input
            type="time"
            required
            aria-invalid={isBackwards}
            value={clockOf(end, timeZone)}
            onChange={({ currentTarget: { value } }) => value && setEnd(at(value, day))}
          />
        </label>
      </div>
      {isBackwards && (
        <p className="meta bad" role="alert">
          {ask.endBefore}
        </p>
      )}
      <div className="answers">
        <button type="button" className="button" onClick={() => move(start - STEP)} aria-label={ask.earlier}>
          −15
        </button>
        <button type="button" className="button" onClick={() => move(start + STEP)} aria-label={ask.later}>
          +15
        </button>
        <span className="grow" />
        <button type="button" className="button" onClick={onClose}>
          {ask.back}
        </button>
        <button type="submit" className="button primary" disabled={isBackwards}>
          {ask.move}
        </button>
      </div>
    </form>
  );
}

/** `09:30`, as fields of time have it. */
const clockOf = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
