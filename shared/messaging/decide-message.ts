import { isQuiet, UNCHOSEN } from '../customers/preferences.ts';
import type { Account, MessageKind } from '../team/settings.ts';
import { isBeforeDrive } from '../visits/life.ts';
import { wasLateWhenPlanned, windowOccasion } from '../visits/mark-late.ts';
import type { Fact, FactKind, Visit } from '../visits/visit.ts';
import type { MessageKey, Suppression } from './message.ts';
import { isNeverMobile } from './phone-type.ts';

/** The particulars of a fact that a text depends on. */
export type Occasion = Pick<Fact, 'factId' | 'visitId' | 'kind'> & { readonly technicianId?: string };

/** What is to be said, and the reason why it is not, if there is one. */
export interface Decision {
  readonly key: MessageKey;
  /** The company's own text, with placeholders. */
  readonly template: string;
  readonly suppress?: Suppression;
  /** Goes to the customer's devices first, and as a text when none takes it. */
  readonly push: boolean;
}

const MESSAGE_OF: Readonly<Partial<Record<FactKind, MessageKind>>> = {
  'visit.link_text_requested': 'booked',
  'visit.dispatched': 'dispatched',
  'visit.en_route': 'en_route',
  'visit.arrived': 'arrived',
  'visit.late': 'late',
};

/**
 * What a fact gives reason to tell the customer, as the visit and the account stand at `now` (epoch ms). Nothing
 * for facts that no text is about.
 */
export async function decideMessage(
  fact: Occasion,
  visit: Visit,
  account: Account,
  now: number,
): Promise<Decision | undefined> {
  const kind = MESSAGE_OF[fact.kind];
  if (!kind) return undefined;
  const { enabled, text } = account.settings.messages[kind];
  const suppress = await suppression(kind, enabled, fact, visit, now);
  const push = kind === 'arrived' && suppress !== 'outdated' && preferencesOf(visit).push;
  return {
    key: { visitId: visit.visitId, kind, occasion: occasion(kind, fact, visit) },
    template: text[account.settings.company.language],
    push,
    ...(suppress && { suppress }),
  };
}

/** Setting off and arriving are told once per visit, whatever is undone and repeated; being late once per window. */
function occasion(kind: MessageKind, fact: Occasion, visit: Visit): string {
  if (kind === 'booked') return fact.factId;
  if (kind === 'dispatched') return fact.technicianId ?? visit.technicians[0]?.memberId ?? 'nobody';
  if (kind === 'late') return windowOccasion(visit.window);
  return 'once';
}

async function suppression(
  kind: MessageKind,
  enabled: boolean,
  fact: Occasion,
  visit: Visit,
  now: number,
): Promise<Suppression | undefined> {
  const { sms, quietHours } = preferencesOf(visit);
  // The arrival has no switch and no quiet hours; what the office asked for goes whatever the company's switch.
  const always = kind === 'arrived';
  if (!always && (!sms || (!enabled && kind !== 'booked'))) return 'switched_off';
  if (!isStillTrue(kind, fact, visit)) return 'outdated';
  if (!always && isQuiet(now, quietHours, visit.address.timeZone)) return 'quiet_hours';
  if (await isNeverMobile(visit.customer.phone)) return 'not_mobile';
  return undefined;
}

const preferencesOf = ({ customer }: Visit) => customer.preferences ?? UNCHOSEN;

/** Nothing is said that the visit has moved on from. */
function isStillTrue(kind: MessageKind, fact: Occasion, visit: Visit): boolean {
  if (kind === 'booked') return visit.status !== 'completed' && visit.status !== 'cancelled';
  if (kind === 'late') return isLate(visit) && !wasLateWhenPlanned(visit);
  if (kind !== 'dispatched') return visit.status === kind;
  const sameLead = fact.technicianId === undefined || fact.technicianId === visit.technicians[0]?.memberId;
  return visit.status === 'dispatched' && !visit.hold && sameLead;
}

const isLate = ({ late, hold, status }: Visit) =>
  late !== undefined && !hold && (isBeforeDrive(status) || status === 'en_route');
