import { type Preferences, UNCHOSEN } from '../../customers/preferences.ts';
import { type Html, html } from '../../kernel/html.ts';
import { clockTime } from '../../messaging/spoken-time.ts';
import type { Words } from '../language/words.ts';
import type { StatusDocument } from '../status-document.ts';
import type { ViewInput } from '../view-model/drive-view-model.ts';

/** What is offered to who chose none. */
const NIGHT = { start: '21:00', end: '08:00' };

/** The button that asks to be notified, and what it says afterwards. */
export const notifyButton = ({ notifyMe, preferences }: Words): Html =>
  html`<button id="notify" class="soft" type="button" data-on="${preferences.pingIsOn}" data-denied="${preferences.pingIsBlocked}" data-failed="${preferences.pingFailed}">${notifyMe}</button>`;

/** What a customer may choose to be told. Saving it takes a script, which is what shows it. */
export function preferencesForm({ messages }: StatusDocument, { preferences: words }: Words): Html {
  const { sms, push, quietHours }: Preferences = messages ?? UNCHOSEN;
  const { start, end } = quietHours ?? NIGHT;
  return html`<details id="preferences" hidden><summary>${words.title}</summary>
<form data-saved="${words.saved}" data-failed="${words.notSaved}">
${choice('sms', words.sms, sms)}
${choice('push', words.push, push)}
${choice('quiet', words.quiet, quietHours !== undefined)}
<p class="hours">${clock('start', words.from, start)} ${clock('end', words.to, end)}</p>
<p class="fine">${words.arrivalAlways}</p>
<p class="fine" role="status"></p>
</form></details>`;
}

const choice = (name: string, label: string, chosen: boolean): Html =>
  html`<label><input type="checkbox" name="${name}"${chosen && html` checked`}> ${label}</label>`;

const clock = (name: string, label: string, value: string): Html =>
  html`<label>${label} <input type="time" name="${name}" value="${value}" required></label>`;

/** Shown when the page was kept from before and cannot be had anew: when it was made. */
export const offlineNote = ({ document, words, place }: ViewInput): Html =>
  html`<p id="offline" hidden>${words.preferences.offline(clockTime(document.serverTime, place))}</p>`;
