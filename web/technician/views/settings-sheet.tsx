import { useEffect, useState } from 'preact/hooks';
import type { Notified } from '../notify.ts';
import { type Phone, VERSION } from '../phone.ts';
import type { State } from '../state.ts';
import { Sheet, Switch } from './sheet.tsx';
import type { Told } from './told.ts';

interface SettingsProps {
  readonly state: State;
  readonly phone: Phone;
  readonly told: Told;
  readonly onClose: () => void;
}

const APPS: Readonly<Record<string, string>> = {
  osmand: 'Traccar Client',
  owntracks: 'OwnTracks',
  overland: 'Overland',
};

/** Who is signed in here, and which app may share in this page's place. */
export function SettingsSheet({ state, phone, told, onClose }: SettingsProps) {
  const { settings: words } = told.words;
  const waits = state.waiting.length + state.sent.waiting > 0;
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p class="quiet">{words.signedInAs(state.me?.name ?? '')}</p>
      <Notifications phone={phone} told={told} />
      <Switch
        label={words.sound}
        text={words.soundText}
        on={!state.silent}
        onChange={(on) => phone.sound(on)}
      />
      <Apps state={state} phone={phone} told={told} />
      <div class="stack">
        {waits && <p class="quiet">{words.signOutWaits}</p>}
        <button type="button" class="plain tall" onClick={() => void phone.signOut()}>
          {words.signOut}
        </button>
        <button type="button" class="main tall" onClick={onClose}>
          {words.back}
        </button>
        <p class="consequence">{words.version(VERSION)}</p>
      </div>
    </Sheet>
  );
}

/** Where there is no way to it, there is no switch; where the phone wants something first, it says what. */
function Notifications({ phone, told }: Pick<SettingsProps, 'phone' | 'told'>) {
  const { settings: words } = told.words;
  const [stands, setStands] = useState<Notified>('never');
  const [failed, setFailed] = useState(false);
  const ask = (answer: Promise<Notified>) => {
    setFailed(false);
    answer.then(setStands, () => setFailed(true));
  };
  useEffect(() => ask(phone.notifying.look()), [phone]);
  if (stands === 'never') return null;
  return (
    <section>
      {stands === 'on' || stands === 'off' ? (
        <Switch
          label={words.notify}
          text={words.notifyText[stands]}
          on={stands === 'on'}
          onChange={(on) => ask(on ? phone.notifying.start() : phone.notifying.stop())}
        />
      ) : (
        <>
          <h3>{words.notify}</h3>
          <p class="quiet">{words.notifyText[stands]}</p>
        </>
      )}
      {failed && (
        <p class="quiet" role="alert">
          {words.failed}
        </p>
      )}
    </section>
  );
}

type Links = NonNullable<Awaited<ReturnType<Phone['makeLinks']>>>;

function Apps({ state, phone, told }: Omit<SettingsProps, 'onClose'>) {
  const { settings: words } = told.words;
  const [links, setLinks] = useState<Links | 'making' | 'failed'>();
  const make = () => {
    setLinks('making');
    phone.makeLinks().then(
      (made) => setLinks(made ?? 'failed'),
      () => setLinks('failed'),
    );
  };
  return (
    <section>
      <h3>{words.apps}</h3>
      <p class="quiet">{words.appsText}</p>
      {typeof links === 'object' ? (
        <>
          <p class="quiet">{words.once}</p>
          {Object.entries(APPS).map(([source, name]) => (
            <div class="app" key={source}>
              <a class="plain" href={links.setupUrls[source] ?? ''}>
                {words.open(name)}
              </a>
              <img
                alt={words.code(name)}
                src={asImage(links.qrCodes[source] ?? '')}
                width="160"
                height="160"
              />
            </div>
          ))}
        </>
      ) : (
        <button type="button" class="plain tall" disabled={links === 'making'} onClick={make}>
          {links === 'making' ? words.making : words.makeLinks}
        </button>
      )}
      {links === 'failed' && (
        <p class="quiet" role="alert">
          {words.failed}
        </p>
      )}
      <Switch
        label={words.useOther}
        text={words.useOtherText}
        on={state.otherApp !== undefined}
        onChange={(on) => phone.preferOther(on)}
      />
    </section>
  );
}

const asImage = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;
