import { useState } from 'preact/hooks';
import { isOfOffice } from '../../session/session.ts';
import type { Phone } from '../phone.ts';
import type { State } from '../state.ts';
import type { Words } from '../words/en.ts';
import { LockIcon } from './icons.tsx';

interface SignInProps {
  readonly state: State;
  readonly phone: Phone;
  readonly words: Words;
}

/** Who is not signed in sees this; what waits on the phone goes out afterwards. */
export function SignIn({ state, phone, words }: SignInProps) {
  const [email, setEmail] = useState('');
  const { signIn } = words;
  const steps = state.waiting.length;
  const positions = state.sent.waiting;
  const isOffice = isOfOffice(state.me);
  const problem = problemOf(state, words);
  return (
    <main class="sign-in">
      <img class="logo" src="/technician-icon.svg" alt="" width="64" height="64" />
      <h1>
        {words.greeting(new Date().getHours())}
        <br />
        {signIn.heading}
      </h1>
      <p class="quiet">{signIn.hint}</p>
      {steps + positions > 0 && (
        <p class="band warn" role="status">
          {signIn.waits(positions, steps)}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void (isOffice ? phone.signOut() : phone.signIn(email));
        }}
      >
        {!isOffice && (
          <label class="field">
            <span>{signIn.label}</span>
            <input
              type="email"
              autoComplete="username"
              inputMode="email"
              value={email}
              onInput={({ currentTarget: { value } }) => setEmail(value)}
            />
          </label>
        )}
        <p class="note bare">
          <LockIcon />
          <span>{signIn.privacy}</span>
        </p>
        <div class="bottom">
          {problem && (
            <p class="band bad" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" class="main tall">
            <LockIcon />
            {isOffice ? words.settings.signOut : signIn.button}
          </button>
          <p class="consequence">{signIn.stays}</p>
        </div>
      </form>
    </main>
  );
}

/** Why the page is not open to this person, or not yet. */
function problemOf({ me, signInFailed }: State, { signIn }: Words): string | undefined {
  if (isOfOffice(me)) return signIn.wrongRole;
  if (!navigator.onLine) return signIn.offline;
  return signInFailed ? signIn.failed : undefined;
}
