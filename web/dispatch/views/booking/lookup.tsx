import { Command } from 'cmdk';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import type { Fault, Field } from '../../rules/booking.ts';
import { marked } from './field.tsx';

interface LookupProps {
  readonly field: Field;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly fault: Fault | undefined;
  /** What Enter takes, until somebody moves: the likeliest; nothing while that is being asked. */
  readonly first: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
  /** Beside what is typed. */
  readonly mark?: ReactNode;
  /** What may be meant; nothing is shown until somebody is in the field. */
  readonly children?: ReactNode;
}

/** A field that is looked up while it is typed: arrows choose, Enter takes. */
export function Lookup(props: LookupProps) {
  const { field, label, hint, value, fault, first, input, onChange, onLeave, mark, children } = props;
  const [isIn, setIn] = useState(false);
  const [picked, pick] = usePicked(first);
  const isOpen = isIn && Boolean(children);
  return (
    <Command
      className="lookup"
      label={label}
      shouldFilter={false}
      vimBindings={false}
      value={picked}
      onValueChange={pick}
      onFocus={() => setIn(true)}
      onBlur={() => {
        setIn(false);
        onLeave();
      }}
    >
      <Command.Input
        ref={input}
        data-field={field}
        placeholder={hint}
        value={value}
        onValueChange={onChange}
        {...marked(field, fault)}
      />
      {mark}
      {/* Who presses on a choice has not left the field. */}
      <Command.List
        label={label}
        className={isOpen ? 'open' : undefined}
        onMouseDown={(event) => event.preventDefault()}
      >
        {isOpen && children}
      </Command.List>
    </Command>
  );
}

/** The choice that Enter takes: the first of a list, and again whenever that is another one. */
export function usePicked(first: string) {
  const [picked, pick] = useState(first);
  useEffect(() => pick(first), [first]);
  return [picked, pick] as const;
}
