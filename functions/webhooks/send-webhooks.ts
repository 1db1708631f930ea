import { measure } from '../../shared/kernel/metrics.ts';
import { findAccount } from '../../shared/team/account-store.ts';
import { type Dependencies, deliver } from '../../shared/webhooks/deliver.ts';
import type { DueDelivery } from '../../shared/webhooks/delivery.ts';
import { postTo } from '../../shared/webhooks/receiver-client.ts';
import { deploymentSecret } from '../../shared/webhooks/webhook-secret-client.ts';
import { onQueuedEvent } from '../runtime/event.ts';

const dependencies: Dependencies = {
  findAccount,
  deploymentSecret,
  post: postTo,
  ended: (outcome) => measure('Webhooks', { Outcome: outcome }),
  clock: Date.now,
};

/** Deliveries whose time has come, each tried once; the next try has a timer. */
export const handler = onQueuedEvent<DueDelivery>(({ detail }) => deliver(detail, dependencies));
