import type { Draft, Fault, Field } from '../../rules/booking.ts';

/** What every part of the form is given. */
export interface FieldProps {
  readonly draft: Draft;
  readonly set: (patch: Partial<Draft>) => void;
  /** What is wrong with a field, once that may be said. */
  readonly faultOf: (field: Field) => Fault | undefined;
  /** The field was left: what is wrong with it may be said. */
  readonly leave: (field: Field) => void;
}
