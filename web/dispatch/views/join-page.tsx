import { useState } from 'react';
import { Refused } from '../api/client.ts';
import { acceptInvite } from '../api/join.ts';
import type { Schema } from '../api/types.ts';
import type { Words } from '../words/en.ts';
import { Logo } from './plain-pages.tsx';

interface JoinProps {
  readonly words: Words;
  readonly token: string;
  readonly onSignIn: () => void;
}

/** Whoever was invited takes their place; opening the link alone does nothing, for mail programs open links too. */
export function JoinPage({ words: { join, toasts, problem }, token, onSignIn }: JoinProps) {
  const [name, setName] = useState('');
  const [isSending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const [joined, setJoined] = useState<Schema<'Accepted'>>();
  const accept = async (): Promise<void> => {
    setSending(true);
    setFault(undefined);
    try {
      setJoined(await acceptInvite(token, name));
      // It is used up, and nothing for the history.
      history.replaceState(null, '', location.pathname);
    } catch (error) {
      const isGone = error instanceof Refused && error.status === 404;
      const said = error instanceof Refused ? problem(error.problem) : toasts.unreached;
      setFault(isGone ? join.gone : said);
    } finally {
      setSending(false);
    }
  };
  if (joined) return <Joined words={join} joined={joined} onSignIn={onSignIn} />;
  return (
    <main className="plain-page">
      <form
        className="plain-card"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSending) void accept();
        }}
      >
        <Logo />
        <h1>{join.heading}</h1>
        <p className="muted">{join.hint}</p>
        <label className="field">
          <span>{join.name}</span>
          <input
            type="text"
            autoComplete="name"
            maxLength={100}
            value={name}
            onChange={({ currentTarget: { value } }) => setName(value)}
          />
        </label>
        {fault && (
          <p className="band bad" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" className="button primary tall" disabled={isSending}>
          {join.button}
        </button>
        <p className="meta muted">{join.next}</p>
      </form>
    </main>
  );
}

interface JoinedProps {
  readonly words: Words['join'];
  readonly joined: Schema<'Accepted'>;
  readonly onSignIn: () => void;
}

/** Technicians have a page of their own. */
const Joined = ({ words, joined: { member, company }, onSignIn }: JoinedProps) => (
  <main className="plain-page">
    <div className="plain-card">
      <Logo />
      <h1>{words.welcome(company.name)}</h1>
      <p role="status">{words.mailed}</p>
      {member.role === 'technician' ? (
        <a className="button primary tall" href="/technician">
          {words.toTechnician}
        </a>
      ) : (
        <button type="button" className="button primary tall" onClick={onSignIn}>
          {words.signIn}
        </button>
      )}
    </div>
  </main>
);
