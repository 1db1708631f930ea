import { html, verbatim } from '../../kernel/html.ts';
import { brandStyle } from '../../team/brand-colors.ts';
import { survey } from '../drawing/ground.ts';
import { measuresInMiles } from '../view-model/distance-words.ts';
import type { ViewInput } from '../view-model/drive-view-model.ts';
import { asideInALine, inALine } from '../view-model/drive-view-model.ts';
import { viewModel } from '../view-model/view-model.ts';
import { frame, type Page } from './frame.ts';
import { titleOf } from './page.ts';
import { BACK_ICON, CENTRE_ICON, HOME, VAN } from './symbols.ts';

/** Where what the document is made of is served. */
export type Assets = Readonly<Record<'map.js' | 'map-worker.js' | 'map.css', string>>;

/** A visit, and where the map around it comes from. */
interface Shown extends Omit<ViewInput, 'miles'> {
  readonly token: string;
  /** With its key. */
  readonly styleUrl: string;
  readonly files: Assets;
}

/** Whether the page has a map that could be larger. */
export const hasBigMap = (document: ViewInput['document']): boolean =>
  !document.hold && document.status !== 'completed' && survey(document) !== undefined;

/** The large map: a document of its own, so that nothing of it weighs on the page before it is asked for. */
export function bigMapPage({ token, styleUrl, files, ...seen }: Shown): Page {
  const { document, words, place } = seen;
  const { bigMap, drive, locale } = words;
  const miles = measuresInMiles(place.timeZone);
  const model = viewModel({ ...seen, miles });
  const known = {
    document,
    timeZone: place.timeZone,
    miles,
    language: place.language,
    locale,
    styleUrl,
    worker: files['map-worker.js'],
    words: {
      'AttributionControl.ToggleAttribution': bigMap.credits,
      'Map.Title': words.map,
      'NavigationControl.ZoomIn': bigMap.zoomIn,
      'NavigationControl.ZoomOut': bigMap.zoomOut,
    },
  };
  const who = document.technician?.firstName || drive.somebody;
  const body = html`<header><a class="icon" id="back" href="/t/${token}" aria-label="${bigMap.back}">${BACK_ICON}</a>
<div><p class="company">${document.company.name}</p><h1 id="line">${inALine(model)}</h1></div>
<p id="aside"${!model.aside && html` hidden`}>${model.aside && asideInALine(model.aside)}</p></header>
<main><div id="map"></div><button class="icon" id="recentre" type="button" aria-label="${bigMap.recentre}" hidden>${CENTRE_ICON}</button><p id="failed" hidden>${bigMap.failed}</p>
<noscript><p>${bigMap.failed}</p></noscript></main>
<div hidden><svg id="home" width="48" height="48" viewBox="-24 -24 48 48" role="img" aria-label="${bigMap.home}">${HOME}</svg>
<svg id="van" width="108" height="108" viewBox="-54 -54 108 108" role="img" aria-label="${bigMap.van(who)}">${VAN}</svg></div>
<p id="news" class="unseen" role="status"></p>
<script type="application/json" id="known">${verbatim(JSON.stringify(known).replaceAll('<', '\\u003c'))}</script>`;
  const styles = [brandStyle(document.company.brandColor)];
  return {
    markup: frame({
      language: place.language,
      title: titleOf(model, document.company.name),
      styles,
      body,
      head: html`
<link rel="stylesheet" href="${files['map.css']}">
<script type="module" src="${files['map.js']}"></script>`,
    }),
    styles,
    scripts: [],
    mapOrigin: new URL(styleUrl).origin,
  };
}
