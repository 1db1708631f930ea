import type { Phone } from '../phone.ts';
import type { State } from '../state.ts';
import { platform } from './platform.ts';
import { sharingOf, sharingWords } from './sharing-words.ts';
import { Sheet, Switch } from './sheet.tsx';
import type { Told } from './told.ts';

interface SharingProps {
  readonly state: State;
  readonly phone: Phone;
  readonly told: Told;
  readonly now: number;
  readonly onClose: () => void;
}

/** What is behind the pill, what can be done about it, and the switch. */
export function SharingSheet({ state, phone, told, now, onClose }: SharingProps) {
  const { sheet, signIn } = told.words;
  const is = sharingOf(state, now);
  const [title = '', text] = sharingWords(is, state, told, now);
  const isBlocked = state.permission === 'denied';
  const isOther = state.otherApp !== undefined;
  const isAsked = state.permission === 'prompt';
  const isOn = state.offSince === undefined && !isBlocked && !isOther && !isAsked;
  const off = isOther ? sheet.isOther : sheet.isOff;
  const share = (on: boolean) => {
    phone.share(on);
    if (on && isAsked) phone.allow();
  };
  return (
    <Sheet title={title} onClose={onClose}>
      <p class="quiet">{text}</p>
      {is === 'blocked' && <Steps told={told} />}
      <Switch
        label={sheet.switch}
        text={isBlocked ? sheet.isBlocked : isOn ? sheet.on : off}
        on={isOn}
        disabled={isBlocked}
        onChange={share}
      />
      <div class="stack">
        {is === 'ask' && (
          <button type="button" class="main tall" onClick={() => phone.allow()}>
            {sheet.allow}
          </button>
        )}
        {(is === 'blocked' || is === 'noGps') && (
          <button type="button" class="main tall" onClick={() => phone.allow()}>
            {sheet.checkAgain}
          </button>
        )}
        {is === 'signedOut' && (
          <button type="button" class="main tall" onClick={() => void phone.signIn('')}>
            {signIn.button}
          </button>
        )}
        <button type="button" class="plain tall" onClick={onClose}>
          {is === 'blocked' ? sheet.workWithout : sheet.close}
        </button>
      </div>
    </Sheet>
  );
}

/** How to allow it, by what this phone's settings are called. */
function Steps({ told }: Pick<SharingProps, 'told'>) {
  return (
    <ol class="numbered">
      {told.words.sheet.steps[platform()].map(([what, where]) => (
        <li key={what}>
          <b>{what}</b>
          <small>{where}</small>
        </li>
      ))}
    </ol>
  );
}
