import { beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/public/check-origin.ts';

beforeAll(() => {
  process.env['ORIGIN_SECRET'] = 'the-distribution-alone-knows';
  process.env['ORIGINS'] = 'https://track.example.com,https://app.example.com';
});

const shown = { 'x-origin-verify': 'the-distribution-alone-knows' };

describe('a request', () => {
  it.each([
    ['with the secret', shown, true],
    ['with another', { 'x-origin-verify': 'guessed' }, false],
    ['with the beginning of it', { 'x-origin-verify': 'the-distribution-alone' }, false],
    ['with nothing', {}, false],
  ])('%s is let in: %s', async (_, headers, isAuthorized) => {
    expect(await handler({ headers })).toEqual({ isAuthorized });
  });
});

describe('a socket', () => {
  it.each([
    ['a program, which names no origin', shown, 'Allow'],
    ['our own page', { ...shown, origin: 'https://track.example.com' }, 'Allow'],
    ['a page that may call the API', { ...shown, origin: 'https://app.example.com' }, 'Allow'],
    ['a page of others', { ...shown, Origin: 'https://elsewhere.example' }, 'Deny'],
    ['a page whose origin is ours in part', { ...shown, origin: 'https://track.example.com.evil' }, 'Deny'],
    ['a page without one', { ...shown, origin: 'null' }, 'Deny'],
    ['who spells the header otherwise', { 'X-Origin-Verify': shown['x-origin-verify'] }, 'Allow'],
    ['who comes round the distribution', { origin: 'https://track.example.com' }, 'Deny'],
  ])('of %s: %s', async (_, headers, effect) => {
    const verdict = await handler({ methodArn: 'arn:connect', headers });
    expect(JSON.stringify(verdict)).toContain(`"Effect":"${effect}","Resource":"arn:connect"`);
  });
});
