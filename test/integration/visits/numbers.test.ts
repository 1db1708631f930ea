import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../shared/public/openapi.ts';
import { aSubscription } from '../../support/a-subscription.ts';
import {
  aCompany,
  book,
  type Company,
  call,
  newPhone,
  newVisit,
  startDoors,
} from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;
let visitId: string;
let token: string;

beforeAll(async () => {
  doors = await startDoors();
  firm = await aCompany();
  const { link, ...booked } = await book(firm);
  visitId = booked.visitId;
  token = link.token;
});
afterAll(() => doors?.stop());

type Schema = {
  $ref?: string;
  type?: string | string[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
};
const document = JSON.parse(JSON.stringify(openApiDocument()));

/** The paths of every number in a schema: `address.lat`, `positions.0.speed`. */
function numbersIn(schema: Schema, path: readonly string[] = []): string[] {
  if (schema.$ref) return numbersIn(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''], path);
  const here = [schema.type].flat().some((type) => type === 'number' || type === 'integer');
  return [
    ...(here ? [path.join('.')] : []),
    ...(schema.anyOf ?? []).flatMap((one) => numbersIn(one, path)),
    ...(schema.items ? numbersIn(schema.items, [...path, '0']) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => numbersIn(one, [...path, name])),
  ];
}

const fields = Object.entries(
  document.paths as Record<string, Record<string, { requestBody?: never }>>,
).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, { requestBody }]) => {
    const schema = (requestBody as unknown as { content: Record<string, { schema: Schema }> } | undefined)
      ?.content['application/json']?.schema;
    const key = `${method.toUpperCase()} ${path}`;
    return schema ? numbersIn(schema).map((field) => [key, field] as const) : [];
  }),
);

/** A body that is good but for the number to be put in. */
const GOOD: Readonly<Record<string, () => object>> = {
  'POST /visits': () => newVisit(firm),
  'POST /visits/plan': () => ({}),
  'PATCH /visits/{visitId}': () => ({ address: { line: '48 Willow Ln', lat: 37.7596, lng: -122.4269 } }),
  'POST /positions': () => ({ positions: [{ at: new Date().toISOString(), lat: 37.75, lng: -122.4 }] }),
  'POST /visits/{visitId}/running-late': () => ({ minutes: 20 }),
  'PUT /settings': () => ({}),
  'PATCH /team/members/{memberId}': () => ({ homeAddress: { line: '12 Elm St', lat: 37.7, lng: -122.4 } }),
  'PUT /t/{token}/push': () => aSubscription(),
  'PUT /me/push': () => aSubscription(),
};

/** Beyond what DynamoDB stores, at its edges, and what floating point makes of honest numbers; as JSON writes them. */
const NASTY = [
  '1e-131',
  '-1e-131',
  '1e-130',
  '5e-324',
  '1e-200',
  '-0',
  '0',
  '1e-7',
  '0.30000000000000004',
  '89.99999999999999',
  '37.123456789012345678901234567890123456789',
  '100',
  '1e2',
  '9007199254740993',
  '9.9e125',
  '1e126',
  '1e308',
  '1e400',
];
const nasty = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);

/** The body with the number written in as it is: no parser has seen it before the door's. */
function withNumber(body: object, path: string, number: string): string {
  const copy = structuredClone(body) as Record<string, unknown>;
  const names = path.split('.');
  let here = copy;
  for (const name of names.slice(0, -1)) {
    here[name] ??= {};
    here = here[name] as Record<string, unknown>;
  }
  here[names.at(-1) ?? ''] = MARK;
  return JSON.stringify(copy).replace(`"${MARK}"`, number);
}
const MARK = 'here-goes-the-number';

describe('numbers', () => {
  it('are in the bodies that this test knows how to make, and in no others', () => {
    expect([...new Set(fields.map(([key]) => key))].sort()).toEqual(Object.keys(GOOD).sort());
  });

  it.each(fields)('%s takes or refuses any number for %s, and breaks on none', async (key, field) => {
    const as = key === 'POST /positions' ? firm.marcus : firm.owner;
    await fc.assert(
      fc.asyncProperty(nasty, async (number) => {
        const body = {
          ...GOOD[key]?.(),
          ...(key === 'POST /visits' && { customer: { name: 'D', phone: newPhone() } }),
        };
        const raw = withNumber(body, field, number);
        const { status } = await call(key, {
          as,
          path: { visitId, token, memberId: firm.marcus.memberId },
          raw,
        });
        expect(status, raw).toBeLessThan(500);
      }),
      { numRuns: 30, examples: NASTY.map((number) => [number] as [string]) },
    );
  });

  it('are kept as they were meant: a centimetre, half a minute', async () => {
    const raw = JSON.stringify({ link: { retentionHours: 1e-200 }, arrival: { radiusMeters: 91.44 } });
    const settings = await call('PUT /settings', { as: firm.owner, raw });
    expect(settings.body).toMatchObject({ link: { retentionHours: 0 }, arrival: { radiusMeters: 91.44 } });
    const { visit } = await book(firm, {
      address: { line: 'Null Island', lat: 1e-131, lng: -122.42691234567 },
    });
    expect(visit.address).toMatchObject({ lat: 0, lng: -122.4269123 });
  });
});
