import { createRoot } from 'react-dom/client';
import { openKeyStore } from '../session/open-key-store.ts';
import { createSession, isElsewhere, type SignInConfig } from '../session/session.ts';
import { invitedBy } from './api/join.ts';
import { returnToRoute } from './state/route.ts';
import { App } from './views/app.tsx';
import type { Words } from './words/en.ts';

/** One language is loaded: nobody reads two. */
const WORDS: Readonly<Record<'en' | 'es', () => Promise<Words>>> = {
  en: async () => (await import('./words/en.ts')).en,
  es: async () => (await import('./words/es.ts')).es,
};

/** The first of the reader's languages that the page speaks. */
function chooseLanguage(): 'en' | 'es' {
  const spoken = navigator.languages.map((one) => one.slice(0, 2));
  return (spoken.find((one) => one === 'en' || one === 'es') ?? 'en') as 'en' | 'es';
}

async function start(): Promise<void> {
  const language = chooseLanguage();
  const root = document.getElementById('page');
  if (!root) return;
  const [words, config, store] = await Promise.all([
    WORDS[language](),
    fetch('/dispatch-config.json').then((answer): Promise<SignInConfig> => answer.json()),
    openKeyStore('dispatch-sign-in'),
  ]);
  document.documentElement.lang = language;
  document.title = words.title;
  const session = createSession(store, config);
  const signInFailed = !(await session.finish().catch(() => false));
  const [me, isOpen] = [await session.me(), await session.isOpen()];
  if (!me && isElsewhere(config))
    return location.replace(`//${config.host}${location.pathname}${location.hash}`);
  const token = invitedBy(location.hash);
  addEventListener('hashchange', () => invitedBy(location.hash) && location.reload());
  if (token !== undefined) {
    const { JoinPage } = await import('./views/join-page.tsx');
    const signIn = () => void session.begin('', language);
    return createRoot(root).render(<JoinPage words={words} token={token} onSignIn={signIn} />);
  }
  returnToRoute();
  createRoot(root).render(
    <App
      session={session}
      me={isOpen ? me : undefined}
      failed={signInFailed}
      words={words}
      language={language}
    />,
  );
}

void start();
