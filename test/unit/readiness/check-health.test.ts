import { describe, expect, it } from 'vitest';
import { kept } from '../../../shared/kernel/kept.ts';
import { checkHealth, isKnown } from '../../../shared/readiness/check-health.ts';
import { ok, type Question, warning } from '../../../shared/readiness/verdict.ts';

const NOW = Date.parse('2026-11-20T17:00:00Z');
const question = (name: string, ask: Question['ask']): Question => ({
  name,
  about: name,
  needs: ['sns:GetSMSAttributes'],
  ask,
});
const hangs = question('hangs', () => new Promise(() => undefined));
const fine = question('fine', async () => ok('Fine.'));
const fails = (name: string) =>
  question('fails', async () => {
    throw Object.assign(new Error('It broke.\nMore.'), { name });
  });
const check = (sms: readonly Question[], deadline: AbortSignal = new AbortController().signal) =>
  checkHealth({ sms, email: [], push: [] }, NOW, deadline);

describe('the health of the channels', () => {
  it('does not wait for a service that hangs, and has the answers of the others', async () => {
    const deadline = new AbortController();
    const asked = check([hangs, fine, question('little', async () => warning('Little.'))], deadline.signal);
    await Promise.resolve();
    deadline.abort();
    const { checkedAt, channels } = await asked;
    expect(checkedAt).toBe('2026-11-20T17:00:00.000Z');
    expect(channels[0]).toEqual({
      channel: 'sms',
      state: 'warning',
      checks: [
        { name: 'hangs', state: 'unknown', detail: 'Could not be asked: no answer in time.' },
        { name: 'fine', state: 'ok', detail: 'Fine.' },
        { name: 'little', state: 'warning', detail: 'Little.' },
      ],
    });
  });

  it('is not known of what is asked too late, refused, or broken', async () => {
    const late = await check([hangs], AbortSignal.abort());
    expect(late.channels[0]?.state).toBe('unknown');
    const denied = await check([fails('AuthorizationErrorException')]);
    expect(denied.channels[0]?.checks[0]).toMatchObject({ whatToDo: 'Allow sns:GetSMSAttributes.' });
    const broken = await check([fails('InternalFailure')]);
    expect(broken.channels[0]?.checks[0]?.detail).toBe('Could not be asked: It broke.');
    expect([late, denied, broken].some(isKnown)).toBe(false);
    expect(isKnown(await check([fine]))).toBe(true);
  });
});

describe('an answer that is kept', () => {
  const counting = (good = true) => {
    let asked = 0;
    return kept(
      async () => ++asked,
      60_000,
      () => good,
    );
  };

  it('serves everybody for a while, and is asked for anew afterwards', async () => {
    const ask = counting();
    expect(await Promise.all([ask(NOW), ask(NOW)])).toEqual([1, 1]);
    expect([await ask(NOW + 59_999), await ask(NOW + 60_000)]).toEqual([1, 2]);
  });

  it('is kept only when it is good', async () => {
    const ask = counting(false);
    expect([await ask(NOW), await ask(NOW)]).toEqual([1, 2]);
    let fails = true;
    const failing = kept(async () => {
      if (fails) throw new Error('no');
      return 'yes';
    }, 60_000);
    await expect(failing(NOW)).rejects.toThrow('no');
    fails = false;
    expect(await failing(NOW)).toBe('yes');
  });
});
