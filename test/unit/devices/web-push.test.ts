import { createECDH, createPublicKey, verify } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { mustBePushAddress, mustBeUsable } from '../../../shared/devices/push-address.ts';
import { sealPush } from '../../../shared/devices/seal-push.ts';
import { authorization, senderKeys } from '../../../shared/devices/vapid.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

describe('a push message', () => {
  it('is sealed as the example of RFC 8291 is', () => {
    const sender = createECDH('prime256v1');
    sender.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'));
    const keys = {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    };
    const sealed = sealPush('When I grow up, I want to be a watermelon', keys, {
      sender,
      salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
    });
    expect(sealed.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz' +
        'AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  it('says who sends it, to one service, for half a day', () => {
    const keys = senderKeys('a secret');
    const now = Date.parse('2026-11-20T17:00:00Z');
    const told = authorization('https://push.example.com/send/abc', 'https://track.example.com', keys, now);
    const [, token = '', key = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(told) ?? [];
    const [head = '', claims = '', signature = ''] = token.split('.');
    expect(JSON.parse(bytes(claims).toString())).toEqual({
      aud: 'https://push.example.com',
      exp: now / 1000 + 12 * 3600,
      sub: 'https://track.example.com',
    });
    const point = bytes(key);
    const part = (from: number) => point.subarray(from, from + 32).toString('base64url');
    const publicKey = createPublicKey({
      key: { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) },
      format: 'jwk',
    });
    const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', Buffer.from(`${head}.${claims}`), options, bytes(signature))).toBe(true);
  });

  it('comes from the same key whoever derives it, and from another for another secret', () => {
    expect(senderKeys('a').publicKey).toBe(senderKeys('a').publicKey);
    expect(senderKeys('a').publicKey).not.toBe(senderKeys('b').publicKey);
    expect(bytes(senderKeys('a').publicKey)).toHaveLength(65);
  });
});

describe('an address to push to', () => {
  afterEach(() => {
    delete process.env['PUBLIC_ORIGIN'];
  });
  const takes = (address: string) => expect(() => mustBePushAddress(address), address).not.toThrow();
  const refuses = (address: string) =>
    expect(() => mustBePushAddress(address), address).toThrow('push service');

  it('is a public host by its name, over TLS', () => {
    process.env['PUBLIC_ORIGIN'] = 'https://track.example.com';
    takes('https://fcm.googleapis.com/fcm/send/abc:def');
    takes('https://web.push.apple.com/QO');
    for (const address of [
      'http://fcm.googleapis.com/a',
      'https://127.0.0.1/a',
      'https://[::1]/a',
      'https://2130706433/a',
      'https://localhost/a',
      'https://db.internal/a',
      'https://push.example.com:8443/a',
      'https://user@push.example.com/a',
      'file:///etc/passwd',
      'nonsense',
    ])
      refuses(address);
  });

  it('may be on this machine where everything is', () => {
    process.env['PUBLIC_ORIGIN'] = 'http://127.0.0.1:4000';
    takes('http://127.0.0.1:5000/push/1');
    refuses('http://10.0.0.1/push/1');
  });

  it('comes with a key that something can be sealed for', () => {
    const auth = 'BTBZMqHH6r4Tts7J_aSIgg';
    expect(() => mustBeUsable({ p256dh: `B${'A'.repeat(86)}`, auth })).toThrow('P-256');
    expect(() => mustBeUsable({ p256dh: senderKeys('a').publicKey, auth })).not.toThrow();
  });
});
