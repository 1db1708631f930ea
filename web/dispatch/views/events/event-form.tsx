import { useState } from 'react';
import { HOUR, MINUTE } from '../../../../shared/kernel/time.ts';
import { clockAt, dayAt, dayBounds } from '../../../../shared/visits/local-day.ts';
import type { TeamEvent } from '../../api/types.ts';
import type { Row } from '../../rules/rows.ts';
import { eventEdit } from '../../rules/team-event.ts';
import { endOf, startOf, UNASSIGNED } from '../../rules/visit.ts';
import { useEventsDesk } from '../../state/events-desk.ts';
import { useOffice } from '../../state/office.ts';
import type { EventAsked } from '../../state/ui.ts';
import { useEventWords } from './use-words.ts';

interface EventFormProps {
  readonly event: TeamEvent | undefined;
  readonly asked: EventAsked;
  readonly rows: readonly Row[];
  readonly onClose: () => void;
}

/** What it is, when, and whose: three lines for most of it. */
export function EventForm({ event, asked, rows, onClose }: EventFormProps) {
  const { settings } = useOffice();
  const { timeZone } = settings.company;
  const words = useEventWords();
  const desk = useEventsDesk();
  const [title, setTitle] = useState(event?.title ?? '');
  const [start, setStart] = useState(event ? startOf(event) : asked.start);
  const [end, setEnd] = useState(event ? endOf(event) : asked.start + HOUR);
  const [allDay, setAllDay] = useState(event?.allDay ?? false);
  const [notes, setNotes] = useState(event?.notes ?? '');
  const [memberIds, setMemberIds] = useState<readonly string[]>(
    event?.memberIds ?? (asked.row === UNASSIGNED ? [] : [asked.row]),
  );
  const [isTried, setTried] = useState(false);
  const span = allDay ? wholeDays(start, end, timeZone) : { start, end };
  const isBackwards = span.end <= span.start;
  const submit = () => {
    setTried(true);
    if (!title.trim() || isBackwards) return;
    const window = { start: new Date(span.start).toISOString(), end: new Date(span.end).toISOString() };
    const said = {
      title: title.trim(),
      window,
      allDay,
      memberIds: [...memberIds],
      notes: notes.trim() || null,
    };
    onClose();
    if (!event) return void desk.create({ ...said, notes: said.notes ?? undefined } as never);
    const edit = eventEdit(event, said);
    if (Object.keys(edit).length > 0) void desk.change(event, edit);
  };
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        submit();
      }}
    >
      <h2>{event ? words.edit : words.isNew}</h2>
      <label className="field">
        <span>{words.title}</span>
        <input
          value={title}
          maxLength={100}
          placeholder={words.hint}
          aria-invalid={isTried && !title.trim()}
          onChange={({ currentTarget: { value } }) => setTitle(value)}
        />
      </label>
      {isTried && !title.trim() && <Fault text={words.needsTitle} />}
      <Moment
        label={words.from}
        at={start}
        timeZone={timeZone}
        hasTime={!allDay}
        onChange={(at) => {
          setStart(at);
          setEnd(at + (end - start));
        }}
      />
      <Moment
        label={words.until}
        at={allDay ? Math.max(start, end - 1) : end}
        timeZone={timeZone}
        hasTime={!allDay}
        onChange={setEnd}
      />
      {isBackwards && <Fault text={words.endBefore} />}
      <label className="event-check">
        <input
          type="checkbox"
          checked={allDay}
          onChange={({ currentTarget: { checked } }) => setAllDay(checked)}
        />
        {words.allDay}
      </label>
      <Whose rows={rows} chosen={memberIds} onChange={setMemberIds} />
      <label className="field">
        <span>{words.notes}</span>
        <textarea
          rows={1}
          maxLength={2000}
          value={notes}
          onChange={({ currentTarget: { value } }) => setNotes(value)}
        />
      </label>
      <div className="answers">
        {event && (
          <button
            type="button"
            className="text-button event-remove"
            onClick={() => {
              onClose();
              void desk.remove(event);
            }}
          >
            {words.remove}
          </button>
        )}
        <span className="grow" />
        <button type="button" className="button" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="submit" className="button primary">
          {event ? words.save : words.create}
        </button>
      </div>
    </form>
  );
}

const Fault = ({ text }: { readonly text: string }) => (
  <p className="meta bad" role="alert">
    {text}
  </p>
);

/** From the first midnight to the one after the last day. */
function wholeDays(start: number, end: number, timeZone: string) {
  const first = dayBounds(dayAt(start, timeZone), timeZone);
  const last = dayBounds(dayAt(Math.max(start, end - 1), timeZone), timeZone);
  return { start: Date.parse(first.start), end: Date.parse(last.end) };
}

interface MomentProps {
  readonly label: string;
  readonly at: number;
  readonly timeZone: string;
  readonly hasTime: boolean;
  readonly onChange: (at: number) => void;
}

/** A day and a time by the company's clocks. */
function Moment({ label, at, timeZone, hasTime, onChange }: MomentProps) {
  const words = useEventWords();
  const day = dayAt(at, timeZone);
  const clock = clockOf(at, timeZone);
  const moment = (ofDay: string, time: string): number => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return clockAt(ofDay, hour, timeZone) + minute * MINUTE;
  };
  return (
    <fieldset className="event-moment">
      <legend>{label}</legend>
      <input
        type="date"
        required
        aria-label={words.day(label)}
        value={day}
        onChange={({ currentTarget: { value } }) => value && onChange(moment(value, clock))}
      />
      {hasTime && (
        <input
          type="time"
          required
          aria-label={words.time(label)}
          value={clock}
          onChange={({ currentTarget: { value } }) => value && onChange(moment(day, value))}
        />
      )}
    </fieldset>
  );
}

/** `09:30`, as fields of time have it. */
const clockOf = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);

interface WhoseProps {
  readonly rows: readonly Row[];
  readonly chosen: readonly string[];
  readonly onChange: (memberIds: readonly string[]) => void;
}

/** Nobody named is everybody; who has no row keeps their place in it. */
function Whose({ rows, chosen, onChange }: WhoseProps) {
  const words = useEventWords();
  const toggle = (id: string, isIn: boolean) =>
    onChange(isIn ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <fieldset className="event-whose">
      <legend>{words.who}</legend>
      <label className="event-check">
        <input type="checkbox" checked={chosen.length === 0} onChange={() => onChange([])} />
        {words.everybody}
      </label>
      {rows.map(
        ({ id, technician }) =>
          technician && (
            <label key={id} className="event-check">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ currentTarget: { checked } }) => toggle(id, checked)}
              />
              {technician.name}
            </label>
          ),
      )}
    </fieldset>
  );
}
