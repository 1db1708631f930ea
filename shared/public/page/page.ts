import { type Html, html, verbatim } from '../html.ts';
import type { Words } from '../language/words.ts';
import { statusEtag } from '../status-etag.ts';
import { SCRIPT } from './script.ts';
import { type Story, type Told, tell } from './story.ts';
import { brandStyle, STYLE } from './style.ts';

/** A whole page, and what its content security policy has to allow by hash. */
export interface Page {
  readonly markup: string;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

/** The customer's page: complete without scripts, and kept up to date by a small one. */
export function statusPage(told: Told): Page {
  const { document, words, place } = told;
  const story = tell(told);
  const { company } = document;
  const brand = brandStyle(company.brandColor);
  const body = html`<div id="page" data-etag="${statusEtag(document)}"${flag('moving', document.status === 'en_route')}${flag('over', document.status === 'completed')}>
${header(told)}
<main class="${document.status === 'completed' ? 'over' : ''}">
${document.status === 'completed' && !document.closed && CHECK_MARK}
${headline(story)}
${story.step !== undefined && stepper(story.step, words)}
<div class="notes">${story.notes.map((note) => html`<p>${note}</p>`)}</div>
${story.freshness && html`<p class="fresh ${story.freshness.live && 'live'}">${story.freshness.text}</p>`}
${story.callFirst && callButton(told)}
${document.status !== 'completed' && technicianCard(told)}
<noscript><a class="refresh" href="">${words.refresh}</a></noscript>
</main>
<footer>
${!story.callFirst && callButton(told)}
${story.privacy && html`<p>${story.privacy}</p>`}
<p>${words.notForEmergencies}</p>
</footer>
</div>
<p id="news" class="unseen" role="status"></p>
<script>${verbatim(SCRIPT)}</script>`;
  const title = `${story.headline} · ${company.name}`;
  const styles = [STYLE, brand];
  return { markup: frame({ language: place.language, title, styles, body }), styles, scripts: [SCRIPT] };
}

const CHECK_MARK = html`<svg class="mark" viewBox="0 0 72 72" aria-hidden="true"><circle cx="36" cy="36" r="36"/><path d="m23 37 9 9 18-20"/></svg>`;
const NO_BRAND = brandStyle('');

/** A page without a visit: the same for everybody who gets it, in the reader's language. */
export function plainPage(language: string, headline: string, note: string): Page {
  const styles = [STYLE, NO_BRAND];
  const body = html`<div id="page"><main class="over"><div class="long"><h1>${headline}</h1></div>
<div class="notes"><p>${note}</p></div></main></div>`;
  return { markup: frame({ language, title: headline, styles, body }), styles, scripts: [] };
}

interface Frame {
  readonly language: string;
  readonly title: string;
  readonly styles: readonly string[];
  readonly body: Html;
}

const frame = ({ language, title, styles, body }: Frame): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<title>${title}</title>
<meta name="robots" content="noindex,nofollow">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="data:,">
${styles.map((style) => html`<style>${verbatim(style)}</style>`)}
</head>
<body>
${body}
</body>
</html>
`.markup;

const flag = (name: string, set: boolean): Html | false => set && html` data-${name}="1"`;

function header({ document }: Told): Html {
  const { company, job, address } = document;
  const about = [job, address?.line].filter(Boolean).join(' · ');
  return html`<header>${picture('logo', company.logoUrl, company.name)}
<div><p class="company">${company.name}</p>${about && html`<p class="about">${about}</p>`}</div></header>`;
}

const headline = ({ eyebrow, headline: text, aside }: Story): Html => html`<div class="now">
<div class="${text.length > 12 && 'long'}">${eyebrow && html`<p class="eyebrow">${eyebrow}</p>`}<h1>${text}</h1></div>
${aside && html`<p class="aside">${aside[0]} <span>${aside[1]}</span></p>`}
</div>`;

const stepper = (step: number, words: Words): Html =>
  html`<ol aria-label="${words.progress}">${words.steps.map(
    (name, index) =>
      html`<li${index < step && html` class="done"`}${index === step && html` aria-current="step"`}>${name}</li>`,
  )}</ol>`;

function technicianCard({ document, words }: Told): Html | false {
  const { technician, company } = document;
  if (!technician) return false;
  return html`<section class="card">${picture('face', technician.photoUrl, technician.firstName)}
<div><h2>${technician.firstName}</h2><p>${words.yourTechnician} · ${company.name}</p>
${technician.vehicle && html`<p>${technician.vehicle}</p>`}</div></section>`;
}

/** A picture from our own origin; any other one would tell a third party who looks, so a letter stands in. */
const picture = (kind: string, url: string | undefined, name: string): Html =>
  url && /^\/(?!\/)/.test(url)
    ? html`<img class="${kind}" src="${url}" alt="">`
    : html`<span class="${kind}" aria-hidden="true">${[...name.trim()][0]?.toUpperCase() ?? ''}</span>`;

function callButton({ document: { company }, words }: Told): Html | false {
  const number = company.phone.replace(/[^+\d]/g, '');
  return (
    number !== '' && html`<a class="call" id="call" href="tel:${number}">${words.call(company.name)}</a>`
  );
}
