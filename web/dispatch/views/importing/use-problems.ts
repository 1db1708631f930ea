import type { Fault } from '../../rules/booking.ts';
import { type Candidate, type Choices, headingOf, type Table } from '../../rules/importing/rows.ts';
import type { Outcome } from '../../state/importing.ts';
import { faultInWords } from '../booking/field.tsx';
import { useBookingWords } from '../booking/use-words.ts';
import { useImportWords } from './use-words.ts';

/** Everything that is wrong with a row, each with the heading of its column. */
export function useProblems({ headings }: Table, { mapping }: Choices) {
  const words = useImportWords();
  const booking = useBookingWords();
  const said = (fault: Fault): string =>
    fault.field === 'technician' && fault.kind === 'wrong'
      ? words.unknownTechnician
      : faultInWords(fault, booking);
  const of = (fault: Fault): string =>
    words.problemOf(headingOf(fault.field, mapping, headings), said(fault));
  return ({ faults, twiceOf }: Candidate, outcome?: Outcome): readonly string[] => [
    ...faults.map(of),
    ...(twiceOf === undefined
      ? []
      : [words.problemOf(headingOf('externalId', mapping, headings), words.twice(twiceOf))]),
    ...(outcome?.kind === 'refused' ? [...outcome.faults.map(of), ...outcome.others] : []),
  ];
}
