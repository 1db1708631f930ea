import { type Html, html, verbatim } from '../../kernel/html.ts';
import { brandStyle } from '../../team/brand-colors.ts';
import type { Words } from '../language/words.ts';
import { measuresInMiles } from '../view-model/distance-words.ts';
import type { ViewInput, ViewModel } from '../view-model/drive-view-model.ts';
import { viewModel } from '../view-model/view-model.ts';
import { frame, type Page } from './frame.ts';
import { mapPicture, type SketchedMap, surveyed } from './map-picture.ts';
import { notifyButton, offlineNote, preferencesForm } from './preferences-form.ts';
import { CALL_ICON, CHECK_MARK, CLOCK_ICON, HOME, SHARE_ICON, VAN_ICON } from './symbols.ts';

/** What is the same for everybody: made by the build. */
export interface Looks {
  readonly style: string;
  /** In the language of the page. */
  readonly script: string;
}

/** A visit as it is to be shown, and the streets around it where they are known. */
interface Seen extends Omit<ViewInput, 'miles' | 'cutSince'>, Pick<SketchedMap, 'sketch'> {
  readonly token: string;
  /** What a visit that is over was about: its document says nothing of it any more. */
  readonly job?: string | undefined;
}

/** The customer's page: complete without scripts, and kept up to date by one. */
export function statusPage(seen: Seen, looks: Looks): Page {
  const { document, place } = seen;
  const input = { ...seen, miles: measuresInMiles(place.timeZone) };
  const model = viewModel(input);
  const map = surveyed(document, seen.sketch, model);
  const brand = brandStyle(document.company.brandColor, {
    ...(map && { k: map.scene.thickness }),
    ...(model.progress !== undefined && { progress: `${model.progress * 100}%` }),
  });
  const over = document.status === 'completed';
  const body = html`<div id="page" class="${map && 'wide'}">
${offlineNote(input)}${header(input, seen.job)}
<main${over && html` class="over"`}>
<div class="top">${over && !document.closed && CHECK_MARK}${headline(model)}
${model.step !== undefined && stepper(model, input.words)}
${model.callFirst && callButton(input)}
<noscript><a class="refresh" href="">${input.words.refresh}</a></noscript></div>
${map ? mapPicture(map, model, input.words, { token: seen.token, address: document.address?.line ?? '' }) : !over && placeCard(input)}
${!over && sheet(input, model.closing)}
</main>
${!model.callFirst && html`<footer class="bar">${callButton(input)}</footer>`}
<aside class="fine">${model.privacy && html`<p>${model.privacy}</p>`}<p>${input.words.notForEmergencies}</p></aside>
</div>
<p id="news" class="unseen" role="status"></p>
${data(input)}
<script>${verbatim(looks.script)}</script>`;
  const title = titleOf(model, document.company.name);
  const styles = [looks.style, brand];
  return {
    markup: frame({ language: place.language, title, styles, body }),
    styles,
    scripts: [looks.script],
  };
}

