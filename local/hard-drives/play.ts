import { createClock, toPosted } from '../replay/post.ts';
import type { RecordedFix } from '../replay/recording.ts';
import type { SignedIn, TrackerClient } from '../tracker-client.ts';
import type { HardDrive } from './hard-drives.ts';
import { type Detection, judge, type Verdict } from './judge.ts';

/** Real time that booking and signing in may take before the first fix. */
const LEAD_MS = 10_000;
const WINDOW_MS = 2 * 3_600_000;
/** How long a technician takes to notice a wrong arrival. */
const UNDO_MS = 40_000;

/** Something a phone does; epoch ms, in the drive's own time. */
type Act = { readonly at: number } & (
  | { readonly kind: 'upload'; readonly fixes: readonly RecordedFix[] }
  | { readonly kind: 'set_off' | 'undo' }
);

/** Plays hard drives one after the other against a running stack, as phones would, on the stack's clock. */
export async function playHard(
  client: TrackerClient,
  drives: readonly HardDrive[],
  log: (line: string) => void,
): Promise<Verdict[]> {
  const accountId = `hard-${(await client.now()).toString(36)}`;
  const desk = await client.signIn('dispatcher', {
    accountId,
    memberId: `${accountId}-desk`,
    name: 'Ada Desk',
  });
  const verdicts: Verdict[] = [];
  for (const [n, drive] of drives.entries()) {
    const memberId = `${accountId}-${n}`;
    const phone = await client.signIn('technician', { accountId, memberId, name: 'Marcus Driver' });
    verdicts.push(judge(drive, await playOne(client, drive, desk, phone)));
    log(`${drive.name}, seed ${drive.seed}: played`);
  }
  return verdicts;
}

async function playOne(client: TrackerClient, drive: HardDrive, desk: SignedIn, phone: SignedIn) {
  const acts = actsOf(drive);
  const shift = (await client.now()) + LEAD_MS - (acts[0]?.at ?? 0);
  const visitId = await book(client, drive, desk, phone, drive.setOffAt + shift);
  const clock = createClock(client);
  const detections: Detection[] = [];
  for (let act = acts.shift(); act; act = acts.shift()) {
    await clock.moveTo(act.at + shift);
    await perform(client, phone, visitId, act, shift);
    await client.call('GET', '/_local/idle');
    const { arrivedAt } = await client.visit(phone.token, visitId);
    const at = arrivedAt === undefined ? undefined : Date.parse(arrivedAt) - shift;
    if (at === undefined || at === detections.at(-1)?.at) continue;
    detections.push({ at, toldAt: act.at });
    if (!drive.undone || detections.length > 1) break;
    acts.push({ kind: 'undo', at: act.at + UNDO_MS });
    acts.sort((a, b) => a.at - b.at);
  }
  await client.step(phone.token, visitId, 'completed');
  return detections;
}

function actsOf({ setOffAt, fixes }: HardDrive): Act[] {
  const uploads = [...Map.groupBy(fixes, ({ uploadedAt }) => uploadedAt)].map(
    ([at, together]): Act => ({ kind: 'upload', at, fixes: together }),
  );
  return [...uploads, { kind: 'set_off', at: setOffAt } as const].sort((a, b) => a.at - b.at);
}

async function book(
  client: TrackerClient,
  { name, seed, site }: HardDrive,
  desk: SignedIn,
  phone: SignedIn,
  start: number,
): Promise<string> {
  const window = { start: new Date(start).toISOString(), end: new Date(start + WINDOW_MS).toISOString() };
  const { visit } = await client.call<{ visit: { visitId: string } }>('POST', '/visits', desk.token, {
    customer: { name: `Customer of ${name}`, phone: '+14155551000' },
    address: { line: `${name}, seed ${seed}`, ...site },
    window,
    technicianIds: [phone.memberId],
  });
  return visit.visitId;
}

async function perform(client: TrackerClient, phone: SignedIn, visitId: string, act: Act, shift: number) {
  if (act.kind !== 'upload') return client.step(phone.token, visitId, 'en_route');
  const posted = act.fixes.map((fix) => toPosted(fix, shift));
  return client.post(phone.token, posted);
}
