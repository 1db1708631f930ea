import { type KeyboardEvent, type RefObject, useImperativeHandle, useRef } from 'react';
import { LONGEST_TEMPLATE, PLACEHOLDERS } from '../../../../../shared/team/message-template.ts';
import type { MessageKind } from '../../../api/settings-calls.ts';
import { partsOf, placeholderAt } from '../../../rules/template-parts.ts';
import { useSettingsWords } from '../../../state/settings-words.ts';

/** What the buttons beside a field do in it. */
export interface Inserting {
  insert(text: string): void;
}

interface TemplateFieldProps {
  readonly kind: MessageKind;
  readonly value: string;
  readonly offending: readonly string[];
  readonly isFixed: boolean;
  readonly isFaulty: boolean;
  readonly onChange: (text: string) => void;
  readonly inserting: RefObject<Inserting | null>;
}

/** A field of plain words; behind them, placeholders are drawn as chips and what texting lacks is marked. */
export function TemplateField(props: TemplateFieldProps) {
  const { kind, value, offending, isFixed, isFaulty, onChange, inserting } = props;
  const { messages: words } = useSettingsWords();
  const field = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(inserting, () => ({
    insert(text) {
      field.current?.focus();
      // No other way of writing into a field can be undone with Ctrl Z.
      document.execCommand('insertText', false, text);
    },
  }));
  return (
    <div className={`template-field${isFaulty ? ' faulty' : ''}`}>
      <div className="template-drawn" aria-hidden="true">
        {partsOf(value, PLACEHOLDERS[kind], offending).map(({ is, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text are told apart by where they stand.
          <span key={index} className={`part-${is}`}>
            {is === 'placeholder' ? <Braced name={text.slice(1, -1)} /> : text}
          </span>
        ))}
        {'\u200b'}
      </div>
      <textarea
        ref={field}
        aria-label={words.text(words.kinds[kind])}
        aria-describedby="template-said"
        aria-invalid={isFaulty}
        spellCheck
        readOnly={isFixed}
        maxLength={LONGEST_TEMPLATE}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onKeyDown={takeWhole}
      />
    </div>
  );
}

/** The braces are there, and not seen: a chip is as wide as what is typed. */
const Braced = ({ name }: { readonly name: string }) => (
  <>
    <i>{'{'}</i>
    {name}
    <i>{'}'}</i>
  </>
);

/** Backspace and Delete take a placeholder as one: it is chosen, and the browser takes it out as it would, undo included. */
function takeWhole({ key, currentTarget: field }: KeyboardEvent<HTMLTextAreaElement>): void {
  if ((key !== 'Backspace' && key !== 'Delete') || field.readOnly) return;
  const { selectionStart, selectionEnd } = field;
  if (selectionStart !== selectionEnd) return;
  const found = placeholderAt(field.value, selectionStart, key === 'Backspace' ? 'before' : 'after');
  if (found) field.setSelectionRange(...found);
}
