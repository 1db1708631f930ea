import type { DriveWords } from '../../shared/public/language/words.ts';
import type { StatusDocument } from '../../shared/public/status-document.ts';
import { driveViewModel, type ViewModel } from '../../shared/public/view-model/drive-view-model.ts';
import type { Language } from '../../shared/team/settings.ts';
import { asOf } from './as-of.ts';
import { byId, say } from './elements.ts';
import { toldAt, watch } from './live-connection.ts';
import { createMapView } from './map-view.ts';

/** What the page was made from; it lies in the page. */
interface Known {
  readonly document: StatusDocument;
  readonly timeZone: string;
  readonly miles: boolean;
  readonly side?: number;
}

/** Ages are told in minutes, live turns into a minute ago at 45 seconds, and a page that is cut off says so at once. */
const LOOK_AGAIN = 2500;
/** An arrival time that moved so far is news; smaller steps are not worth interrupting anybody. */
const NEWS = 3 * 60_000;

/** Keeps the page true: texts by the clock, the van by its fixes, everything else by drawing the page anew. */
export function startPage(drive: DriveWords, locale: string, language: Language): void {
  let known = read();
  let shown = known.document;
  let shape = shapeOf(shown);
  let clock = Date.parse(shown.serverTime) - Date.now();
  let drawing = false;
  /** By the server's clock. */
  let cutSince: number | undefined;
  let announced = { eta: 0, tone: '' };
  const map = createMapView();
  const token = location.pathname.split('/')[2] ?? '';

  const tellNow = () => {
    if (shown.status !== 'en_route') return shapeOf(shown);
    const now = Date.now() + clock;
    const document = asOf(shown, now);
    const { position } = document;
    const place = { language, timeZone: known.timeZone };
    const model = driveViewModel({
      document,
      words: { drive, locale },
      place,
      miles: known.miles,
      now,
      cutSince,
    });
    write(model);
    const age = position ? now - Date.parse(position.at) : 0;
    map.doubt(Math.min(52, 26 + Math.max(0, age - 120_000) / 10_000));
    announce(model, Date.parse(document.eta?.arrivesAt ?? '') || 0);
    return shapeOf(document, model);
  };

  const announce = ({ chip, eyebrow, headline }: ViewModel, eta: number) => {
    const tone = chip?.tone ?? '';
    const grave = [tone, announced.tone].some((one) => one === 'stale' || one === 'cut');
    if (announced.tone && tone !== announced.tone && grave) say('news', chip?.text);
    else if (announced.eta && eta && Math.abs(eta - announced.eta) >= NEWS)
      say('news', `${eyebrow} ${headline}`);
    else if (announced.eta) return;
    announced = { eta, tone };
  };

  const drawAnew = async () => {
    if (drawing) return;
    drawing = true;
    try {
      const answer = await fetch(location.pathname, { cache: 'no-store' });
      if (answer.status === 404) return location.reload();
      if (!answer.ok) return;
      // Its style is the one we have, and the policy of this page would not know the other's.
      const text = (await answer.text()).replace(/<style.*?<\/style>/gs, '');
      const fresh = new DOMParser().parseFromString(text, 'text/html');
      const focused = document.activeElement?.id;
      const before = shown;
      const title = document.title;
      for (const id of ['page', 'known']) byId(id)?.replaceWith(fresh.getElementById(id) ?? '');
      document.title = fresh.title;
      if (focused) byId(focused)?.focus({ preventScroll: true });
      known = read();
      shown = known.document;
      // While somebody is on the way, what is news about the time is decided elsewhere.
      if (title !== fresh.title && [before, shown].some(({ status }) => status !== 'en_route'))
        say('news', fresh.title);
      settle();
      // What was heard while this was on its way is not undone by it.
      if (toldAt(before) > toldAt(shown)) take(before);
    } finally {
      drawing = false;
    }
  };
  /** After the page came, or came anew. */
  const settle = () => {
    clock = Date.parse(shown.serverTime) - Date.now();
    map.show(shown, { side: known.side ?? 0 });
    shape = tellNow();
    document.dispatchEvent(new Event('drawn'));
  };
  const look = () => {
    const told = tellNow();
    if (!document.hidden && !cutSince && (told !== shape || map.isStale())) void drawAnew().catch(() => {});
  };

  const take = (status: StatusDocument) => {
    shown = status;
    clock = Date.parse(status.serverTime) - Date.now();
    if (shapeOf(status).split('|')[0] === shape.split('|')[0]) map.show(status);
    look();
  };

  settle();
  setInterval(look, LOOK_AGAIN);
  if (shown.status === 'completed') return;
  watch<StatusDocument>({
    statusUrl: `${location.pathname}/status`,
    liveUrl: shown.live?.url ?? 'none:',
    token,
    onStatus: take,
    onGone: () => location.reload(),
    onCut(since) {
      cutSince = since && since + clock;
      look();
    },
  });
}

const read = (): Known => JSON.parse(byId('known')?.textContent ?? '{}');

/** What a page has to be drawn anew for. */
function shapeOf(document: StatusDocument, model?: ViewModel): string {
  const { status, hold, late, technician, company, address, window, job, position, eta } = document;
  const isEarly = eta && window && eta.arrivesAt < window.start;
  return `${JSON.stringify([status, hold, late, technician, company, address, window, job, !position, isEarly])}|${
    model ? [model.callFirst, model.notes.length, model.chip && 1] : ''
  }`;
}

function write({ eyebrow, headline, size, aside, chip, progress, notes }: ViewModel): void {
  const now = byId('now');
  if (!now) return;
  now.className = `now ${size}`;
  const [, main = headline, half = ''] = size === 'words' ? [] : (/^(.*\d)(\D*)$/.exec(headline) ?? []);
  say('eyebrow', eyebrow);
  say('headline', main);
  say('half', half);
  say('amount', aside?.[0]);
  say('away', aside?.[1]);
  const beside = byId('aside');
  if (beside) beside.hidden = !aside;
  byId('notes')
    ?.querySelectorAll('p')
    .forEach((line, index) => {
      line.textContent = notes[index] ?? '';
    });
  say('chip', chip?.text);
  const chipElement = byId('chip');
  if (chipElement) chipElement.className = `chip ${chip?.tone}`;
  byId('map')?.classList.toggle('stale', chip?.tone === 'stale');
  if (progress !== undefined) document.documentElement.style.setProperty('--progress', `${progress * 100}%`);
}
