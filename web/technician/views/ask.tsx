import { useEffect, useRef } from 'preact/hooks';

interface AskProps {
  /** The question, no, and yes. */
  readonly words: readonly string[];
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** The other way to take a step: a tap, a key, a switch or a screen reader is asked whether it is meant. */
export function Ask({ words, onYes, onNo }: AskProps) {
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  const [question, notYet, yes] = words;
  return (
    <fieldset class="asks" aria-label={question}>
      <p>{question}</p>
      <div class="pair">
        <button type="button" class="plain" ref={no} onClick={onNo}>
          {notYet}
        </button>
        <button type="button" class="main" onClick={onYes}>
          {yes}
        </button>
      </div>
    </fieldset>
  );
}
