import { createHmac } from 'node:crypto';
import { AwsError } from '../emulators/emulator.ts';

/** A form that was posted, by its names in small letters. */
export type Form = Readonly<Record<string, string>>;

/** What every function here signs with. */
const SECRET = 'local';
/** What need not stand in a policy. */
const UNCHECKED = new Set(['policy', 'x-amz-signature', 'file', 'bucket']);

/**
 * Holds a form to the policy it brings: signed, in time, with nothing else than what was allowed.
 * @param now epoch ms
 * @returns the key that signed it
 * @throws AwsError in S3's words
 */
export function mustFollowPolicy(
  form: Form,
  { bucket, bytes }: { bucket: string; bytes: number },
  now: number,
): string {
  const { policy = '', 'x-amz-credential': credential = '' } = form;
  const [accessKeyId = '', ...scope] = credential.split('/');
  if (form['x-amz-signature'] !== signatureOf(policy, scope))
    throw new AwsError(403, 'SignatureDoesNotMatch', 'The request signature does not match.');
  const { expiration, conditions } = JSON.parse(Buffer.from(policy, 'base64').toString('utf8')) as Policy;
  if (Date.parse(expiration) <= now) throw denied('Policy expired.');
  const given: Form = { ...form, bucket };
  const checked = new Set(UNCHECKED);
  for (const condition of conditions) checked.add(mustHold(condition, given, bytes));
  const extra = Object.keys(form).find((name) => !checked.has(name));
  if (extra) throw denied(`Extra input fields: ${extra}`);
  return accessKeyId;
}

type Condition = Readonly<Record<string, string>> | readonly [string, string | number, string | number];
interface Policy {
  readonly expiration: string;
  readonly conditions: readonly Condition[];
}

/** @returns the name of the field it is about */
function mustHold(condition: Condition, form: Form, bytes: number): string {
  if (!Array.isArray(condition)) {
    const [[name = '', value] = []] = Object.entries(condition);
    if (form[name.toLowerCase()] !== value) throw failed(condition);
    return name.toLowerCase();
  }
  const [operator, first, second] = condition as readonly [string, string | number, string | number];
  if (operator === 'content-length-range') {
    if (bytes < Number(first))
      throw new AwsError(
        400,
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
      );
    if (bytes > Number(second))
      throw new AwsError(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    return operator;
  }
  const name = String(first).replace('$', '').toLowerCase();
  const value = form[name] ?? '';
  const holds = operator === 'starts-with' ? value.startsWith(String(second)) : value === second;
  if (!holds) throw failed(condition);
  return name;
}

const denied = (why: string) => new AwsError(403, 'AccessDenied', `Invalid according to Policy: ${why}`);
const failed = (condition: Condition) => denied(`Policy Condition failed: ${JSON.stringify(condition)}`);

/** Signature Version 4 of a policy: over its base64 text. */
function signatureOf(
  policy: string,
  [date = '', region = '', service = '', end = '']: readonly string[],
): string {
  const keyed = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = [date, region, service, end].reduce<string | Buffer>(keyed, `AWS4${SECRET}`);
  return createHmac('sha256', key).update(policy).digest('hex');
}
