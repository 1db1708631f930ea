import { useEffect, useRef } from 'react';
import { BOARD_KEYS, DEED_KEYS } from '../rules/keys.ts';
import { useTold } from '../state/office.ts';
import { ui, useUi } from '../state/ui.ts';
import { CloseIcon } from './icons.tsx';

/** Commands of pages that are not there are not listed. */
const NOT_YET: readonly string[] = ['m'];

/** Every key, beside the board and not over it. */
export function HelpDialog() {
  const { words } = useTold();
  const isOpen = useUi(({ dialog }) => dialog === 'help');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.show();
    else dialog.current?.close();
  }, [isOpen]);
  const close = () => ui.set({ dialog: undefined });
  return (
    <dialog
      ref={dialog}
      className="help"
      aria-label={words.help.title}
      onClose={close}
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <header>
        <h2>{words.help.title}</h2>
        <button type="button" className="icon-button" aria-label={words.drawer.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <dl>
        <Key name={words.help.arrowKeys} meaning={words.help.arrows} />
        <Key name="Enter" meaning={words.help.enter} />
        {Object.entries(DEED_KEYS).map(([key, deed]) => (
          <Key key={key} name={key.toUpperCase()} meaning={words.deeds[deed]} />
        ))}
        {Object.entries(BOARD_KEYS)
          .filter(([key]) => !NOT_YET.includes(key))
          .map(([key, command]) => (
            <Key key={key} name={key.toUpperCase()} meaning={words.help.board[command]} />
          ))}
        <Key name="Ctrl Z" meaning={words.help.board.undo} />
        <Key name="Ctrl K" meaning={words.help.board.find} />
      </dl>
    </dialog>
  );
}

const Key = ({ name, meaning }: { readonly name: string; readonly meaning: string }) => (
  <div>
    <dt>
      <kbd>{name}</kbd>
    </dt>
    <dd>{meaning}</dd>
  </div>
);
