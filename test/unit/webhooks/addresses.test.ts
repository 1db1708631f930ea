import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../shared/webhooks/public-address.ts';
import { postTo } from '../../../shared/webhooks/receiver-client.ts';
import { mayBeSentTo } from '../../../shared/webhooks/webhook-address.ts';
import { startReceiver } from '../../support/receiver.ts';

describe('an address of the internet at large', () => {
  it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.63.255.255', '100.128.0.1', '2606:4700::1111'])(
    '%s is',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:0:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::a00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'example.com',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('what a webhook may be sent to', () => {
  const may = (address: string) => {
    const url = URL.parse(address);
    return url !== null && mayBeSentTo(url);
  };

  it.each([
    'https://crm.example.com/hooks?a=b',
    'https://example.com:443',
    'https://example.com:8443/x',
    'https://xn--mnchen-3ya.de/',
  ])('%s', (address) => expect(may(address)).toBe(true));

  it.each([
    'http://crm.example.com/',
    'http://127.0.0.1:4000/',
    'ftp://crm.example.com/',
    'https://user:secret@crm.example.com/',
    'https://user@crm.example.com/',
    'https://crm.example.com:22/',
    'https://crm.example.com:444/',
    'https://localhost/',
    'https://intranet/',
    'https://crm.localhost/',
    'https://printer.local/',
    'https://db.internal/',
    'https://metadata.google.internal/',
    'https://metadata.google.internal./',
    'https://router.home.arpa/',
    'https://8.8.8.8/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://127.0.0.1./',
    'javascript:alert(1)',
    'crm.example.com',
    '',
  ])('and not %s', (address) => expect(may(address)).toBe(false));
});

describe('a name that leads elsewhere when it is connected to', () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.stop());

  it.each([[['127.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['::1']], [['::ffff:127.0.0.1']], [[]]])(
    'is not followed to %s',
    async (addresses) => {
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      const answer = await postTo('https://rebound.example.com:8443/', {}, '{}', {
        resolve: (_name, _options, done) => done(null, found),
      });
      expect(answer).toEqual({ error: 'ERR_ADDRESS_NOT_PUBLIC' });
    },
  );

  it('nor is a name that leads nowhere, or a redirection', async () => {
    const notFound = Object.assign(new Error(), { code: 'ENOTFOUND' });
    const nowhere = await postTo('https://nowhere.example.com/', {}, '{}', {
      resolve: (_name, _options, done) => done(notFound, []),
    });
    expect(nowhere).toEqual({ error: 'ENOTFOUND' });
    expect(receiver.received).toEqual([]);

    process.env['WEBHOOKS_ALSO_TO'] = '127.0.0.1';
    receiver.answer(307, 'silence');
    expect(await postTo(receiver.url, { 'webhook-id': 'x' }, '{}')).toEqual({
      status: 307,
      retryAfter: '120',
    });
    expect(await postTo(receiver.url, {}, '{}', { within: 50 })).toEqual({ error: 'TIMEOUT' });
    expect(await postTo('http://127.0.0.1:1/', {}, '{}')).toEqual({ error: 'ECONNREFUSED' });
    expect(receiver.received).toHaveLength(2);
    delete process.env['WEBHOOKS_ALSO_TO'];
    expect(await postTo(receiver.url, {}, '{}')).toEqual({ error: 'ERR_ADDRESS_NOT_PUBLIC' });
  });
});
