import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { createTracker } from '../api/client.ts';
import { createDeviceCalls, type DeviceCalls, type Reporting } from '../api/device-calls.ts';
import { createWebhookCalls, type WebhookCalls } from '../api/webhook-calls.ts';
import { useOffice } from './office.ts';

export const VEHICLES = 'vehicles';
export const TOKENS = 'device-tokens';
export const WEBHOOKS = 'webhooks';

export function useDeviceCalls(): DeviceCalls {
  const { session } = useOffice();
  return useMemo(() => createDeviceCalls(createTracker(session)), [session]);
}

export function useWebhookCalls(): WebhookCalls {
  const { session } = useOffice();
  return useMemo(() => createWebhookCalls(createTracker(session)), [session]);
}

export function useVehicles() {
  const calls = useDeviceCalls();
  return useQuery({ queryKey: [VEHICLES], queryFn: calls.vehicles });
}

export function useTokens(whose: Reporting) {
  const calls = useDeviceCalls();
  return useQuery({ queryKey: [TOKENS, whose], queryFn: () => calls.tokens(whose) });
}

/** Webhooks are the owner's: nobody else may so much as ask for them. */
export function useWebhooks() {
  const { me } = useOffice();
  const calls = useWebhookCalls();
  return useQuery({ queryKey: [WEBHOOKS], queryFn: calls.webhooks, enabled: me.role === 'owner' });
}

export function useDeliveries(webhookId: string) {
  const calls = useWebhookCalls();
  return useQuery({
    queryKey: [WEBHOOKS, webhookId, 'deliveries'],
    queryFn: () => calls.deliveries(webhookId),
    refetchInterval: 15_000,
  });
}

/** Whatever is below a key is read anew. */
export function useReadAnew() {
  const { queries } = useOffice();
  return (key: string) => queries.invalidateQueries({ queryKey: [key] });
}
