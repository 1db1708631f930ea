import { useState } from 'react';
import type { Me } from '../../session/session.ts';
import type { Words } from '../words/en.ts';
import { ClockIcon } from './icons.tsx';

interface SignInProps {
  readonly words: Words;
  readonly failed: boolean;
  readonly onSignIn: (hint: string) => void;
}

export const Logo = () => <img className="logo" src="/dispatch-icon.svg" alt="" width="44" height="44" />;

/** Who is not signed in sees this, and nothing of the account. */
export function SignIn({ words: { signIn }, failed, onSignIn }: SignInProps) {
  const [email, setEmail] = useState('');
  return (
    <main className="plain-page">
      <form
        className="plain-card"
        onSubmit={(event) => {
          event.preventDefault();
          onSignIn(email);
        }}
      >
        <Logo />
        <h1>{signIn.heading}</h1>
        <p className="muted">{signIn.hint}</p>
        <label className="field">
          <span>{signIn.label}</span>
          <input
            type="email"
            autoComplete="username"
            value={email}
            onChange={({ currentTarget: { value } }) => setEmail(value)}
          />
        </label>
        {failed && (
          <p className="band bad" role="alert">
            {signIn.failed}
          </p>
        )}
        <button type="submit" className="button primary tall">
          {signIn.button}
        </button>
        <p className="meta muted">{signIn.privacy}</p>
      </form>
    </main>
  );
}

interface PlainProps {
  readonly words: Words;
  readonly me: Me;
  readonly onSignOut: () => void;
}

/** Technicians have a page of their own. */
export const NotTheirPage = ({ words: { signIn }, me, onSignOut }: PlainProps) => (
  <main className="plain-page">
    <div className="plain-card">
      <Logo />
      <h1>{signIn.heading}</h1>
      <p>{signIn.wrongRole(me.name.split(' ')[0] ?? me.name)}</p>
      <a className="button primary tall" href="/technician">
        {signIn.toTechnician}
      </a>
      <button type="button" className="button tall" onClick={onSignOut}>
        {signIn.someoneElse}
      </button>
    </div>
  </main>
);

const Standing = ({
  words,
  me,
  onSignOut,
  company,
  children,
}: PlainProps & { readonly company?: string; readonly children: React.ReactNode }) => (
  <div className="standing-page">
    <header>
      <img src="/dispatch-icon.svg" alt="" width="34" height="34" />
      <div>
        <b>{company ?? words.title}</b>
        <p className="meta muted">{words.as(me.name)}</p>
      </div>
      <button type="button" className="button" onClick={onSignOut}>
        {words.signOut}
      </button>
    </header>
    <main>{children}</main>
  </div>
);

/** An account that is not switched on: one honest page, and no way on. */
interface ComingSoonProps extends PlainProps {
  readonly company: string;
  readonly onAsk: (email: string) => Promise<unknown>;
}

export const ComingSoon = (props: ComingSoonProps) => (
  <Standing {...props}>
    <span className="soon-sign">
      <ClockIcon />
    </span>
    <h1>{props.words.soon.heading}</h1>
    <p className="muted">
      {props.words.soon.text(props.company)}
      <br />
      {props.words.soon.nothing}
    </p>
    {props.me.role === 'owner' && <AskToBeTold words={props.words} onAsk={props.onAsk} />}
  </Standing>
);

/** One address, for one mail. */
function AskToBeTold({ words: { soon }, onAsk }: Pick<ComingSoonProps, 'words' | 'onAsk'>) {
  const [email, setEmail] = useState('');
  const [asked, setAsked] = useState<'no' | 'yes' | 'failed'>('no');
  if (asked === 'yes') return <p role="status">{soon.asked(email)}</p>;
  return (
    <form
      className="ask-told"
      onSubmit={(event) => {
        event.preventDefault();
        void onAsk(email).then(
          () => setAsked('yes'),
          () => setAsked('failed'),
        );
      }}
    >
      <input
        type="email"
        required
        autoComplete="email"
        aria-label={soon.email}
        placeholder={soon.email}
        value={email}
        onChange={({ currentTarget: { value } }) => setEmail(value)}
      />
      <button type="submit" className="button primary">
        {soon.button}
      </button>
      <p className="meta muted" role={asked === 'failed' ? 'alert' : undefined}>
        {asked === 'failed' ? soon.failed : soon.once}
      </p>
    </form>
  );
}

export const Barred = (props: PlainProps) => (
  <Standing {...props}>
    <h1>{props.words.barred.heading}</h1>
    <p className="muted">{props.words.barred.text}</p>
  </Standing>
);
