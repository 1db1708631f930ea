import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** What comes up from below; the browser keeps the focus in it, Escape closes it, and what opened it has it again. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    // As long as it is there, nothing beside it takes the focus; and what has taken it since keeps it.
    const giveBack = () => {
      if (opener instanceof HTMLElement && document.activeElement === document.body) opener.focus();
    };
    return () => void setTimeout(giveBack);
  }, []);
  return (
    <dialog ref={dialog} class="sheet" aria-label={title} onClose={onClose}>
      <div class="grip" aria-hidden="true" />
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly text: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

/** The whole row is what one taps. */
export function Switch({ label, text, on, disabled = false, onChange }: SwitchProps) {
  return (
    <label class="switch">
      <span>
        <b>{label}</b>
        <small>{text}</small>
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </label>
  );
}
