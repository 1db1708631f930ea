import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { email } from '../../../shared/messaging/mail-channel.ts';
import { stopMailTo } from '../../../shared/messaging/mail-stop-store.ts';
import { keepReader, unsubscribeToken } from '../../../shared/messaging/unsubscribe-store.ts';
import { aCompany, book, type Company, call, newPhone, startDoors } from '../../support/staff-api.ts';

let doors: Awaited<ReturnType<typeof startDoors>>;
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
  process.env['MAIL_SENDER'] = 'visits@example.com';
  firm = await aCompany();
});
afterAll(() => doors?.stop());

const ADDRESS = 'dana@example.org';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** A customer who gets mails, and the link in them. */
async function aReader(company = firm) {
  const { visit } = await book(company, {
    customer: { name: 'Dana', phone: newPhone(), email: ADDRESS },
  });
  const reader = { accountId: company.accountId, customerId: visit.customer.customerId as string };
  const token = unsubscribeToken('a secret', reader);
  await keepReader(token, reader, Date.now());
  const post = (raw?: string) =>
    call('POST /unsubscribe/{token}', {
      as: company.desk,
      path: { token },
      headers: FORM,
      ...(raw !== undefined && { raw }),
    });
  return {
    token,
    post,
    suppressed: () => email.suppressionOf(ADDRESS, reader),
  };
}

describe('the link by which mails end', () => {
  it.each(['List-Unsubscribe=One-Click', '', undefined])(
    'ends them by one click, once or twice: %o',
    async (sent) => {
      const [mine, elsewhere] = [await aReader(), await aReader(await aCompany())];
      for (let time = 0; time < 2; time++) {
        expect((await mine.post(sent)).status).toBe(200);
        expect(await mine.suppressed()).toBe('opted_out');
      }
      expect(await elsewhere.suppressed(), 'of another company').toBeUndefined();
    },
  );

  it('asks whoever comes by it, and has them again after all, also where they had come back', async () => {
    const { token, post, suppressed } = await aReader();
    const { status, headers } = await post('email=off');
    expect([status, headers['location']]).toEqual([303, `/unsubscribe/${token}`]);
    expect(await suppressed()).toBe('opted_out');
    await stopMailTo(ADDRESS.toUpperCase(), 'bounced', Date.now());
    await post('email=on');
    expect(await suppressed()).toBeUndefined();
  });

  it('is nobody’s when it is not known', async () => {
    for (const token of ['A'.repeat(22), '../', 'x'.repeat(3000)]) {
      const known = { as: firm.desk, path: { token }, headers: FORM, raw: '' };
      const { status, body } = await call('POST /unsubscribe/{token}', known);
      expect([status, body.type]).toEqual([404, 'urn:service-tracker:problem:not-found']);
    }
  });
});
