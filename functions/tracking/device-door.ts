import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { measure } from '../../shared/kernel/metrics.ts';
import { acceptPositions } from '../../shared/tracking/accept-positions.ts';
import { type DeviceToken, readDeviceToken } from '../../shared/tracking/device-token.ts';
import type { App, Fix } from '../../shared/tracking/fix.ts';
import type { Alarm } from '../../shared/tracking/ingest/alarms.ts';
import type { Reported } from '../../shared/tracking/ingest/reported.ts';
import { advanceLatest, type Refusal } from '../../shared/tracking/latest-store.ts';
import { open } from '../runtime/open.ts';
import type { Reply } from '../runtime/reply.ts';

interface DeviceOptions {
  readonly source: App;
  readonly read: (event: APIGatewayProxyEventV2) => readonly Reported[];
  /** What a vehicle's tracker says besides. */
  readonly alarms?: (event: APIGatewayProxyEventV2, now: number) => Promise<readonly Alarm[]>;
  /** What this app takes for "got it". */
  readonly taken: Reply;
  /** What makes it come again later with the same. */
  readonly later: Reply;
}

/**
 * A door for an app of others, or a tracker. They send in order and keep what was refused, so that a refusal for good
 * would block all that follows: what is bad, or comes by a token that leads nowhere, is thrown away and answered like
 * the rest.
 */
export const device = ({ source, read, alarms = silent, taken, later }: DeviceOptions) =>
  open(async (event, now) => {
    const token = readDeviceToken(event.pathParameters?.['deviceToken'] ?? '');
    const isVehicle = token !== undefined && 'vehicleId' in token;
    const spoken = isVehicle ? 'vehicle' : source;
    const { fixes, refusals } = acceptPositions(token ? read(event) : [], now, spoken);
    for (const Reason of refusals) measure('PositionsRefused', { Reason });
    const told = isVehicle ? await alarms(event, now) : [];
    const refused =
      token && fixes.length + told.length > 0 ? await report(token, fixes, told, now) : undefined;
    if (refused) measure('PositionsRefused', { Reason: refused }, fixes.length);
    return refused === 'too_fast' ? later : taken;
  });

const silent = async () => [];

async function report(
  token: DeviceToken,
  fixes: readonly Fix[],
  alarms: readonly Alarm[],
  now: number,
): Promise<Refusal | undefined> {
  if (!('vehicleId' in token)) return (await advanceLatest(token, fixes, now)).refused;
  // Loaded by vehicles alone.
  const { reportVehicle } = await import('../../shared/tracking/report-vehicle.ts');
  return reportVehicle(token, fixes, alarms, now);
}
