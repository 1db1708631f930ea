import { useState } from 'react';

const keyOf = (name: string): string => `dispatch-draft-${name}`;

/** A field whose words are kept until they are sent: over a reload, and over signing in again. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => sessionStorage.getItem(keyOf(name)) ?? '');
  const keep = (value: string): void => {
    setText(value);
    if (value) sessionStorage.setItem(keyOf(name), value);
    else sessionStorage.removeItem(keyOf(name));
  };
  return [text, keep];
}
