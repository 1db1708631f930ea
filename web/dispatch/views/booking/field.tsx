import type { Fault, Field } from '../../rules/booking.ts';
import type { BookingWords } from '../../words/booking/en.ts';

export const idOf = (field: Field): string => `book-${field}`;
export const faultIdOf = (field: Field): string => `book-${field}-fault`;

export const faultInWords = (fault: Fault, { faults }: BookingWords): string => {
  switch (fault.kind) {
    case 'long':
    case 'many':
      return faults[fault.kind](fault.most);
    case 'order':
      return faults.order;
    case 'told':
      return faults.told(fault.detail);
    default:
      return faults[fault.kind][fault.field];
  }
};

/** What a field that may be wrong says of itself. */
export const marked = (field: Field, fault: Fault | undefined) => ({
  'aria-invalid': fault ? true : undefined,
  'aria-describedby': fault ? faultIdOf(field) : undefined,
});

/** What is wrong, under its field. */
export const FaultLine = ({
  fault,
  words,
}: {
  readonly fault: Fault | undefined;
  readonly words: BookingWords;
}) =>
  fault ? (
    <p id={faultIdOf(fault.field)} className="meta bad">
      {faultInWords(fault, words)}
    </p>
  ) : null;

interface TextFieldProps {
  readonly field: Field;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
  readonly fault: Fault | undefined;
  readonly words: BookingWords;
  readonly type?: 'text' | 'tel' | 'email';
  readonly rows?: number;
}

/** A labelled field of text, with what is wrong under it. */
export function TextField(props: TextFieldProps) {
  const { field, label, hint, value, onChange, onLeave, fault, words, type = 'text', rows } = props;
  const common = {
    id: idOf(field),
    value,
    onBlur: onLeave,
    ...marked(field, fault),
  };
  return (
    <div className="part">
      <label className="field" htmlFor={idOf(field)}>
        <span>
          {label}
          {hint && <small> {hint}</small>}
        </span>
        {rows ? (
          <textarea rows={rows} {...common} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
        ) : (
          <input
            type={type}
            autoComplete="off"
            {...common}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
        )}
      </label>
      <FaultLine fault={fault} words={words} />
    </div>
  );
}
