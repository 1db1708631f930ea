import { showCustomers, showFaults, startControls } from './controls.ts';
import { byId, make, showList } from './elements.ts';
import { showTexts } from './show-texts.ts';
import { showVisits } from './show-visits.ts';
import { call, linkOf, type Message, today, tokenFor } from './stack.ts';

/** Milliseconds between two looks, and how long an answer may take before the stack counts as gone. */
const EVERY = 2000;

let office: string | undefined;

async function look(): Promise<void> {
  const { now } = await call<{ now: string }>('GET', '/_local/clock');
  office ??= await tokenFor('dispatcher');
  const day = await today(office, Date.parse(now));
  const links = new Map<string, string>();
  for (const visit of day.visits) links.set(visit.visitId, await linkOf(visit, office));
  const { messages } = await call<{ messages: Message[] }>('GET', '/_local/outbox');
  showVisits(day, links);
  showTexts(messages, day, links);
  showCustomers(day.visits);
  showClock(now, day.company.timeZone);
  await showFaults();
  await showWork();
}

function showClock(now: string, timeZone: string): void {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'medium', timeStyle: 'medium' });
  byId('now').textContent = clock.format(Date.parse(now));
}

interface DeadLetter {
  readonly queue: string;
  readonly reason: string;
  readonly at: string;
}

async function showWork(): Promise<void> {
  const { records } = await call<{ records: DeadLetter[] }>('GET', '/_local/dead-letters');
  showList(
    byId('dead'),
    byId('dead-empty'),
    records.map(({ queue, reason }) => make('li', '', `${queue}: ${reason}`)),
  );
  const { pending } = await call<{ pending: string[] }>('GET', '/_local/activity');
  byId('idle').textContent =
    pending.length > 0 ? `On its way: ${pending.join(', ')}.` : 'Nothing is on its way.';
}

/** Whether the stack answers, and what it said when it refused. */
function showPulse(problem?: unknown): void {
  const pulse = byId('pulse');
  const words = problem === undefined ? 'Running' : 'No answer';
  if (pulse.textContent !== words) pulse.textContent = words;
  pulse.className = `chip ${problem === undefined ? 'good' : 'warn'}`;
  pulse.title = problem === undefined ? '' : String(problem);
}

let looking = false;

async function lookOnce(): Promise<void> {
  if (looking || document.hidden) return;
  looking = true;
  try {
    await look();
    showPulse();
  } catch (problem) {
    // A token ends with its day, or with the data of a stack that began anew.
    office = undefined;
    showPulse(problem);
  }
  looking = false;
}

startControls(() => void lookOnce());
document.addEventListener('visibilitychange', () => void lookOnce());
setInterval(() => void lookOnce(), EVERY);
void lookOnce();
