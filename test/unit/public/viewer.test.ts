import { describe, expect, it } from 'vitest';
import { addressOf, isViewing, viewerOf } from '../../../shared/public/page-views/viewer.ts';

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describe('a view', () => {
  it('is a browser’s', () => expect(isViewing({ 'user-agent': PHONE })).toBe(true));

  it.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'facebookexternalhit/1.1 Facebot Twitterbot/1.0',
    'WhatsApp/2.23.20.0',
    'Slackbot-LinkExpanding 1.0',
    'curl/8.5.0',
    '',
  ])('is not that of %s', (agent) => expect(isViewing({ 'user-agent': agent })).toBe(false));

  it('is not a fetch ahead of time', () => {
    expect(isViewing({ 'user-agent': PHONE, 'sec-purpose': 'prefetch;prerender' })).toBe(false);
    expect(isViewing({ 'user-agent': PHONE, purpose: 'prefetch' })).toBe(false);
  });

  it('is one viewer’s for a day: by address and browser, under the salt of the day', () => {
    const viewer = viewerOf('monday', '203.0.113.9', PHONE);
    expect(viewerOf('monday', '203.0.113.9', PHONE)).toBe(viewer);
    for (const other of [
      viewerOf('tuesday', '203.0.113.9', PHONE),
      viewerOf('monday', '203.0.113.8', PHONE),
      viewerOf('monday', '203.0.113.9', 'another'),
    ])
      expect(other).not.toBe(viewer);
  });

  it('has the address the distribution saw, whatever the viewer claims before it', () => {
    expect(addressOf('198.51.100.1, 203.0.113.9, 130.176.0.1', '130.176.0.1')).toBe('203.0.113.9');
    expect(addressOf('203.0.113.9, 130.176.0.1', '130.176.0.1')).toBe('203.0.113.9');
    expect(addressOf('127.0.0.1', '127.0.0.1')).toBe('127.0.0.1');
    expect(addressOf(undefined, '127.0.0.1')).toBe('127.0.0.1');
  });
});
