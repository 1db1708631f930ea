import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { measure } from '../../shared/kernel/metrics.ts';
import { acceptPositions } from '../../shared/tracking/accept-positions.ts';
import { readDeviceToken } from '../../shared/tracking/device-token.ts';
import type { Source } from '../../shared/tracking/fix.ts';
import type { Reported } from '../../shared/tracking/ingest/reported.ts';
import { advanceLatest } from '../../shared/tracking/latest-store.ts';
import { open } from '../runtime/open.ts';
import type { Reply } from '../runtime/reply.ts';

interface DeviceOptions {
  readonly source: Source;
  readonly read: (event: APIGatewayProxyEventV2) => readonly Reported[];
  /** What this app takes for "got it". */
  readonly taken: Reply;
  /** What makes it come again later with the same. */
  readonly later: Reply;
}

/**
 * A door for an app of others. They send in order and keep what was refused, so that a refusal for good would block
 * all that follows: what is bad, or comes by a token that leads nowhere, is thrown away and answered like the rest.
 */
export const device = ({ source, read, taken, later }: DeviceOptions) =>
  open(async (event, now) => {
    const token = readDeviceToken(event.pathParameters?.['deviceToken'] ?? '');
    const { fixes, refusals } = acceptPositions(token ? read(event) : [], now, source);
    for (const Reason of refusals) measure('PositionsRefused', { Reason });
    const refused = token && fixes.length > 0 ? await advanceLatest(token, fixes, now) : undefined;
    if (refused) measure('PositionsRefused', { Reason: refused }, fixes.length);
    return refused === 'too_fast' ? later : taken;
  });
