import * as z from 'zod/mini';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { DeviceTokenList, DeviceTokenMade, NewDeviceToken } from '../../tracking/device-token-contract.ts';
import { publicOperation, staffOperation } from './operation.ts';

const THROWN_AWAY =
  'No JWT: the token in the path is all. These apps keep what was refused and send nothing else before it, so what is ' +
  'bad, or comes by a token that is unknown or revoked, is thrown away and answered like the rest.';

const ingest = (id: string, summary: string, description: string, answer: z.ZodMiniType | null) =>
  publicOperation({
    id,
    tag: 'Devices',
    summary,
    description: `${description} ${THROWN_AWAY}`,
    path: ['deviceToken'],
    answers: { 200: answer },
  });

const OSMAND =
  'Traccar Client, a fix a request: a query or a form (lat, lon or location, timestamp, accuracy, speed in knots, ' +
  'bearing, batt), or JSON; trackers that speak the same protocol, and what a Traccar server forwards as JSON, a position ' +
  'a request. By the token of a vehicle its alarms count too: hardBraking, hardAcceleration, hardCornering, overspeed, ' +
  'powerCut. A 429 for too many of one token has a problem as its body.';

const path = ['memberId'];

/** How apps of others report in the place of our own, and who lets them. */
export const devicePaths: ZodOpenApiPathsObject = {
  '/ingest/osmand/{deviceToken}': {
    get: ingest('ingestOsmandByGet', 'The same, as a query', OSMAND, null),
    post: ingest('ingestOsmand', 'Traccar Client reports', OSMAND, null),
  },
  '/ingest/owntracks/{deviceToken}': {
    post: ingest(
      'ingestOwntracks',
      'OwnTracks reports',
      'One JSON object; of those whose `_type` is not location nothing is kept. What comes too fast is lost.',
      z.array(z.unknown()),
    ),
  },
  '/ingest/overland/{deviceToken}': {
    post: ingest(
      'ingestOverland',
      'Overland reports',
      'A batch of any size. A 429 for too many of one token has a problem as its body.',
      z.object({ result: z.literal('ok') }),
    ),
  },
  '/team/members/{memberId}/device-token': {
    post: staffOperation({
      id: 'createDeviceToken',
      tag: 'Devices',
      summary: 'Let an app of others report for a technician',
      description:
        'Owner, dispatcher, and the technician. Five at most. Asked twice it makes two: the token is stored nowhere and ' +
        'cannot be answered again; revoke the one that got lost.',
      path,
      body: NewDeviceToken,
      answers: { 201: DeviceTokenMade },
      refusals: [409],
    }),
  },
  '/team/members/{memberId}/device-tokens': {
    get: staffOperation({
      id: 'listDeviceTokens',
      tag: 'Devices',
      summary: 'Which devices report for a technician',
      description: 'Owner, dispatcher, and the technician.',
      path,
      answers: { 200: DeviceTokenList },
    }),
  },
  '/team/members/{memberId}/device-tokens/{id}': {
    delete: staffOperation({
      id: 'revokeDeviceToken',
      tag: 'Devices',
      summary: 'Take a device’s token away, at once',
      description: 'Owner, dispatcher, and the technician.',
      path: ['memberId', 'id'],
      answers: { 204: null },
      refusals: [400, 409, 413, 415],
    }),
  },
};
