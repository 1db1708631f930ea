import { createTown } from '../town/town.ts';
import { createCloudWatch } from './cloudwatch.ts';
import { createCognito } from './cognito.ts';
import type { Emulator, World } from './emulator.ts';
import { createGeoPlaces } from './geo-places.ts';
import { createGeoRoutes } from './geo-routes.ts';
import { createLocation } from './location.ts';
import { createScheduler, type Timers } from './scheduler.ts';
import { createSecretsManager } from './secrets-manager.ts';
import { createSes } from './ses.ts';
import { createSns } from './sns.ts';
import { createSts } from './sts.ts';
import { createWebPush } from './web-push.ts';

/**
 * Every emulated service but DynamoDB and EventBridge's bus, in one world. The stack declares its geofence
 * collections (`declareGeofenceCollection`) and drives the timers by its clock.
 */
export function createEmulators(world: World): { emulators: readonly Emulator[]; timers: Timers } {
  const town = createTown();
  const scheduler = createScheduler(world);
  const emulators = [
    createLocation(world),
    createGeoRoutes(world, town),
    createGeoPlaces(world, town),
    createSns(world),
    createSecretsManager(world),
    createSes(world),
    createCloudWatch(world),
    createSts(world),
    createCognito(world),
    createWebPush(world),
    scheduler,
  ];
  return { emulators, timers: scheduler };
}
