import { create } from 'zustand';
import { SignedOut } from '../../session/session.ts';
import type { Alert } from '../api/types.ts';
import type { SendingParts } from './sending.ts';
import { toast } from './toasts.ts';
import type { Undoing } from './undoing.ts';

/** Alerts that are acknowledged here and not yet at the service: nobody shows them any more. */
const useIds = create<{ readonly ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));

export const useAcknowledging = (): ReadonlySet<string> => useIds(({ ids }) => ids);

const hide = (alerts: readonly Alert[]): void =>
  useIds.setState(({ ids }) => ({ ids: new Set([...ids, ...alerts.map(({ alertId }) => alertId)]) }));
const show = (alerts: readonly Alert[]): void =>
  useIds.setState(({ ids }) => ({
    ids: new Set([...ids].filter((id) => !alerts.some(({ alertId }) => alertId === id))),
  }));

/** What is acknowledged is everybody's and stays so: it waits a moment to be taken back. */
export function createAcknowledging(
  { calls, cache, told, onSignedOut }: SendingParts,
  { wait, settle }: Pick<Undoing, 'wait' | 'settle'>,
) {
  const send = async (alerts: readonly Alert[], leaving: boolean): Promise<void> => {
    const sent = await Promise.allSettled(
      alerts.map(async ({ alertId }) =>
        cache.putAlert(await calls.acknowledge(alertId, { keepalive: leaving })),
      ),
    );
    show(alerts);
    const failed = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    if (failed.some((reason) => reason instanceof SignedOut)) return onSignedOut();
    if (failed.length > 0) toast(told().words.toasts.unreached, { tone: 'bad' });
  };
  const acknowledge = (alerts: readonly Alert[]): void => {
    settle();
    hide(alerts);
    wait(told().words.alerts.acknowledged(alerts.length), {
      send: (leaving) => void send(alerts, leaving),
      takeOff: () => show(alerts),
    });
  };
  return { acknowledge };
}
