import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asked } from '../../../shared/addresses/complete-client.ts';
import { suggestAddresses } from '../../../shared/addresses/suggest-addresses.ts';
import { HOUR } from '../../../shared/kernel/time.ts';
import { readAccount } from '../../../shared/team/account-store.ts';
import { aCompany, book, type Company, call, startDoors } from '../../support/staff-api.ts';

let doors: Awaited<ReturnType<typeof startDoors>>;
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
  firm = await aCompany();
});
afterAll(() => doors?.stop());

const suggest = async (query: string) =>
  (await call('GET /addresses', { as: firm.desk, query: { query } })).body.addresses;

describe('suggestions', () => {
  it('are doors for a number and a street’s beginning, streets without a number', async () => {
    expect(await suggest('48 Wil')).toContainEqual({
      line: '48 Willow Ln, Fairfield Junction, CA 95699, United States',
      precise: true,
    });
    expect(await suggest('willow')).toEqual([
      { line: 'Willow Ln, Fairfield Junction, CA 95699, United States', precise: false },
    ]);
    expect(await suggest('Nowhere Rd')).toEqual([]);
  });

  it('become the address of a visit as they are', async () => {
    const [{ line }] = await suggest('48 Willow');
    const { visit } = await book(firm, { address: { line } });
    expect(visit.address).toMatchObject({ line, verified: true });
  });

  it('are none for two letters', async () => {
    expect(await suggest('48')).toEqual([]);
    expect((await call('GET /addresses', { as: firm.desk })).status).toBe(400);
    expect((await call('GET /addresses', { as: firm.desk, query: { query: 'x'.repeat(201) } })).status).toBe(
      422,
    );
  });

  it('are asked for near the company’s visits, which are looked up once an hour', async () => {
    const company = await aCompany();
    const now = Date.now();
    const account = await readAccount(company.accountId, now);
    const asked: Asked['near'][] = [];
    const ask = async (at: number) => {
      if (account)
        await suggestAddresses('48 Willow', account, at, async ({ near }) => {
          asked.push(near);
          return [];
        });
    };
    await ask(now);
    await book(company);
    await ask(now + HOUR - 1);
    await ask(now + HOUR);
    expect(asked).toEqual([undefined, undefined, { lat: 37.7596, lng: -122.4269 }]);
  });
});
