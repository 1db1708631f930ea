import { Command } from 'cmdk';
import { useState } from 'react';
import type { Visit } from '../../api/types.ts';
import { crewOf, crewWith } from '../../rules/booking.ts';
import { fitOf } from '../../rules/fit.ts';
import type { Row } from '../../rules/rows.ts';
import { endOf, startOf } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { positionOf, usePosition } from '../../state/positions.ts';
import { FitWords, rank } from '../board/assign-question.tsx';
import { Photo } from '../board/row-head.tsx';
import { CheckIcon, CloseIcon, NoPinIcon, PersonIcon } from '../icons.tsx';
import { FaultLine, marked } from './field.tsx';
import type { FieldProps } from './form.ts';
import { usePicked } from './lookup.tsx';
import { useBookingWords } from './use-words.ts';

/** So many are offered before a name is typed: the best, and who was chosen. */
const OFFERED = 3;
const NOBODY = 'nobody';

interface TechnicianFieldProps extends FieldProps {
  readonly rows: readonly Row[];
  /** As it would stand on the board; undefined while nobody knows when. */
  readonly sketch: Visit | undefined;
}

/** Who goes, the best first, each with how it fits; an overlap warns and is no hindrance. */
export function TechnicianField({ draft, set, faultOf, rows, sketch }: TechnicianFieldProps) {
  const { told } = useOffice();
  const words = useBookingWords();
  const [typed, setTyped] = useState('');
  const fault = faultOf('technician');
  const crew = crewOf(draft);
  const everybody = choicesOf(rows, sketch);
  const wanted = typed.trim().toLowerCase();
  const matching = everybody.filter(({ name }) => name.toLowerCase().includes(wanted));
  const offered = wanted ? matching : offeredOf(everybody, crew);
  const [picked, pick] = usePicked(wanted ? (offered[0]?.id ?? '') : draft.technicianId || NOBODY);
  const choose = (technicianId: string) => {
    set({ technicianId, others: technicianId ? draft.others.filter((id) => id !== technicianId) : [] });
    setTyped('');
  };
  return (
    <section className="booking-part">
      <div className="part-head">
        <h3>{words.technician.label}</h3>
        {sketch && <span className="meta muted">{words.technician.nearest(told.range(sketch.window))}</span>}
      </div>
      <Command
        className="lookup crew"
        label={words.technician.label}
        shouldFilter={false}
        vimBindings={false}
        value={picked}
        onValueChange={pick}
      >
        <Command.Input
          data-field="technician"
          placeholder={words.technician.hint}
          value={typed}
          onValueChange={setTyped}
          {...marked('technician', fault)}
        />
        <Command.List
          label={words.technician.label}
          className="open in-place"
          onMouseDown={(event) => event.preventDefault()}
        >
          {offered.map(({ id, name, technician, fit }) => (
            <Command.Item key={id} value={id} onSelect={() => choose(id)} data-chosen={crew.includes(id)}>
              <Photo technician={technician} ring="none" />
              <span className="grow">
                {name} <Silent memberId={id} />
              </span>
              {fit && <FitWords fit={fit} />}
              {crew[0] === id && <CheckIcon />}
            </Command.Item>
          ))}
          {!wanted && (
            <Command.Item value={NOBODY} onSelect={() => choose('')} data-chosen={draft.technicianId === ''}>
              <span className="photo nobody">
                <PersonIcon />
              </span>
              <span className="grow muted">{words.technician.leave}</span>
              {draft.technicianId === '' && <CheckIcon />}
            </Command.Item>
          )}
        </Command.List>
        {!wanted && everybody.length > offered.length && (
          <p className="meta muted">{words.technician.others(everybody.length - offered.length)}</p>
        )}
      </Command>
      {crew.length > 0 && (
        <Crew
          crew={everybody.filter(({ id }) => crew.includes(id))}
          lead={draft.technicianId}
          rest={everybody.filter(({ id }) => !crew.includes(id))}
          onToggle={(id) => set(crewWith(draft, id))}
        />
      )}
      <FaultLine fault={fault} words={words} />
    </section>
  );
}

function choicesOf(rows: readonly Row[], sketch: Visit | undefined) {
  const choices = rows.flatMap((row) => {
    const { technician, id } = row;
    if (!technician) return [];
    const span = sketch && { start: startOf(sketch), end: endOf(sketch) };
    const fit = sketch && span && fitOf(sketch, span, row, positionOf(id));
    return [{ id, name: technician.name, technician, fit }];
  });
  return choices.toSorted((a, b) => (a.fit ? rank(a.fit) : 0) - (b.fit ? rank(b.fit) : 0));
}

type Choices = ReturnType<typeof choicesOf>;

const offeredOf = (everybody: Choices, crew: readonly string[]): Choices =>
  everybody.filter(({ id }, index) => index < OFFERED || crew[0] === id);

interface CrewProps {
  readonly crew: Choices;
  readonly lead: string;
  readonly rest: Choices;
  readonly onToggle: (memberId: string) => void;
}

/** Who comes as well: named beside the lead, taken off again, and one more chosen from a list. */
function Crew({ crew, lead, rest, onToggle }: CrewProps) {
  const words = useBookingWords();
  return (
    <div className="booking-crew">
      {crew
        .filter(({ id }) => id !== lead)
        .map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="button small"
            aria-label={words.technician.without(name)}
            onClick={() => onToggle(id)}
          >
            {name}
            <CloseIcon />
          </button>
        ))}
      {crew.length + rest.length > 1 && (
        <select
          aria-label={words.technician.also}
          value=""
          onChange={({ currentTarget: { value } }) => onToggle(value)}
        >
          <option value="">{words.technician.also}</option>
          {rest.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

/** Whose phone tells no place will not be seen on the way. */
function Silent({ memberId }: { readonly memberId: string }) {
  const { told } = useOffice();
  const position = usePosition(memberId);
  if (position?.permission !== 'denied') return null;
  return (
    <span className="warning" title={told.words.row.locationOff}>
      <NoPinIcon />
      <span className="unseen">{told.words.row.locationOff}</span>
    </span>
  );
}
