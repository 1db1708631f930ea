import * as z from 'zod/mini';
import type { Store } from './emulator.ts';
import { notFound } from './geofences.ts';
import { text } from './operation.ts';

/** A key with which browsers ask for map tiles. */
export const API_KEY_ROW = z.object({
  name: z.string(),
  arn: z.string(),
  /** What the pages that ask may be called; `*` stands for anything. */
  referers: z.readonly(z.array(z.string())),
});
export type ApiKey = Readonly<z.output<typeof API_KEY_ROW>>;

const KEYS = 'location-api-keys';
const CREATED = '2026-01-01T00:00:00.000Z';
/** What DescribeKey takes. */
export const DESCRIBE_KEY = z.strictObject({ KeyName: text(/^[-._\w]{1,100}$/) });

/** Creates the key a stack declares. */
export const declareApiKey = (store: Store, key: ApiKey): void => store.put(KEYS, key.name, key);

const secretOf = ({ name }: ApiKey): string => `v1.public.local-${name}`;

/** Answers DescribeKey. */
export function describeKey(store: Store, { KeyName: name }: z.output<typeof DESCRIBE_KEY>): unknown {
  const key = store.get<ApiKey>(KEYS, name);
  if (!key) throw notFound(`Key ${name} not found`);
  return {
    Key: secretOf(key),
    KeyArn: key.arn,
    KeyName: name,
    CreateTime: CREATED,
    UpdateTime: CREATED,
    ExpireTime: '9999-12-31T23:59:59.999Z',
    Restrictions: {
      AllowActions: ['geo-maps:GetTile'],
      AllowResources: ['*'],
      AllowReferers: key.referers,
    },
  };
}

/** Whether somebody who shows this key, on a page that calls itself so, gets tiles. */
export function mayAsk(store: Store, value: string, referer: string): boolean {
  const key = store.list<ApiKey>(KEYS).find((one) => secretOf(one.value) === value)?.value;
  return key?.referers.some((pattern) => fits(pattern, referer)) ?? false;
}

const fits = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(text);
