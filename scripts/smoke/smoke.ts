import { setTimeout as sleep } from 'node:timers/promises';
import { optionsOf } from '../options.ts';
import { ask } from './ask.ts';
import { codeFrom, type Person, signIn } from './sign-in.ts';
import { runStory } from './story.ts';
import { Failure, trackerAt } from './tracker-api.ts';

/** `npm run smoke -- --url https://track.example.com --phone +1…`: does the main job on a deployed tracker. */
const USAGE =
  'npm run smoke -- --url https://track.example.com --phone +14155550123 --user-pool us-east-1_Ab12 --client 3n4b5';

const { values } = optionsOf(
  {
    options: {
      url: { type: 'string' },
      phone: { type: 'string' },
      'user-pool': { type: 'string', default: process.env['SMOKE_USER_POOL'] },
      client: { type: 'string', default: process.env['SMOKE_CLIENT'] },
      interval: { type: 'string', default: '3' },
    },
  },
  USAGE,
);
const interval = Number(values.interval);
const { url, phone, 'user-pool': poolId, client: clientId } = values;
if (!url || !URL.canParse(url) || !phone || !poolId || !clientId || !(interval > 0)) {
  console.error(`Say where, to whom, and who signs in where:\n  ${USAGE}`);
  process.exit(1);
}

const pool = { poolId, clientId, endpoint: process.env['AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER'] ?? '' };
const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());
const began = performance.now();
let last = began;

try {
  await runStory({
    api: trackerAt(url),
    signIn: async (who) => signIn(pool, await person(who)),
    phone,
    site: { lat: 37.7596, lng: -122.4269 },
    interval,
    now: Date.now,
    wait: (seconds) =>
      sleep(seconds * 1000, undefined, { signal: stopping.signal }).catch(() => {
        throw new Failure('Stopped before its end.');
      }),
    done: (step, seen) => {
      console.log(`ok  ${since(last)} s  ${step}${seen ? `: ${seen}` : ''}`);
      last = performance.now();
    },
  });
  console.log(`\nThe main job works at ${url} (${since(began).trim()} s).`);
} catch (error) {
  console.error(
    `\nFAILED after ${since(began).trim()} s: ${error instanceof Failure ? error.message : error}`,
  );
  process.exitCode = 1;
}

function since(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1).padStart(5);
}

/** From the environment, else asked for; never from the command line, which every process can read. */
async function person(who: 'dispatcher' | 'technician'): Promise<Person> {
  const name = `SMOKE_${who.toUpperCase()}`;
  const username = process.env[name] ?? (await prompt(`${who}, user name: `));
  const password =
    process.env[`${name}_PASSWORD`] ?? (await prompt(`${who}, password (is not shown): `, true));
  const secret = process.env[`${name}_TOTP`];
  const code = async () => (secret ? codeFrom(secret) : prompt(`${who}, code of the authenticator app: `));
  return { username, password, code };
}

async function prompt(question: string, secret = false): Promise<string> {
  if (!process.stdin.isTTY) throw new Failure(`Nobody to ask (${question.trim()}): see docs/deploying.md.`);
  const answer = await ask({ input: process.stdin, output: process.stdout }, question, secret).catch(() => {
    throw new Failure('Stopped before its end.');
  });
  last = performance.now();
  return answer;
}
