import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../shared/messaging/dependencies.ts';
import { ableTexts } from '../../../shared/readiness/able-texts.ts';
import { cannotBeTexted, type TextAbility } from '../../../shared/readiness/text-ability.ts';

const [SEATTLE, TORONTO, MADRID, NOBODY] = ['+12065550100', '+14165550100', '+34612345678', '+99912345678'];

it.each<[boolean, string, string, TextAbility]>([
  [false, 'anybody, of whom nothing is known', SEATTLE, {}],
  [false, 'anybody, from a number', SEATTLE, { hasOrigin: true }],
  [true, 'the United States, without a number', SEATTLE, { hasOrigin: false }],
  [false, 'a neighbour with the same code, without a number', TORONTO, { hasOrigin: false }],
  [false, 'elsewhere, without a number', MADRID, { hasOrigin: false }],
  [false, 'a country nobody knows, without a number', NOBODY, { hasOrigin: false }],
  [true, 'a stranger, from the sandbox', MADRID, { onlyTo: [SEATTLE], hasOrigin: true }],
  [true, 'anybody, from an empty sandbox', MADRID, { onlyTo: [] }],
  [false, 'a verified phone, from the sandbox', SEATTLE, { onlyTo: [SEATTLE], hasOrigin: true }],
  [true, 'a verified phone, without a number', SEATTLE, { onlyTo: [SEATTLE], hasOrigin: false }],
])('is %s that a text cannot reach %s', async (expected, _, phone, ability) => {
  expect(await cannotBeTexted(phone, ability)).toBe(expected);
});

describe('a text', () => {
  const texts = (suppressionOf: Channel['suppressionOf']): Channel => ({
    suppressionOf,
    publish: async () => ({ kind: 'accepted', providerId: '1' }),
  });
  const free = texts(async () => undefined);
  const stopped = texts(async () => 'opted_out');
  const sandboxed = async () => ({ onlyTo: [] });

  it('that would be dropped is suppressed, unless there is another reason', async () => {
    expect(await ableTexts(free, sandboxed).suppressionOf(SEATTLE)).toBe('sms_not_configured');
    expect(await ableTexts(stopped, sandboxed).suppressionOf(SEATTLE)).toBe('opted_out');
    expect(await ableTexts(free, async () => ({})).suppressionOf(SEATTLE)).toBeUndefined();
  });

  it('goes where nobody knows whether it would be dropped, but not without knowing of STOP', async () => {
    const broken = () => Promise.reject(new Error('no answer'));
    expect(await ableTexts(free, broken).suppressionOf(SEATTLE)).toBeUndefined();
    await expect(ableTexts(texts(broken), sandboxed).suppressionOf(SEATTLE)).rejects.toThrow('no answer');
  });
});
