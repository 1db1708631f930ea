import { inTime } from '../kernel/in-time.ts';
import { channelsOf } from '../messaging/channels-of.ts';
import type { Dependencies } from '../messaging/dependencies.ts';
import { isNeverMobile } from '../messaging/phone-type.ts';
import { findMember } from '../team/member-store.ts';
import type { Account, MessageChannel } from '../team/settings.ts';
import { findLatest } from '../tracking/latest-items-store.ts';
import { shownTechnician } from '../visits/link-view.ts';
import type { Visit } from '../visits/visit.ts';
import { type Circumstances, decideReadiness } from './decide-readiness.ts';

/** Who is asked whether messages would leave, and until when. */
interface Asking {
  readonly channels: Dependencies['channels'];
  /** Aborted when services that have not answered are not waited for any longer. */
  readonly deadline: AbortSignal;
  /** Epoch ms. */
  readonly now: number;
}

/** Looks at whoever will come, their phone and the customer's, and tells what will not work. */
export async function visitReadiness(visit: Visit, account: Account, asking: Asking) {
  const [technician, ways] = await Promise.all([
    technicianOf(visit),
    // What is told when it starts; the arrival goes the same way.
    channelsOf('en_route', visit, account),
  ]);
  const channels = await Promise.all(
    ways.map(async (channel) => ({
      channel,
      suppression: await suppressionOf(visit, channel, asking).catch(() => undefined),
    })),
  );
  return decideReadiness(visit, { account, technician, channels, now: asking.now });
}

async function suppressionOf(
  { accountId, customer: { customerId, phone, email = '' } }: Visit,
  channel: MessageChannel,
  { channels, deadline }: Asking,
) {
  if (channel === 'sms' && (await isNeverMobile(phone))) return 'not_mobile';
  const to = channel === 'sms' ? phone : email;
  return inTime(channels[channel].suppressionOf(to, { accountId, customerId }), deadline);
}

async function technicianOf(visit: Visit): Promise<Circumstances['technician']> {
  const memberId = shownTechnician(visit)?.memberId;
  if (memberId === undefined) return { active: false };
  const [member, [latest]] = await Promise.all([findMember(memberId), findLatest([memberId])]);
  return {
    active: member?.active ?? false,
    seenAt: latest?.fixes.at(-1)?.at,
    permission: latest?.permission,
  };
}
