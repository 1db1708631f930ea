import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { forbidden } from '../../shared/kernel/problem.ts';
import { gate } from '../routes.ts';
import type { Reply } from './reply.ts';

/** Refuses whoever comes round the distribution, straight to the API's own host. */
export const onlyDoor = (): MiddlewareObj<APIGatewayProxyEventV2, Reply, Error> => ({
  before: ({ event }) => {
    if (!cameThroughTheDoor(event.headers)) throw forbidden('Not this way.');
  },
});

/** Whether the distribution added the secret that only it and we know. */
export function cameThroughTheDoor(headers: Readonly<Record<string, string | undefined>> = {}): boolean {
  const expected = process.env['ORIGIN_SECRET'];
  if (!expected) throw new Error('The environment variable ORIGIN_SECRET is not set.');
  return same(headers[gate.header] ?? '', expected);
}

function same(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
