/**
 * What comes in time, whatever the one that hangs was told to do.
 * @throws Error when the deadline is aborted first, and whatever `work` throws
 */
export async function inTime<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  const late = Promise.withResolvers<never>();
  const giveUp = () => late.reject(new Error('no answer in time.'));
  deadline.addEventListener('abort', giveUp);
  if (deadline.aborted) giveUp();
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    deadline.removeEventListener('abort', giveUp);
  }
}
