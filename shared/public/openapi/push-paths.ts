import * as z from 'zod/mini';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import {
  DeviceAnswer,
  DeviceChangeInput,
  DeviceInput,
  DeviceList,
  DevicesQuery,
} from '../../devices/contract.ts';
import { staffOperation } from './operation.ts';

const DevicePage = z.extend(DeviceList, { cursor: z.optional(z.string()) });

/** The devices on which customers get push messages. */
export const pushPaths: ZodOpenApiPathsObject = {
  '/customers/{customerId}/devices': {
    put: staffOperation({
      id: 'putDevice',
      tag: 'Customers',
      summary: 'A device takes this customer’s push messages from now on',
      description:
        'Owner, dispatcher: for the company’s own backend, whenever its app starts. The same token again is the same ' +
        'device, which answers 200 and moves to this customer, opted in unless it was theirs before. 409 ' +
        '`push-not-configured` where the deployment has no credentials for that platform.',
      path: ['customerId'],
      body: DeviceInput,
      answers: { 201: DeviceAnswer, 200: DeviceAnswer },
      refusals: [409],
    }),
    get: staffOperation({
      id: 'listCustomersDevices',
      tag: 'Customers',
      summary: 'A customer’s devices, the latest first',
      description: 'Owner, dispatcher. Those that cannot be reached any more are listed too.',
      path: ['customerId'],
      answers: { 200: DeviceList },
    }),
  },
  '/devices': {
    get: staffOperation({
      id: 'listDevices',
      tag: 'Customers',
      summary: 'Devices that take push messages, those unseen for longest first',
      description: 'Owner, dispatcher. unseenDays: only those that have not registered for so many days.',
      query: DevicesQuery,
      answers: { 200: DevicePage },
    }),
  },
  '/devices/{deviceId}': {
    patch: staffOperation({
      id: 'changeDevice',
      tag: 'Customers',
      summary: 'Switch push messages to a device on or off, or describe it anew',
      description: 'Owner, dispatcher.',
      path: ['deviceId'],
      body: DeviceChangeInput,
      answers: { 200: DeviceAnswer },
    }),
    delete: staffOperation({
      id: 'deleteDevice',
      tag: 'Customers',
      summary: 'Forget a device',
      description: 'Owner, dispatcher. Its push service is told to forget it too.',
      path: ['deviceId'],
      answers: { 204: null },
      refusals: [400, 413, 415],
    }),
  },
};
