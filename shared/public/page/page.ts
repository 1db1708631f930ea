import { brandStyle } from '../brand-colors.ts';
import { type Html, html, verbatim } from '../html.ts';
import type { Words } from '../language/words.ts';
import { statusEtag } from '../status-etag.ts';
import { measuresInMiles } from '../view-model/distance-words.ts';
import type { ViewInput, ViewModel } from '../view-model/drive-view-model.ts';
import { viewModel } from '../view-model/view-model.ts';
import { frame, type Page } from './frame.ts';
import { mapPicture, type SketchedMap, surveyed } from './map-picture.ts';
import { notifyButton, offlineNote, preferencesForm } from './preferences-form.ts';
import { CALL_ICON, CHECK_MARK, CLOCK_ICON, SHARE_ICON, VAN_ICON } from './symbols.ts';

/** What is the same for everybody: made by the build. */
export interface Looks {
  readonly style: string;
  /** In the language of the page. */
  readonly script: string;
}

/** A visit as it is to be shown, and the streets around it where they are known. */
type Seen = Omit<ViewInput, 'miles'> & Pick<SketchedMap, 'sketch'> & { readonly token: string };

/** The customer's page: complete without scripts, and kept up to date by one. */
export function statusPage(seen: Seen, looks: Looks): Page {
  const { document, place } = seen;
  const input = { ...seen, miles: measuresInMiles(place.timeZone) };
  const model = viewModel(input);
  const map = surveyed(input);
  const brand = brandStyle(document.company.brandColor, {
    ...(map && { k: map.scene.thickness }),
    ...(model.progress !== undefined && { progress: `${model.progress * 100}%` }),
  });
  const over = document.status === 'completed';
  const body = html`<div id="page" class="${map ? 'wide' : over ? '' : 'bare'}">
${offlineNote(input)}${header(input)}
<main${over && html` class="over"`}>
<div class="top">${over && !document.closed && CHECK_MARK}${headline(model)}
${model.step !== undefined && stepper(model, input.words)}
${model.callFirst && callButton(input)}
<noscript><a class="refresh" href="">${input.words.refresh}</a></noscript></div>
${map && mapPicture(map, model, input.words, seen.token)}
${!over && sheet(input)}
</main>
${(!model.callFirst || model.privacy) && bar(input, model)}
<aside class="fine end">${input.words.notForEmergencies}</aside>
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

/** What the script goes on from; data, not code. */
const data = ({ document, place, miles, sketch }: Seen & ViewInput): Html => {
  const known = {
    document,
    etag: statusEtag(document),
    timeZone: place.timeZone,
    miles,
    ...(sketch && { side: sketch.side }),
  };
  const text = JSON.stringify(known).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="known">${verbatim(text)}</script>`;
};

function header({ document, words }: ViewInput): Html {
  const { company, job, address } = document;
  const about = [job, address?.line].filter(Boolean).join(' · ');
  return html`<header>${picture('logo', company.logoUrl, company.name)}
<div><p class="company">${company.name}</p>${about && html`<p class="about">${about}</p>`}</div>
<button id="share" class="icon" type="button" aria-label="${words.share}" hidden>${SHARE_ICON}</button></header>`;
}

/** Every part is there, if only hidden: the script fills in what comes later. */
function headline({ banner, eyebrow, headline: text, size, aside, notes }: ViewModel): Html {
  const [, main = text, half = ''] = size === 'words' ? [] : (/^(.*\d)(\D*)$/.exec(text) ?? []);
  return html`${banner && lateBanner(banner)}
<div id="now" class="now ${size}"><h1><small id="eyebrow"${!eyebrow && html` hidden`}>${eyebrow}</small> <span id="headline">${main}</span><i id="half">${half}</i></h1>
<p class="aside" id="aside"${!aside && html` hidden`}><b id="amount">${aside?.[0]}</b> <span id="away">${aside?.[1]}</span></p></div>
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

function sheet({ document, words }: ViewInput): Html | false {
  const { technician, company, status } = document;
  if (!technician) return false;
  return html`<section class="sheet"><div class="row">${picture('face', technician.photoUrl, technician.firstName)}
<div><h2>${technician.firstName || words.drive.somebody}</h2><p>${company.name}</p></div>
${technician.vehicle && html`<div class="ride">${VAN_ICON}<p>${technician.vehicle}</p></div>`}</div>
${
  status === 'arrived'
    ? html`<div class="row"><div><h3>${words.inProgress}</h3><p>${words.linkCloses}</p></div></div>`
    : html`<div class="row" id="ping" hidden><div><h3>${words.pingAtArrival}</h3><p>${words.onePing(technician.firstName || words.drive.somebody)}</p></div>
${notifyButton(words)}</div>`
}${preferencesForm(document, words)}</section>`;
}

const bar = (input: ViewInput, { callFirst, privacy }: ViewModel): Html =>
  html`<footer class="bar">${!callFirst && callButton(input)}${privacy && html`<p class="fine">${privacy}</p>`}</footer>`;

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
  `${size === 'words' || !eyebrow ? text : `${eyebrow} ${text}`} · ${company}`;
