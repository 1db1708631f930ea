import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replyByText } from '../../../local/emulators/opt-outs.ts';
import { OUTBOX } from '../../../local/emulators/outbox.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import { type AwsEndpoint, startAwsEndpoint } from '../../../local/endpoint/aws-endpoint.ts';
import { createFaults, type Fault } from '../../../local/faults/faults.ts';
import { readReference } from '../../../local/iam/authorization-reference.ts';
import { accessKeyOf, createGuard } from '../../../local/iam/guard.ts';
import { readPermissions } from '../../../local/iam/permissions.ts';
import { createUsage } from '../../../local/usage/usage.ts';
import { RetryLater } from '../../../shared/messaging/dependencies.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import { sms } from '../../../shared/messaging/sms-channel.ts';
import { startTables } from '../../support/real-tables.ts';
import { createWorld } from '../../support/serve-emulators.ts';
import { aTextedVisit, textingBut } from '../../support/texted-visit.ts';

const QUESTION = 'CheckIfPhoneNumberIsOptedOut';
const TEXTS = { Effect: 'Allow', Action: 'sns:Publish', NotResource: 'arn:aws:sns:*:*:*' };
const MAY_ASK = [TEXTS, { Effect: 'Allow', Action: `sns:${QUESTION}`, Resource: '*' }];
/** Looks as if it allowed the question, too; but that has no resource, so no exclusion speaks of it. */
const MAY_NOT_ASK = [{ ...TEXTS, Action: ['sns:Publish', `sns:${QUESTION}`] }];

const phones = createWorld();
const faults = createFaults();
const reference = await readReference(['sns']);
let guard = guardOf(MAY_ASK);
let tables: Awaited<ReturnType<typeof startTables>>;
let endpoint: AwsEndpoint;

beforeAll(async () => {
  tables = await startTables();
  endpoint = await startAwsEndpoint({
    emulators: [createSns(phones)],
    now: Date.now,
    usage: createUsage(),
    faults,
    guard: { admit: (...call) => guard.admit(...call), report: () => guard.report() },
    crash: () => undefined,
    timersChanged: () => undefined,
  });
  process.env['AWS_ENDPOINT_URL_SNS'] = endpoint.url;
  process.env['AWS_ACCESS_KEY_ID'] = accessKeyOf('texts', 1);
});
afterAll(async () => {
  await Promise.all([tables?.stop(), endpoint?.stop()]);
});
beforeEach(() => {
  faults.clear();
  decideBy(MAY_ASK);
});

function decideBy(statements: object[]): void {
  guard = guardOf(statements);
}

function guardOf(Statement: object[]) {
  const role = { name: 'texts', permissions: readPermissions({ Version: '2012-10-17', Statement }, 'texts') };
  const texts = { name: 'texts', arn: '', handler: '', folder: '', role } as never;
  return createGuard({
    deployment: { functions: [texts], region: 'us-east-1', accountId: '000000000000' },
    reference,
  });
}

let numbers = 0;
/** A visit of a customer nobody else has, texted through the emulated SNS. */
async function aRealText() {
  const phone = `+1415555${String(3000 + numbers++)}`;
  const told = await aTextedVisit({ customer: { customerId: 'customer_1', name: 'Dana', phone } });
  const world = textingBut(told.dependencies, sms);
  const left = () => phones.store.list<{ to: string }>(OUTBOX).filter(({ value }) => value.to === phone);
  const deliver = (last = false) => sendTexts(told.fact('visit.en_route'), last, world);
  return { phone, deliver, left, state: () => told.state() };
}

const fails = (kind: Fault['kind'], times?: number): Fault => ({
  service: 'sns',
  operation: QUESTION,
  kind,
  when: 'before',
  ...(times && { times }),
});

describe('when nobody can say whether a customer has opted out, a text', () => {
  it.each<[string, () => void, string]>([
    ['SNS is asked too often', () => faults.add(fails('throttle')), 'Throttling'],
    ['SNS is out of order', () => faults.add(fails('error')), 'InternalFailure'],
    ['the role may not ask', () => decideBy(MAY_NOT_ASK), 'AuthorizationErrorException'],
  ])(
    'waits while %s, fails for all to see in the end, and leaves once that is mended',
    async (_, breaks, why) => {
      const { deliver, left, state } = await aRealText();
      breaks();
      await expect(deliver()).rejects.toThrow(RetryLater);
      expect(await state()).toMatchObject({ state: 'queued', reason: `opt-out not known: ${why}` });
      await expect(deliver(true)).rejects.toThrow(RetryLater);
      expect(await state()).toMatchObject({ state: 'failed', reason: `opt-out not known: ${why}` });
      expect(left()).toEqual([]);
      faults.clear();
      guard = guardOf(MAY_ASK);
      await deliver();
      expect(left()).toHaveLength(1);
      expect((await state())?.state).toBe('sent');
    },
  );

  it.each(['throttle', 'timeout'] as const)('leaves with the same delivery after one %s', async (kind) => {
    const { deliver, left } = await aRealText();
    faults.add(fails(kind, 1));
    await deliver();
    expect(left()).toHaveLength(1);
  });

  it('never reaches who said STOP meanwhile', async () => {
    const { phone, deliver, left, state } = await aRealText();
    faults.add(fails('throttle', 3));
    await expect(deliver()).rejects.toThrow(RetryLater);
    replyByText(phones, phone, 'STOP');
    await deliver();
    expect(left()).toEqual([]);
    expect(await state()).toMatchObject({ state: 'suppressed', reason: 'opted_out' });
  });
});
