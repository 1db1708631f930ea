import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishText } from '../../../shared/messaging/sms-client.ts';

const asked: URLSearchParams[] = [];
let answer: (response: ServerResponse) => void;

const server = createServer(async (request, response) => {
  asked.push(new URLSearchParams(await text(request)));
  answer(response);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SNS: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});
afterAll(() => server.close());

const says = (status: number, body: string) => {
  answer = (response) => response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
};
const refuses = (status: number, code: string) =>
  says(
    status,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
  );
const publish = () => publishText('+14155550134', 'Hello');

describe('handing a text to SNS', () => {
  it('says what it is for and who it is from', async () => {
    process.env['SENDER_ID'] = 'MIKES';
    says(200, '<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>');
    expect(await publish()).toEqual({ kind: 'accepted', providerId: 'm-1' });
    const sent = Object.fromEntries(asked.at(-1) ?? []);
    expect(sent).toMatchObject({ Action: 'Publish', PhoneNumber: '+14155550134', Message: 'Hello' });
    expect(Object.values(sent)).toEqual(
      expect.arrayContaining(['AWS.SNS.SMS.SMSType', 'Transactional', 'MIKES']),
    );
    expect(Object.values(sent)).not.toContain('AWS.SNS.SMS.MaxPrice');
  });

  it.each([
    [400, 'Throttled', false],
    [500, 'InternalError', false],
    [403, 'AuthorizationError', false],
    [400, 'InvalidParameter', true],
    [400, 'ParameterValueInvalid', true],
  ])('knows a refusal: %i %s', async (status, code, permanent) => {
    const before = asked.length;
    refuses(status, code);
    expect(await publish()).toMatchObject({ kind: 'refused', permanent });
    expect(asked.length - before, 'and leaves trying again to the ledger').toBe(1);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['a connection that breaks', (response) => response.destroy()],
    ['an answer that cannot be read', (response) => response.writeHead(200).end('<Publish')],
    ['an error that is not its own', (response) => response.writeHead(503).end()],
    ['a page of errors', (response) => response.writeHead(502).end('<html><body>Bad gateway</body></html>')],
    ['an error that cannot be read', (response) => response.writeHead(500).end('{"message": "no"}')],
  ])('takes no refusal from %s', async (_, behave) => {
    answer = behave;
    expect((await publish()).kind).toBe('silence');
  });
});
