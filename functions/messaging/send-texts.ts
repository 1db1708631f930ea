import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { raiseAlert } from '../../shared/alerts/raise-alert.ts';
import { disableDevice, listDevices } from '../../shared/devices/device-store.ts';
import { pushToDevice } from '../../shared/devices/push-to-device.ts';
import { measure } from '../../shared/kernel/metrics.ts';
import { type Dependencies, ledger } from '../../shared/messaging/dependencies.ts';
import { holdText } from '../../shared/messaging/hold-text.ts';
import { email } from '../../shared/messaging/mail-client.ts';
import type { Occasion } from '../../shared/messaging/occasion.ts';
import { sendTexts } from '../../shared/messaging/send-texts.ts';
import { sms } from '../../shared/messaging/sms-channel.ts';
import { ableTexts } from '../../shared/readiness/able-texts.ts';
import { textAbility } from '../../shared/readiness/text-ability-client.ts';
import { findAccount } from '../../shared/team/account-store.ts';
import { findEta } from '../../shared/tracking/find-eta.ts';
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
  listDevices: (customerId) => listDevices({ customerId }),
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

/** Facts that give reason to text a customer, each delivered until it is settled. */
export const handler = onQueuedEvent<Occasion>((event, { attempt }) =>
  sendTexts(event.detail, attempt >= ATTEMPTS, dependencies),
);
