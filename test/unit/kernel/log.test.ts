import { describe, expect, it } from 'vitest';
import { readableError, withoutSecrets } from '../../../shared/kernel/log.ts';

describe('what a service said, before it goes to the log', () => {
  it.each([
    [
      'Invalid parameter: PhoneNumber Reason: +14155550134 is not valid',
      'Invalid parameter: PhoneNumber Reason: +… is not valid',
    ],
    ["Value '[-122.42691, 37.7596]' at 'positions'", "Value '[0.…, 0.…]' at 'positions'"],
    ['POST https://push.example.com/send/abc?x=1 failed', 'POST https://push.example.com/… failed'],
    ['no route GET /t/Ab3_dE-fGh1jKlMnOpQrSt/status', 'no route GET /t/…/status'],
    [`Token ${'c0ffee42'.repeat(8)} is bad`, 'Token … is bad'],
    [`Token fMEP0vJqS0:APA91b${'Hx7_-'.repeat(26)} is bad`, 'Token … is bad'],
  ])('%s', (said, shown) => {
    expect(withoutSecrets(said)).toBe(shown);
  });

  it.each([
    'at handler (file:///var/task/tracking/on-positions.mjs:12:3456)',
    '2026-11-20T17:00:00.123Z took 1234.567 ms',
    'ConditionalCheckFailed at version 12, visit 0199f3a2-7c1e-7d7e-9a55-0d8f6e1c2b3a',
    'ProvisionedThroughputExceededException',
    'on resource: arn:aws:lambda:us-east-1:123456789012:function:service-tracker-send-texts',
    'arn:aws:sns:us-east-1:123456789012:endpoint/APNS/acme/0199f3a2-7c1e-7d7e-9a55-0d8f6e1c2b3a',
  ])('is left as it is where it tells nothing: %s', (said) => {
    expect(withoutSecrets(said)).toBe(said);
  });

  it('of an error nothing is left but its name, its message and where it was', () => {
    const error = Object.assign(new RangeError('not +14155550134'), { Item: { phone: '+14155550134' } });
    const shown = readableError(error);
    expect(shown).toMatchObject({ name: 'RangeError', message: 'not +…' });
    expect(shown.stack).toContain('log.test.ts');
    expect(JSON.stringify({ ...shown, stack: shown.stack })).not.toContain('4155550134');
  });
});
