import { Command } from 'cmdk';
import type { Visit } from '../../api/types.ts';
import { dropOf, joinedBy } from '../../rules/drop.ts';
import { fitOf, roundedOverlap } from '../../rules/fit.ts';
import type { Row } from '../../rules/rows.ts';
import { endOf, firstName, startOf, UNASSIGNED } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { positionOf } from '../../state/positions.ts';
import { toast } from '../../state/toasts.ts';
import { ui } from '../../state/ui.ts';
import { CheckIcon } from '../icons.tsx';
import { Photo } from './row-head.tsx';

interface AssignQuestionProps {
  readonly visit: Visit;
  /** In whose place somebody is to come. */
  readonly row: string;
  /** Somebody comes as well, in nobody's place. */
  readonly joins: boolean;
  readonly rows: readonly Row[];
  readonly onClose: () => void;
}

/** Who goes: type a name, or choose by how it fits; the same as a drop. */
export function AssignQuestion({ visit, row, joins, rows, onClose }: AssignQuestionProps) {
  const { desk, told } = useOffice();
  const { words } = told;
  const title = (joins ? words.ask.whoElse : words.ask.who)(firstName(visit.customer.name));
  const span = { start: startOf(visit), end: endOf(visit) };
  const choices = rows
    .filter(({ id, technician }) => technician && !(joins && visit.technicianIds.includes(id)))
    .map((one) => ({ one, fit: fitOf(visit, span, one, positionOf(one.id)) }))
    .toSorted((a, b) => rank(a.fit) - rank(b.fit));
  const choose = (to: string) => {
    const { edit, asks, refusal } = joins ? joinedBy(visit, to) : dropOf(visit, row, to);
    if (refusal) toast(words.drag.refusals[refusal], { tone: 'bad' });
    if (asks) return ui.set({ question: { kind: 'reassign', visitId: visit.visitId, edit } });
    onClose();
    if (!refusal && edit.technicianIds) desk.edit(visit, edit);
  };
  return (
    <Command className="chooser" label={title}>
      <h2>{title}</h2>
      <Command.Input autoFocus placeholder={words.ask.typeName} />
      <Command.List>
        <Command.Empty>{words.ask.nobody}</Command.Empty>
        {choices.map(({ one, fit }) => (
          <Command.Item key={one.id} value={one.technician?.name ?? one.id} onSelect={() => choose(one.id)}>
            {one.technician && <Photo technician={one.technician} ring="none" />}
            <span className="grow">{one.technician?.name}</span>
            <FitWords fit={fit} />
            {visit.technicianIds[0] === one.id && <CheckIcon />}
          </Command.Item>
        ))}
        {!joins && row !== UNASSIGNED && visit.status === 'pending_dispatch' && (
          <Command.Item value={words.ask.takeOff} onSelect={() => choose(UNASSIGNED)}>
            <span className="photo nobody" />
            <span className="grow">{words.ask.takeOff}</span>
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}

type Fit = ReturnType<typeof fitOf>;

/** Who is free comes first, the nearest of them before the others. */
export const rank = ({ clash, meters }: Fit): number => (clash ? 1e9 + clash.ms : (meters ?? 1e8));

export function FitWords({ fit: { clash, meters } }: { readonly fit: Fit }) {
  const { told } = useOffice();
  const { row } = told.words;
  if (clash)
    return <em className="warning">{row.overlaps(told.duration(roundedOverlap(clash.ms) * 60_000))}</em>;
  return <em className="fits">{meters === undefined ? row.fitsPlain : row.fits(told.distance(meters))}</em>;
}
