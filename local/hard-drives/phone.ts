import type { RecordedFix } from '../replay/recording.ts';
import { toPlace } from '../town/plane.ts';
import type { Moment } from './way.ts';

/** How a phone measures and reports. */
export interface Phone {
  /** Seconds between two fixes. */
  readonly every: number;
  /** Its true error: two of three fixes are nearer, metres. */
  readonly error: number;
  /** How many times its true error it says it is off. */
  readonly says: number;
  /** Whether it reports its speed. */
  readonly speed: boolean;
  /** Seconds over which its error wanders: the nearer two fixes, the more alike they are off. */
  readonly wander: number;
  /** The share of fixes that are reflections of the signal: off by a hundred metres or more, and said to be. */
  readonly jumps: number;
  /** Seconds its clock is ahead. */
  readonly ahead: number;
  /** Seconds between two uploads. */
  readonly upload: number;
}

export const GOOD_PHONE: Phone = {
  every: 5,
  error: 6,
  says: 1,
  speed: true,
  wander: 60,
  jumps: 0,
  ahead: 0,
  upload: 10,
};

/** The error radius that holds two of three fixes, in standard deviations of one axis. */
const RADIUS_OF_SIGMA = 1.515;
/** `POST /positions` takes no more. */
const MOST_A_POST = 100;

/** What the phone uploads during a drive, in the order of the uploads. */
export function report(moments: readonly Moment[], phone: Phone, random: () => number): RecordedFix[] {
  const taken = measure(moments, phone, random);
  return upload(taken, moments, phone, random);
}

interface Taken extends Omit<RecordedFix, 'uploadedAt'> {
  /** Epoch ms. */
  readonly truly: number;
}

function measure(moments: readonly Moment[], phone: Phone, random: () => number): Taken[] {
  const { every, error, says, wander, jumps, ahead } = phone;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const sigma = error / RADIUS_OF_SIGMA;
  let off = { x: sigma * normal(), y: sigma * normal() };
  let [before, next] = [0, 0];
  return moments.flatMap((moment, second): Taken[] => {
    if (second < next || moment.tunnel) return [];
    next = second + Math.max(1, Math.round(every * (0.8 + 0.4 * random())));
    // An error of the first order (Gauss and Markov), as satellites and walls move on.
    const kept = Math.exp(-(second - before) / wander);
    const fresh = sigma * Math.sqrt(1 - kept ** 2);
    off = { x: off.x * kept + fresh * normal(), y: off.y * kept + fresh * normal() };
    before = second;
    const jump = random() < jumps ? 100 + 200 * random() : 0;
    const angle = 2 * Math.PI * random();
    const place = toPlace({
      x: moment.x + off.x + jump * Math.cos(angle),
      y: moment.y + off.y + jump * Math.sin(angle),
    });
    const accuracy = Math.max(3, (error + jump) * says * (0.8 + 0.4 * random()));
    const speed = Math.max(0, moment.speed + 0.3 * normal());
    const at = moment.at + ahead * 1000;
    return [{ truly: moment.at, at, ...place, accuracy, ...(phone.speed && { speed }) }];
  });
}

/** At every so many seconds with a network what was taken until then, the oldest first. */
function upload(
  taken: readonly Taken[],
  moments: readonly Moment[],
  phone: Phone,
  random: () => number,
): RecordedFix[] {
  const sent: RecordedFix[] = [];
  let waiting = [...taken];
  for (let second = phone.upload; ; second += phone.upload) {
    const moment = moments[Math.min(second, moments.length - 1)];
    if (!moment) return sent;
    const over = second >= moments.length - 1;
    if (!moment.offline || over) {
      const due = waiting.filter(({ truly }) => truly <= moment.at);
      waiting = waiting.slice(due.length);
      const begun = moment.at + 300 + 1500 * random();
      sent.push(
        ...due.map(({ truly: _, ...fix }, index) => ({
          ...fix,
          uploadedAt: Math.round(begun + 500 * Math.floor(index / MOST_A_POST)),
        })),
      );
    }
    if (over) return sent;
  }
}
