import type { World } from '../emulators/emulator.ts';
import { keepRecordedRoutes, type RecordedAnswer } from '../emulators/recorded-routes.ts';
import type { Place } from '../town/plane.ts';
import { badField } from './json-door.ts';

/** `POST /_local/routes` `{destination: {lat, lng}, answers: [{at, seconds, meters}]}`: what Routes is to answer. */
export const routeDoors = (world: World) => ({
  'POST routes': ({ destination, answers }: Readonly<Record<string, unknown>>) => {
    keepRecordedRoutes(world, { destination: readPlace(destination), answers: readAnswers(answers) });
    return {};
  },
});

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function readPlace(value: unknown): Place {
  const { lat, lng } = (value ?? {}) as Record<string, unknown>;
  if (isNumber(lat) && isNumber(lng)) return { lat, lng };
  throw badField('destination', 'must be {lat, lng}');
}

function readAnswers(value: unknown): RecordedAnswer[] {
  if (!Array.isArray(value)) throw badField('answers', 'must be a list');
  return value.map((answer) => {
    const { at, seconds, meters } = (answer ?? {}) as Record<string, unknown>;
    const time = typeof at === 'string' ? Date.parse(at) : Number.NaN;
    if (isNumber(time) && isNumber(seconds) && isNumber(meters)) return { at: time, seconds, meters };
    throw badField('answers', 'must be [{at, seconds, meters}]');
  });
}
