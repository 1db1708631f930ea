import { DescribeKeyCommand, LocationClient } from '@aws-sdk/client-location';

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
    .then((key) => `${setting('MAP_STYLE_URL')}?key=${encodeURIComponent(key)}`)
    .catch((error: unknown) => {
      known = undefined;
      throw error;
    });
  return known;
}

async function fetchKey(): Promise<string> {
  const KeyName = setting('MAP_KEY');
  const { Key } = await client.send(new DescribeKeyCommand({ KeyName }));
  if (!Key) throw new Error(`The key ${KeyName} has no value.`);
  return Key;
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
