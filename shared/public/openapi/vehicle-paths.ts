import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { DeviceTokenList, DeviceTokenMade, NewDeviceToken } from '../../tracking/device-token-contract.ts';
import {
  DriverChange,
  DriverHistory,
  EventList,
  EventQuery,
  VehicleAnswer,
  VehicleChange,
  VehicleInput,
  VehicleList,
} from '../../vehicles/contract.ts';
import { staffOperation, type Told } from './operation.ts';

const description = 'Owner, dispatcher.';
const path = ['vehicleId'];
const operation = (told: Omit<Told, 'tag'>) =>
  staffOperation({ tag: 'Vehicles', description, path, ...told });

const EVENTS =
  'Owner, dispatcher. From from up to to (exclusive), the latest first; the last week unless told.';

/** What technicians drive, its trackers, and what these say of the way it is driven. */
export const vehiclePaths: ZodOpenApiPathsObject = {
  '/vehicles': {
    post: staffOperation({
      id: 'createVehicle',
      tag: 'Vehicles',
      summary: 'Create a vehicle',
      description,
      body: VehicleInput,
      answers: { 201: VehicleAnswer },
      idempotent: true,
    }),
    get: staffOperation({
      id: 'listVehicles',
      tag: 'Vehicles',
      summary: 'Vehicles by name: who drives them, and where they were last seen',
      description,
      answers: { 200: VehicleList },
    }),
  },
  '/vehicles/{vehicleId}': {
    get: operation({ id: 'getVehicle', summary: 'A vehicle', answers: { 200: VehicleAnswer } }),
    patch: operation({
      id: 'changeVehicle',
      summary: 'Change what a vehicle is called and looks like',
      body: VehicleChange,
      answers: { 200: VehicleAnswer },
      refusals: [409],
    }),
    delete: operation({
      id: 'deleteVehicle',
      summary: 'Take a vehicle away, with its trackers’ tokens and its last position',
      answers: { 204: null },
      refusals: [400, 409, 413, 415],
    }),
  },
  '/vehicles/{vehicleId}/driver': {
    put: operation({
      id: 'setDriver',
      summary: 'Who drives a vehicle from now on',
      description:
        'Owner, dispatcher. Its tracker speaks for its driver where their phone has been silent for a minute.',
      body: DriverChange,
      answers: { 200: VehicleAnswer },
      refusals: [409],
    }),
  },
  '/vehicles/{vehicleId}/drivers': {
    get: operation({
      id: 'listDrivers',
      summary: 'Who drove a vehicle when, the latest first',
      description: 'Owner, dispatcher. A year.',
      answers: { 200: DriverHistory },
    }),
  },
  '/vehicles/{vehicleId}/events': {
    get: operation({
      id: 'listVehicleEvents',
      summary: 'Hard braking, acceleration and cornering, speeding, power cuts',
      description: EVENTS,
      query: EventQuery,
      answers: { 200: EventList },
    }),
  },
  '/team/members/{memberId}/vehicle-events': {
    get: operation({
      id: 'listDriverEvents',
      summary: 'The same by driver, whatever they drove',
      description: EVENTS,
      path: ['memberId'],
      query: EventQuery,
      answers: { 200: EventList },
    }),
  },
  '/vehicles/{vehicleId}/device-token': {
    post: operation({
      id: 'createTrackerToken',
      summary: 'Let a tracker report for a vehicle',
      description: 'Owner, dispatcher. As for a technician’s phone: five at most, each shown once.',
      body: NewDeviceToken,
      answers: { 201: DeviceTokenMade },
      refusals: [409],
    }),
  },
  '/vehicles/{vehicleId}/device-tokens': {
    get: operation({
      id: 'listTrackerTokens',
      summary: 'Which trackers report for a vehicle',
      answers: { 200: DeviceTokenList },
    }),
  },
  '/vehicles/{vehicleId}/device-tokens/{trackerId}': {
    delete: operation({
      id: 'revokeTrackerToken',
      summary: 'Take a tracker’s token away, at once',
      path: ['vehicleId', 'trackerId'],
      answers: { 204: null },
      refusals: [400, 409, 413, 415],
    }),
  },
};
