import { setTimeout as sleep } from 'node:timers/promises';
import { raiseAlert } from '../../shared/alerts/raise-alert.ts';
import { measure } from '../../shared/kernel/metrics.ts';
import type { DeliveryDependencies } from '../../shared/messaging/note-delivery.ts';
import { findMemo } from '../../shared/team/memo-store.ts';
import { findVisit } from '../../shared/visits/visit-store.ts';

/** What it takes to note what became of messages, whoever tells of it. */
export const deliveryDependencies: DeliveryDependencies = {
  findVisit,
  team: { findMemo },
  alert: (occurrence) => raiseAlert(occurrence, Date.now()),
  noted: ({ channel }, state) => measure('Deliveries', { Channel: channel, Result: state }),
  clock: Date.now,
  sleep: (milliseconds) => sleep(milliseconds),
};
