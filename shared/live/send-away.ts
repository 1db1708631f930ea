import { close, tell } from './sockets-client.ts';
import { forgetConnection } from './watcher-store.ts';

/** Says why nothing follows, and closes. */
export async function dismiss(connectionId: string, type: 'gone' | 'full' = 'gone'): Promise<void> {
  if (await tell(connectionId, { type })) await close(connectionId);
}

/** The same to who may have been noted before. */
export async function sendAway(connectionId: string, why: 'gone' | 'full' = 'gone'): Promise<void> {
  await dismiss(connectionId, why);
  await forgetConnection(connectionId);
}

/** Comes to everyone, even when it fails for some; for their sake it then fails, and all of it comes again. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const outcomes = await Promise.allSettled(items.map(work));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
