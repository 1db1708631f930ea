import { useId, useState } from 'react';
import type { MadeToken, Reporting } from '../../api/device-calls.ts';
import { TOKENS, useDeviceCalls, useReadAnew, useTokens } from '../../state/devices-desk.ts';
import { useOffice } from '../../state/office.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { useSending } from '../use-sending.ts';
import { CopyButton } from './copy-button.tsx';
import { Segmented } from './segmented.tsx';

interface TokensProps {
  readonly whose: Reporting;
  readonly name: string;
}

/** Which devices report for somebody or something; a new one is set up by scanning, and shown this once. */
export function Tokens({ whose, name }: TokensProps) {
  const { told } = useOffice();
  const { phones: words } = useSettingsWords();
  const { data, isError, refetch } = useTokens(whose);
  const calls = useDeviceCalls();
  const readAnew = useReadAnew();
  const { send, isSending } = useSending();
  const [label, setLabel] = useState('');
  const [made, setMade] = useState<MadeToken>();
  const id = useId();
  const now = Date.now();
  const make = () =>
    send(async () => {
      setMade(await calls.makeToken(whose, label.trim()));
      setLabel('');
      await readAnew(TOKENS);
    });
  const revoke = (tokenId: string) =>
    send(async () => {
      await calls.revokeToken(whose, tokenId);
      if (made?.id === tokenId) setMade(undefined);
      await readAnew(TOKENS);
    });
  return (
    <section className="tokens" aria-label={words.of(name)}>
      {made && <Made made={made} onDone={() => setMade(undefined)} />}
      {isError && !data && (
        <p className="bad">
          {words.failed}{' '}
          <button type="button" className="text-button" onClick={() => void refetch()}>
            {words.retry}
          </button>
        </p>
      )}
      <ul>
        {data?.length === 0 && <li className="muted">{words.none}</li>}
        {data?.map((token) => (
          <li key={token.id}>
            <span className="grow">
              <b>{token.label ?? words.unnamed}</b>
              <span className="muted">
                {token.lastSeenAt
                  ? words.seen(told.when(token.lastSeenAt, now))
                  : words.neverSeen(told.dayOf(token.createdAt, now))}
              </span>
            </span>
            <button
              type="button"
              className="button small"
              aria-label={`${words.revoke}: ${token.label ?? words.unnamed}`}
              disabled={isSending}
              onClick={() => revoke(token.id)}
            >
              {words.revoke}
            </button>
          </li>
        ))}
      </ul>
      <form
        className="tags-add"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <input
          id={id}
          aria-label={words.label}
          placeholder={words.label}
          maxLength={60}
          value={label}
          onChange={({ currentTarget: { value } }) => setLabel(value)}
        />
        <button type="submit" className="button" disabled={isSending}>
          {words.add}
        </button>
      </form>
    </section>
  );
}

const APPS = ['osmand', 'owntracks', 'overland'] as const;

function Made({ made, onDone }: { readonly made: MadeToken; readonly onDone: () => void }) {
  const { phones: words } = useSettingsWords();
  const [app, setApp] = useState<(typeof APPS)[number]>('osmand');
  return (
    <div className="card made" role="status">
      <img
        src={`data:image/svg+xml,${encodeURIComponent(made.qrCodes[app])}`}
        alt={words.qr(words.apps[app])}
        width="168"
        height="168"
      />
      <div>
        <b>{words.once}</b>
        <Segmented label={words.app} all={APPS} shown={app} onShow={setApp}>
          {(one) => words.apps[one]}
        </Segmented>
        <p className="muted">{words.scan(words.apps[app])}</p>
        <p className="line">
          <CopyButton text={made.setupUrls[app]} label={words.copySetup} />
          <CopyButton text={made.url} label={words.copyUrl} />
          <button type="button" className="button small" onClick={onDone}>
            {words.done}
          </button>
        </p>
      </div>
    </div>
  );
}
