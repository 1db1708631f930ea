import * as z from 'zod/mini';
import { CLOCK_ROW } from '../clock/stack-clock.ts';
import { API_KEY_ROW } from '../emulators/api-keys.ts';
import { USER_ROW } from '../emulators/cognito.ts';
import { CONFIGURATION_SET_ROW } from '../emulators/configuration-sets.ts';
import { DEVICE_ROW } from '../emulators/evaluate-geofences.ts';
import { COLLECTION_ROW, GEOFENCE_ROW } from '../emulators/geofences.ts';
import { MAIL_ACCOUNT_ROW } from '../emulators/mail-account.ts';
import { MAILBOX_ROW } from '../emulators/mailboxes.ts';
import { OUTBOX_ROW } from '../emulators/outbox.ts';
import { PLATFORM_APPLICATION_ROW, PUSH_ENDPOINT_ROW } from '../emulators/push-endpoints.ts';
import { RECORDED_ROUTES_ROW } from '../emulators/recorded-routes.ts';
import { SCHEDULE_NAME, SCHEDULE_ROW } from '../emulators/schedules.ts';
import { SECRET_ROW } from '../emulators/secrets-manager.ts';
import { SMS_ACCOUNT_ROW } from '../emulators/sms-account.ts';
import { UNREACHABLE_ROW } from '../emulators/sms-network.ts';
import { REFRESH_ROW } from '../identity/grants.ts';
import { ACCOUNT_ROW, HOME_ROW, MEMBER_ROW } from '../identity/sign-in.ts';
import { KEYS_ROW } from '../identity/tokens.ts';
import { OBJECT_ROW } from '../objects/kept-objects.ts';
import { MESSAGE_ROW } from '../queues/queues.ts';
import { INVOCATION_ROW } from '../workers/async-invocations.ts';
import { PARKED, PARKED_ROW } from './parked-rows.ts';
import type { RowShapes } from './sqlite-store.ts';

/** Every collection that is on disk, and what its rows are. */
export const ROW_SHAPES: RowShapes = {
  clock: CLOCK_ROW,
  identity: KEYS_ROW,
  accounts: ACCOUNT_ROW,
  members: MEMBER_ROW,
  homes: HOME_ROW,
  users: USER_ROW,
  objects: OBJECT_ROW,
  'refresh-tokens': REFRESH_ROW,
  secrets: SECRET_ROW,
  'location-api-keys': API_KEY_ROW,
  'geofence-collections': COLLECTION_ROW,
  geofences: GEOFENCE_ROW,
  'geofence-devices': DEVICE_ROW,
  'recorded-routes': RECORDED_ROUTES_ROW,
  outbox: OUTBOX_ROW,
  schedules: SCHEDULE_ROW,
  'schedule-groups': z.object({ name: SCHEDULE_NAME }),
  'sms-account': SMS_ACCOUNT_ROW,
  'mail-account': MAIL_ACCOUNT_ROW,
  'configuration-sets': CONFIGURATION_SET_ROW,
  mailboxes: MAILBOX_ROW,
  'sms-opted-out': z.object({ since: z.iso.datetime() }),
  'sms-unreachable': UNREACHABLE_ROW,
  'sms-opt-ins': z.number(),
  'platform-applications': PLATFORM_APPLICATION_ROW,
  'push-endpoints': PUSH_ENDPOINT_ROW,
  'push-gone': z.object({ at: z.number() }),
  'stream-positions': z.string(),
  invocations: INVOCATION_ROW,
  'queue:': MESSAGE_ROW,
  [PARKED]: PARKED_ROW,
};
