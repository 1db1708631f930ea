import { useId, useMemo, useState } from 'react';
import type { Visit } from '../../api/types.ts';
import type { CrewMember } from '../../rules/crew.ts';
import type { Row } from '../../rules/rows.ts';
import { type Candidate, candidatesFor, handOver, type Stuck, stuckOf } from '../../rules/selection.ts';
import { endOf, startOf } from '../../rules/visit.ts';
import { useMapWords } from '../../state/map-words.ts';
import { useOffice } from '../../state/office.ts';
import { Photo } from '../board/row-head.tsx';
import { EnterIcon } from '../icons.tsx';

interface SelectionCardProps {
  readonly visits: readonly Visit[];
  readonly rows: readonly Row[];
  readonly crew: readonly CrewMember[];
  readonly onClear: () => void;
}

const STUCK: readonly Stuck[] = ['under_way', 'over'];

/** What is selected, what of it stays where it is, and who could take the rest. */
export function SelectionCard({ visits, rows, crew, onClear }: SelectionCardProps) {
  const { desk, told } = useOffice();
  const words = useMapWords();
  const heading = useId();
  const [memberId, choose] = useState<string>();
  const candidates = useMemo(() => {
    const places = new Map(crew.map(({ technician, place }) => [technician.memberId, place]));
    return candidatesFor(visits, rows, (id) => places.get(id));
  }, [visits, rows, crew]);
  const movable = visits.filter((visit) => !stuckOf(visit));
  const chosen = candidates.find(({ row }) => row.id === memberId) ?? candidates[0];
  const { changes, noticed } = chosen ? handOver(visits, chosen.row.id) : { changes: [], noticed: [] };
  const assign = (): void => {
    const name = chosen?.row.technician?.name;
    if (!name || changes.length === 0) return;
    void desk.editAll(changes, (count) => words.assigned(count, name));
    onClear();
  };
  return (
    <form
      className="selection"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        assign();
      }}
    >
      <header>
        <h2 id={heading}>{words.selected(visits.length)}</h2>
        <span className="muted">{summary(visits, told, words)}</span>
        <span className="grow" />
        <button type="button" className="selection-clear" aria-keyshortcuts="Escape" onClick={onClear}>
          {words.clear} <span className="key">Esc</span>
        </button>
      </header>
      <Notes visits={visits} noticed={noticed} />
      {movable.length > 0 && (
        <div className="selection-who">
          <fieldset>
            <legend className="unseen">{words.who}</legend>
            {candidates.map((one) => (
              <CandidateChoice
                key={one.row.id}
                one={one}
                isOn={one === chosen}
                count={movable.length}
                onChoose={choose}
              />
            ))}
          </fieldset>
          <button type="submit" className="button primary" disabled={changes.length === 0}>
            {words.assign(changes.length)}
            <EnterIcon />
          </button>
        </div>
      )}
    </form>
  );
}

type Told = ReturnType<typeof useOffice>['told'];
type Words = ReturnType<typeof useMapWords>;

/** From when to when they reach, and how many are nobody's. */
function summary(visits: readonly Visit[], told: Told, words: Words): string {
  const start = new Date(Math.min(...visits.map(startOf))).toISOString();
  const end = new Date(Math.max(...visits.map(endOf))).toISOString();
  const free = visits.filter(({ technicianIds }) => technicianIds.length === 0).length;
  const whose = free === visits.length ? words.allUnassigned : free > 0 && words.someUnassigned(free);
  return [told.range({ start, end }), whose].filter(Boolean).join(' · ');
}

/** What somebody should know before they press the button; nothing, most of the time. */
function Notes({
  visits,
  noticed,
}: {
  readonly visits: readonly Visit[];
  readonly noticed: readonly Visit[];
}) {
  const words = useMapWords();
  const named = (some: readonly Visit[]) => words.and(some.map(({ customer }) => customer.name));
  const held = visits.filter((visit) => visit.hold && !stuckOf(visit));
  const notes = [
    ...STUCK.flatMap((why) => {
      const some = visits.filter((visit) => stuckOf(visit) === why);
      return some.length > 0 ? words.stays[why](named(some)) : [];
    }),
    ...(held.length > 0 ? [words.held(named(held))] : []),
    ...(noticed.length > 0 ? [words.noticed(named(noticed), noticed.length)] : []),
  ];
  if (notes.length === 0) return null;
  return (
    <div className="selection-notes">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

interface CandidateChoiceProps {
  readonly one: Candidate;
  readonly isOn: boolean;
  readonly count: number;
  readonly onChoose: (memberId: string) => void;
}

function CandidateChoice({ one, isOn, count, onChoose }: CandidateChoiceProps) {
  const { technician } = one.row;
  if (!technician) return null;
  return (
    <label className="candidate">
      <input
        type="radio"
        name="candidate"
        className="unseen"
        checked={isOn}
        onChange={() => onChoose(one.row.id)}
      />
      <Photo technician={technician} ring="none" />
      <span className="who">
        <b>{technician.name}</b>
        <HowItFits one={one} count={count} />
      </span>
    </label>
  );
}

/** `3 fit · 1.4 mi away`, `2 fit, 1 overlaps`, `2 fit · Training`. */
function HowItFits({
  one: { fits, overlaps, busy, meters },
  count,
}: Pick<CandidateChoiceProps, 'one' | 'count'>) {
  const { told } = useOffice();
  const words = useMapWords();
  if (fits + overlaps === 0) return <span>{words.theirs}</span>;
  if (fits === 0)
    return <span className="warning">{[words.overlaps(overlaps), busy].filter(Boolean).join(' · ')}</span>;
  const fit = count === 1 && fits === 1 ? words.fit1 : words.fits(fits);
  if (overlaps > 0) return <span>{busy ? `${fit} · ${busy}` : `${fit}, ${words.overlaps(overlaps)}`}</span>;
  return (
    <span className="fits">
      {meters === undefined ? fit : `${fit} · ${words.away(told.distance(meters))}`}
    </span>
  );
}
