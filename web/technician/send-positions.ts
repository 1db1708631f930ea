import { SignedOut } from '../session/session.ts';
import type { Clock } from './clock.ts';
import type { PhoneStore } from './phone-store.ts';
import { corrected } from './rules/clock.ts';
import { type Fix, waitAfter } from './rules/pace.ts';
import type { Tracker } from './tracker-client.ts';

/** How it goes with the positions that wait. */
export interface Sent {
  readonly waiting: number;
  /** Epoch ms of the last batch that was taken. */
  readonly takenAt?: number;
  /** Since when nothing gets through. */
  readonly cutSince?: number;
  readonly signedOut?: true;
  /** What was sent is still to come, by the service's clock, and nothing says by how much this phone's is wrong. */
  readonly clockWrong?: true;
  /** The account, or this technician's access to it, is no more. */
  readonly barred?: true;
}

/** How the service answers. */
interface Taken {
  readonly accepted: number;
  readonly rejected: readonly { readonly reason: string }[];
}

/** Was nothing taken, because it is still to come? Kept, it can be sent when the time is known. */
const isAhead = (body: Taken | undefined): boolean =>
  body?.accepted === 0 && body.rejected?.some(({ reason }) => reason.includes('future'));

/** What the service takes at once. */
const MOST = 100;

/** What is sent along with positions: what the office has to know of the phone. */
export interface About {
  readonly permission?: 'while_in_use' | 'denied' | 'unavailable';
  readonly appVersion: string;
}

export interface SendingOptions {
  readonly store: PhoneStore;
  readonly tracker: Tracker;
  readonly clock: Pick<Clock, 'behind'>;
  readonly about: () => About;
  readonly onChange: (sent: Sent) => void;
}

/**
 * Sends what the queue holds, oldest first, and takes from the queue only what was answered. One page at a time, even
 * of two that are open.
 */
export function createSending({ store, tracker, clock, about, onChange }: SendingOptions) {
  let sent: Sent = { waiting: 0 };
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What this page has kept and not sent, the newest: a page that goes cannot look it up. */
  let unsent: readonly Fix[] = [];
  const tell = (change: Partial<Sent>, ...gone: (keyof Sent)[]) => {
    const next = { ...sent, ...change };
    for (const name of gone) delete (next as Partial<Record<keyof Sent, unknown>>)[name];
    sent = next;
    onChange(sent);
  };

  /** By the service's clock; what is kept goes by this phone's. */
  const timed = (fixes: readonly Fix[]): readonly Fix[] =>
    fixes.map((fix) => ({ ...fix, at: corrected(fix.at, clock.behind()) }));

  const batch = async (keepalive: boolean): Promise<boolean> => {
    const { fixes, upTo } = await store.firstFixes(MOST);
    if (fixes.length === 0) return false;
    const post = (more: Partial<About>) =>
      tracker<Taken>('POST', '/positions', { body: { positions: timed(fixes), ...more }, keepalive });
    const behind = clock.behind();
    let { status, body } = await post(about());
    // Should the service not take what is said of the phone, the positions matter more.
    if (status === 400 || status === 422) ({ status, body } = await post({}));
    // The answer itself may have told what time it is.
    if (isAhead(body) && clock.behind() !== behind) ({ status, body } = await post(about()));
    if (status === 403 || isAhead(body)) {
      tell(status === 403 ? { barred: true } : { clockWrong: true }, 'cutSince', 'signedOut');
      return false;
    }
    // Taken, or never to be: a batch that the service does not understand today it will not understand tomorrow.
    await store.deleteFixes(upTo);
    const last = fixes.at(-1)?.at ?? '';
    unsent = unsent.filter(({ at }) => at > last);
    const waiting = await store.countFixes();
    const isTaken = status === 202 && (body?.accepted ?? 0) > 0;
    tell(
      { waiting, ...(isTaken && { takenAt: Date.now() }) },
      'cutSince',
      'signedOut',
      'barred',
      'clockWrong',
    );
    return waiting > 0;
  };

  const flush = async (keepalive = false): Promise<void> => {
    clearTimeout(timer);
    try {
      await navigator.locks.request('positions', async () => {
        while (await batch(keepalive));
      });
      failures = 0;
    } catch (error) {
      const waiting = await store.countFixes();
      if (error instanceof SignedOut) return tell({ waiting, signedOut: true });
      failures++;
      tell({ waiting, cutSince: sent.cutSince ?? Date.now() });
      timer = setTimeout(() => void flush(), waitAfter(failures, Math.random()));
    }
  };
  return {
    flush,
    /** Tells the office how it stands with this phone when there is no position to tell it with. */
    report: () =>
      void tracker('POST', '/positions', { body: { positions: [], ...about() } }).catch(() => undefined),
    /** The page goes: what it holds leaves within this turn; a position that is sent twice counts once. */
    leave(): void {
      if (unsent.length > 0) tracker.leave('/positions', { body: { positions: timed(unsent), ...about() } });
    },
    async add(fix: Fix): Promise<void> {
      unsent = [...unsent.slice(1 - MOST), fix];
      await store.addFix(fix);
      tell({ waiting: await store.countFixes() });
    },
    /** Nothing is to be sent, for the time being: another try would only fail. */
    isWaiting: () => failures > 0,
    stop: () => clearTimeout(timer),
  };
}

export type Sending = ReturnType<typeof createSending>;
