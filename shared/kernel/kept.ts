/**
 * Asks once for all who want to know within a while, also at the same moment; an answer that is not good is not kept.
 * @param ask is given the time, epoch ms
 * @param keepFor ms
 */
export function kept<T>(
  ask: (now: number) => Promise<T>,
  keepFor: number,
  isGood: (answer: T) => boolean = () => true,
): (now: number) => Promise<T> {
  let known: { readonly answer: Promise<T>; readonly until: number } | undefined;
  return (now) => {
    if (known && now < known.until) return known.answer;
    const answer = ask(now);
    const mine = { answer, until: now + keepFor };
    known = mine;
    const forget = () => {
      if (known === mine) known = undefined;
    };
    answer.then((told) => {
      if (!isGood(told)) forget();
    }, forget);
    return answer;
  };
}
