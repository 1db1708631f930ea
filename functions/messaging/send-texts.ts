import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { findAlert } from '../../shared/alerts/alert-store.ts';
import { raiseAlert } from '../../shared/alerts/raise-alert.ts';
import { disableDevice, listDevices } from '../../shared/devices/device-store.ts';
import { pushToDevice } from '../../shared/devices/push-to-device.ts';
import { measure } from '../../shared/kernel/metrics.ts';
import { publicOrigin } from '../../shared/kernel/public-origin.ts';
import { type Dependencies, ledger } from '../../shared/messaging/dependencies.ts';
import { holdText } from '../../shared/messaging/hold-text.ts';
import { email } from '../../shared/messaging/mail-channel.ts';
import { sendTexts } from '../../shared/messaging/send-texts.ts';
import { sms } from '../../shared/messaging/sms-channel.ts';
import type { Telling } from '../../shared/messaging/team-occasion.ts';
import { ableTexts } from '../../shared/readiness/able-texts.ts';
import { textAbility } from '../../shared/readiness/text-ability-client.ts';
import { findAccount } from '../../shared/team/account-store.ts';
import { findMember, listMembers } from '../../shared/team/member-store.ts';
import { findMemo } from '../../shared/team/memo-store.ts';
import { findEta } from '../../shared/tracking/find-eta.ts';
import { findFact } from '../../shared/visits/fact-store.ts';
import { linkSecret } from '../../shared/visits/link-secret-client.ts';
import { linkToken, linkUrl } from '../../shared/visits/link-token.ts';
import { noteReview } from '../../shared/visits/note-review.ts';
import { findVisit } from '../../shared/visits/visit-store.ts';
import { ATTEMPTS } from '../attempts.ts';
import { onQueuedEvent } from '../runtime/event.ts';

const dependencies: Dependencies = {
  ledger,
  findVisit,
  findAccount,
  findEta: async (visit, now) => (await findEta(visit, now))?.arrivesAt,
  linkOf: async (visitId, generation) => linkUrl(linkToken(await linkSecret(), visitId, generation)),
  team: {
    findFact,
    findMember,
    listMembers,
    findAlert,
    findMemo,
    page: () => `${publicOrigin()}/technician`,
  },
  listDevices,
  disableDevice,
  push: pushToDevice,
  channels: { sms: ableTexts(sms, () => textAbility(Date.now())), email },
  ended: ({ kind, channel }, state) => measure('Messages', { Kind: kind, Channel: channel, Outcome: state }),
  alert: (occurrence) => raiseAlert(occurrence, Date.now()),
  hold: holdText,
  noteReview: (visit, state) => noteReview(visit, state, Date.now()),
  newClaim: randomUUID,
  clock: Date.now,
  sleep: (milliseconds) => sleep(milliseconds),
};

/** Facts that give reason to tell somebody something, each delivered until it is settled. */
export const handler = onQueuedEvent<Telling>((event, { attempt }) =>
  sendTexts(event.detail, attempt >= ATTEMPTS, dependencies),
);
