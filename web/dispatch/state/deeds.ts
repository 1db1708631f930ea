import { SignedOut } from '../../session/session.ts';
import { Refused } from '../api/client.ts';
import type { Visit } from '../api/types.ts';
import { type Deed, TO } from '../rules/steps.ts';
import { layOver } from './overlay.ts';
import type { Sending, SendingParts } from './sending.ts';
import { say, toast } from './toasts.ts';

/**
 * The steps of a visit's life, its hold and its link.
 * @param beforehand sends what still waits: one thing after the other
 */
export function createDeeds(
  { calls, told, onSignedOut }: SendingParts,
  { send, now }: Sending,
  beforehand: () => void,
) {
  const deed = async (visit: Visit, what: Deed, reason?: string, anyway = false): Promise<void> => {
    beforehand();
    const again = () => void deed(now(visit), what, reason, anyway);
    if (what === 'hold' && reason) {
      const takeOff = layOver(visit.visitId, { hold: { since: new Date().toISOString(), reason } });
      return void send({ visit, act: (seen) => calls.hold(seen, reason), takeOff, again });
    }
    if (what === 'release')
      return void send({ visit, act: (seen) => calls.release(seen), takeOff: () => undefined, again });
    if (what === 'copy_link') return copyLink(visit.visitId);
    const to = TO[what];
    if (!to) return;
    const takeOff = layOver(visit.visitId, { status: to });
    const more = { ...(reason !== undefined && { reason }), ...(anyway && { anyway }) };
    const step = async (seen: Visit): Promise<Visit> => {
      try {
        return await calls.step(seen, to, more);
      } catch (error) {
        if (!(error instanceof Refused) || error.kind !== 'far-from-window') throw error;
        const { far, anyway: label } = told().words.toasts;
        const act = () => void deed(now(visit), what, reason, true);
        toast(far, { tone: 'bad', action: { label, act } });
        return now(visit);
      }
    };
    const done = await send({ visit, act: step, takeOff, again });
    if (done && now(visit).status === to)
      say(told().words.block.named([visit.customer.name, told().words.looks[to]]));
  };

  const copyLink = async (visitId: string): Promise<void> => {
    const { words } = told();
    try {
      await navigator.clipboard.writeText((await calls.link(visitId)).url);
      toast(words.toasts.copied);
    } catch (error) {
      if (error instanceof SignedOut) return onSignedOut();
      toast(error instanceof Refused ? words.problem(error.problem) : words.toasts.notCopied, {
        tone: 'bad',
      });
    }
  };
  return { deed, copyLink };
}
