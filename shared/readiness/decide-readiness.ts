import type * as z from 'zod/mini';
import { UNCHOSEN } from '../customers/preferences.ts';
import { DAY } from '../kernel/time.ts';
import type { Suppression } from '../messaging/message.ts';
import type { Account, MessageChannel } from '../team/settings.ts';
import type { Permission } from '../tracking/phone-state.ts';
import { isBeforeDrive } from '../visits/life.ts';
import { shownTechnician } from '../visits/link-view.ts';
import type { AssignedTechnician, Visit } from '../visits/visit.ts';
import type { ReadinessBody } from './contract.ts';

type Readiness = z.infer<typeof ReadinessBody>;
type Problem = Readiness['problems'][number];

/** What is known besides the visit itself; what could not be found out is absent. */
export interface Circumstances {
  readonly account: Pick<Account, 'settings'>;
  /** Of whoever will come: their access, and what their phone last said. */
  readonly technician: {
    readonly active: boolean;
    /** Epoch ms of the newest fix. */
    readonly seenAt?: number | undefined;
    readonly permission?: Permission | undefined;
  };
  /** By what the customer would be told, and why that would not leave, if somebody knows. */
  readonly channels: readonly {
    readonly channel: MessageChannel;
    readonly suppression?: Suppression | undefined;
  }[];
  /** Epoch ms. */
  readonly now: number;
}

/** A phone that has said nothing for longer is as good as one that never did: its positions are gone by then. */
const SEEN_WITHIN = DAY;

/** What will not work when the visit starts; from the arrival on nothing of it matters any more. */
export function decideReadiness(visit: Visit, known: Circumstances): Readiness {
  const matters = isBeforeDrive(visit.status) || visit.status === 'en_route';
  const problems = matters
    ? [...ofTheVisit(visit), ...ofWhoComes(visit, known), ...ofTheMessages(visit, known)]
    : [];
  return { ready: problems.length === 0, problems };
}

const ofTheVisit = ({ address, hold }: Visit): Problem[] => [
  ...when(
    !address.verified,
    'address_unverified',
    () =>
      `Nobody knows where “${address.line}” is: there is no map and no arrival time, and the arrival has to be marked by hand.`,
  ),
  ...when(hold, 'on_hold', ({ reason }) => `The visit is on hold (${reason}): release it first.`),
];

function ofWhoComes(visit: Visit, { technician, now }: Circumstances): Problem[] {
  const who = shownTechnician(visit);
  if (!who) {
    return [{ code: 'no_technician', detail: 'Nobody is assigned: nobody can be dispatched, or set off.' }];
  }
  const { firstName }: AssignedTechnician = who;
  const { active, seenAt, permission } = technician;
  if (!active) {
    return [
      { code: 'technician_inactive', detail: `${firstName} has no access any more: assign somebody else.` },
    ];
  }
  const barred = permission === 'denied' || permission === 'unavailable';
  const silent = !barred && (seenAt === undefined || seenAt <= now - SEEN_WITHIN);
  return [
    ...when(
      barred,
      'phone_not_permitted',
      () =>
        `The phone of ${firstName} does not tell where it is: location has to be allowed in its settings.`,
    ),
    ...when(
      silent,
      'phone_never_seen',
      () =>
        `The phone of ${firstName} has told no position for a day: it has to be signed in, with the page or app open.`,
    ),
  ];
}

/** Of each way to tell the customer the first that holds: mending what is behind it would be no help. */
function ofTheMessages({ customer, tags }: Visit, { account, channels }: Circumstances): Problem[] {
  const { name, preferences = UNCHOSEN } = customer;
  const muted = tags.find((tag) => account.settings.muteTags.includes(tag));
  if (muted !== undefined) {
    return [{ code: 'muted', detail: `Visits with the tag “${muted}” are told to nobody.` }];
  }
  return channels.flatMap(({ channel, suppression }) => {
    const [code, detail] = (suppression && WILL_NOT_LEAVE[channel][suppression]) ?? [];
    if (code) return [{ code, detail: `${name} ${detail}` }];
    return when(
      channel === 'sms' && !preferences.sms,
      'switched_off',
      () => `${name} has switched texts off: of this visit only the arrival is told.`,
    );
  });
}

type Why = Readonly<Partial<Record<Suppression, readonly [code: Problem['code'], detail: string]>>>;

/** Why a message does not leave, after the customer's name. */
const WILL_NOT_LEAVE: Readonly<Record<MessageChannel, Why>> = {
  sms: {
    not_mobile: ['number_not_mobile', 'has no number of a mobile phone: no text reaches it.'],
    opted_out: ['opted_out', 'has answered STOP: no text is sent until they answer START.'],
    sms_not_configured: [
      'sms_not_configured',
      'cannot be texted: text messages are not set up here yet, and the settings say what is missing.',
    ],
  },
  email: {
    opted_out: ['opted_out', 'has unsubscribed: no mail is sent to them.'],
    bounced: ['email_bounced', 'gets no mail: their address does not take any, or they complained.'],
    email_not_configured: [
      'email_not_configured',
      'cannot be mailed: mails are not set up here yet, and the settings say what is missing.',
    ],
  },
};

const when = <T>(
  holds: T | false | undefined,
  code: Problem['code'],
  detail: (value: T & {}) => string,
): Problem[] => (holds ? [{ code, detail: detail(holds) }] : []);
