import {
  AttributionControl,
  LngLatBounds,
  Map as MapLibre,
  NavigationControl,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import type { DriveWords } from '../../shared/public/language/words.ts';
import type { StatusDocument } from '../../shared/public/status-document.ts';
import { asideInALine, driveViewModel, inALine } from '../../shared/public/view-model/drive-view-model.ts';
import type { Language } from '../../shared/team/settings.ts';
import { keyedUrl } from '../drawing/keyed-url.ts';
import { asOf } from './as-of.ts';
import { drawDrive } from './big-map-drive.ts';
import { byId, say } from './elements.ts';
import { watch } from './live-connection.ts';

/** What the document was made from; it lies in it. */
interface Known {
  readonly document: StatusDocument;
  readonly timeZone: string;
  readonly miles: boolean;
  readonly language: Language;
  readonly locale: string;
  readonly styleUrl: string;
  /** Where the script that reads tiles is served: of the same build as this one. */
  readonly worker: string;
  readonly words: Readonly<Record<string, string>>;
}

const LOOK_AGAIN = 5000;
/** An arrival time that moved so far is news. */
const NEWS = 3 * 60_000;
/** Without streets, the drive alone is still worth showing. */
const BLANK: StyleSpecification = { version: 8, sources: {}, layers: [] };
const dark = matchMedia('(prefers-color-scheme:dark)');

/** The large map: streets from the operator's maps, and on them the drive as it goes on. */
export function startBigMap(languages: Readonly<Record<Language, DriveWords>>): void {
  const known: Known = JSON.parse(byId('known')?.textContent ?? '{}');
  const page = byId('back')?.getAttribute('href') ?? '/';
  addEventListener('keydown', ({ key }) => key === 'Escape' && location.assign(page));
  const { language, timeZone, miles, locale } = known;
  const words = { drive: languages[language], locale };
  let shown = known.document;
  let clock = Date.parse(shown.serverTime) - Date.now();
  let eta = 0;
  let cutSince: number | undefined;
  const map = openMap(known);
  const drive = map && drawDrive(map);

  const look = () => {
    const now = Date.now() + clock;
    const document = asOf(shown, now);
    if (document.status === 'en_route') {
      const model = driveViewModel({ document, words, place: { language, timeZone }, miles, now, cutSince });
      say('line', inALine(model));
      say('aside', model.aside && asideInALine(model.aside));
      byId('map')?.classList.toggle('stale', model.chip?.tone === 'stale');
    }
    const arrivesAt = Date.parse(document.eta?.arrivesAt ?? '') || 0;
    if (eta && arrivesAt && Math.abs(arrivesAt - eta) < NEWS) return;
    if (eta && arrivesAt) say('news', byId('line')?.textContent ?? '');
    eta = arrivesAt;
  };
  look();
  drive?.show(shown);
  setInterval(look, LOOK_AGAIN);
  watch<StatusDocument>({
    statusUrl: `${page}/status`,
    liveUrl: shown.live?.url ?? 'none:',
    token: page.split('/')[2] ?? '',
    onStatus(status) {
      // What is said of the other states the server says; it leads back to the page where there is no map.
      if (status.status !== shown.status || !status.hold !== !shown.hold) return location.reload();
      shown = status;
      clock = Date.parse(status.serverTime) - Date.now();
      look();
      drive?.show(status);
    },
    onGone: () => location.replace(page),
    onCut(since) {
      cutSince = since && since + clock;
      look();
    },
  });
}

/** Where a browser cannot draw it, a sentence says so. */
function openMap({ document, styleUrl, worker, words }: Known): MapLibre | undefined {
  const { lat = 0, lng = 0 } = document.address ?? {};
  const style = () => `${styleUrl}&color-scheme=${dark.matches ? 'Dark' : 'Light'}`;
  setWorkerUrl(new URL(worker, location.href).href);
  try {
    const map = new MapLibre({
      container: 'map',
      style: style(),
      bounds: new LngLatBounds([lng, lat], [lng, lat]),
      fitBoundsOptions: { maxZoom: 15 },
      locale: words,
      transformRequest: (url) => ({ url: keyedUrl(url, styleUrl) }),
      attributionControl: false,
      // North stays up: there is one thing less to understand, and one to get lost in.
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      reduceMotion: matchMedia('(prefers-reduced-motion:reduce)').matches,
    });
    let styled = false;
    map.on('style.load', () => {
      styled = true;
    });
    map.on('error', ({ error }) => {
      console.error(error);
      if (!styled) map.setStyle(BLANK);
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new AttributionControl({ compact: false }));
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    dark.addEventListener('change', () => map.setStyle(style()));
    return map;
  } catch {
    const failed = byId('failed');
    if (failed) failed.hidden = false;
    return undefined;
  }
}
