import { render } from 'preact';
import { isElsewhere, type SignInConfig } from '../session/session.ts';
import { type Phone, startPhone } from './phone.ts';
import type { State } from './state.ts';
import { App } from './views/app.tsx';
import { setTheme } from './views/theme.ts';
import { en, type Words } from './words/en.ts';
import { es } from './words/es.ts';

const WORDS = { en, es } as const;
const WORKER = '/technician-worker.js';

/** The first of the reader's languages that the page speaks. */
function chooseLanguage(): 'en' | 'es' {
  const spoken = navigator.languages.map((one) => one.slice(0, 2));
  return (spoken.find((one) => one === 'en' || one === 'es') ?? 'en') as 'en' | 'es';
}

async function start(): Promise<void> {
  const language = chooseLanguage();
  const words: Words = WORDS[language];
  document.documentElement.lang = language;
  document.title = words.title;
  const root = document.getElementById('page');
  if (!root) return;
  let phone: Phone | undefined;
  let last: State | undefined;
  const show = (state: State) => {
    last = state;
    const brand = state.day?.company?.company.brandColor;
    if (brand) setTheme(brand);
    if (phone && state.isReady)
      render(<App state={state} phone={phone} words={words} language={language} />, root);
  };
  const config: SignInConfig = await (await fetch('/technician-config.json')).json();
  phone = await startPhone(config, language, show);
  if (!last?.me && isElsewhere(config)) return location.replace(`//${config.host}${location.pathname}`);
  if (last) show(last);
  await navigator.serviceWorker?.register(WORKER, { scope: '/technician' });
}

void start();
