import { DescribeKeyCommand, LocationClient } from '@aws-sdk/client-location';
import { mapStyleUrl } from './map-style.ts';

const client = new LocationClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
});

let known: Promise<string> | undefined;

/**
 * The address of the large map's style with the key that opens it, asked for once in a function's life: no template
 * can name the value of a key. After a failure it is asked for again.
 */
export function keyedStyleUrl(): Promise<string> {
  known ??= fetchKey()
    .then((key) => `${mapStyleUrl()}?key=${encodeURIComponent(key)}`)
    .catch((error: unknown) => {
      known = undefined;
      throw error;
    });
  return known;
}

async function fetchKey(): Promise<string> {
  const KeyName = process.env['MAP_KEY'];
  if (!KeyName) throw new Error('The environment variable MAP_KEY is not set.');
  const { Key } = await client.send(new DescribeKeyCommand({ KeyName }));
  if (!Key) throw new Error(`The key ${KeyName} has no value.`);
  return Key;
}