/** What the script goes on from; data, not code. What was chosen about messages lies in its form. */
const data = ({ document: { messages: _, ...document }, place, miles, sketch }: Seen & ViewInput): Html => {
  const known = {
    document,
    timeZone: place.timeZone,
    miles,
    ...(sketch && { side: sketch.side }),
  };
  const text = JSON.stringify(known, rounded).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="known">${verbatim(text)}</script>`;
};

/** A tenth of a metre is enough for any place. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value;

function header({ document, words }: ViewInput, done: string | undefined): Html {
  const { company, job = done, address, status } = document;
  const about = [job, address?.line].filter(Boolean).join(' · ');
  return html`<header>${picture('logo', company.logoUrl, company.name)}
<div><p class="company">${company.name}</p>${about && html`<p class="about">${about}</p>`}</div>
${status !== 'completed' && html`<button id="share" class="icon" type="button" aria-label="${words.share}" data-copied="${words.copied}" hidden>${SHARE_ICON}</button>`}</header>`;
}

/** Every part is there, if only hidden: the script fills in what comes later. */
function headline({ banner, eyebrow, headline: text, size, aside, booked, notes }: ViewModel): Html {
  const [, main = text, half = ''] =
    size === 'words' || size === 'sentence' ? [] : (/^(.*\d)(\D*)$/.exec(text) ?? []);
  return html`${banner && lateBanner(banner)}
<div id="now" class="now ${size}"><h1><small id="eyebrow"${!eyebrow && html` hidden`}>${eyebrow}</small> <span id="headline">${main}</span><i id="half">${half}</i></h1>
<p class="aside" id="aside"${!aside && html` hidden`}><b id="amount">${aside?.[0]}</b> <span id="away">${aside?.[1]}</span></p></div>
${booked && html`<p class="notes">${booked}</p>`}
<div class="notes" id="notes">${notes.map((note) => html`<p>${note}</p>`)}</div>`;
}

function lateBanner([text, time]: NonNullable<ViewModel['banner']>): Html {
  const [before, after = ''] = text.split(time);
  return html`<div class="late">${CLOCK_ICON}<p>${before}<b>${after && time}</b>${after}</p></div>`;
}

const stepper = ({ step }: ViewModel, words: Words): Html =>
  html`<ol aria-label="${words.progress}">${words.steps.map(
    (name, index) =>
      html`<li${index < (step ?? 0) && html` class="done"`}${index === step && html` aria-current="step"`}${index === step && step === 3 && html` class="full"`}>${name}</li>`,
  )}</ol>`;

/** In place of a map, where there is none. */
const placeCard = ({ document: { address, hold }, words }: ViewInput): Html =>
  html`<div class="map place"><svg width="64" height="64" viewBox="-32 -32 64 64" aria-hidden="true">${HOME}</svg>
<b>${address?.line}</b>${!hold && html`<p>${words.noMap}</p>`}</div>`;

function sheet({ document, words }: ViewInput, closing: string | undefined): Html | false {
  const { technician, company, status } = document;
  if (!technician) return false;
  return html`<section class="sheet"><div class="row">${picture('face', technician.photoUrl, technician.firstName)}
<div><h2>${technician.firstName || words.drive.somebody}</h2><p>${company.name}</p></div>
${technician.vehicle && html`<div class="ride">${VAN_ICON}<p>${technician.vehicle}</p></div>`}</div>
${
  status === 'arrived'
    ? html`<div class="row"><div><h3>${words.inProgress}</h3>${closing && html`<p>${closing}</p>`}</div></div>`
    : html`<div class="row" id="ping" hidden><div><h3>${words.pingAtArrival}</h3><p>${words.onePing(technician.firstName || words.drive.somebody)}</p></div>
${notifyButton(words)}</div>`
}${preferencesForm(document, words)}</section>`;
}

/** A picture from our own origin; any other one would tell a third party who looks, so a letter stands in. */
const picture = (kind: string, url: string | undefined, name: string): Html =>
  url && /^\/(?!\/)/.test(url)
    ? html`<img class="${kind}" src="${url}" alt="">`
    : html`<span class="${kind}" aria-hidden="true">${[...name.trim()][0]?.toUpperCase() ?? ''}</span>`;

function callButton({ document: { company }, words }: ViewInput): Html | false {
  const number = company.phone.replace(/[^+\d]/g, '');
  return (
    number !== '' &&
    html`<a class="call" id="call" href="tel:${number}">${CALL_ICON}${words.call(company.name)}</a>`
  );
}

/** `Arriving around 9:15 AM · Mike's Contracting`: also what is read out when the page has changed. */
export const titleOf = ({ size, eyebrow, headline: text }: ViewModel, company: string): string =>
  size === 'sentence' ? text : `${size === 'words' || !eyebrow ? text : `${eyebrow} ${text}`} · ${company}`;
