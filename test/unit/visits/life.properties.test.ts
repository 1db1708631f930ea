import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Drive } from '../../../shared/drives/drive.ts';
import { Problem } from '../../../shared/kernel/problem.ts';
import { DAY, epoch } from '../../../shared/kernel/time.ts';
import { assignTechnicians } from '../../../shared/visits/assign-technicians.ts';
import { decideStep } from '../../../shared/visits/decide-step.ts';
import { driveWrite } from '../../../shared/visits/drive-write.ts';
import { editVisit } from '../../../shared/visits/edit-visit.ts';
import { hold, release } from '../../../shared/visits/hold.ts';
import { linkView } from '../../../shared/visits/link-view.ts';
import { renewLink, requestLinkText } from '../../../shared/visits/renew-link.ts';
import type { Outcome } from '../../../shared/visits/take-step.ts';
import { STATUSES, type Visit } from '../../../shared/visits/visit.ts';
import { aVisit, DESK, MARCUS, NINA, NOW, OWNER, PHONE, SETTINGS, SYSTEM } from '../../support/a-visit.ts';

process.env['POSITIONS_TABLE'] = 'positions';

const seconds = (value: number) => new Date(value).toISOString();
const someone = fc.constantFrom(DESK, OWNER, PHONE, { ...PHONE, memberId: 'nina' }, SYSTEM);
const anyTechnicians = fc.constantFrom([], [MARCUS], [NINA], [MARCUS, NINA], [NINA, MARCUS]);
const anyWindow = fc.integer({ min: -48, max: 200 }).map((hours) => ({
  start: seconds(NOW + hours * 3_600_000),
  end: seconds(NOW + (hours + 2) * 3_600_000),
}));
const anyAddress = fc.constantFrom(
  aVisit().address,
  { ...aVisit().address, line: '9 Elm St', lat: 37.78 },
  { line: 'nowhere', verified: false, timeZone: 'UTC' },
);
/** Mostly left out: most requests are plain. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const anyStep = fc.record({
  to: fc.constantFrom(...STATUSES),
  by: someone,
  reason: fc.option(fc.constant('because'), { nil: undefined }),
  ago: rarely(fc.integer({ min: -300, max: 7200 })),
  anyway: rarely(fc.constant(true)),
  behind: rarely(fc.integer({ min: 0, max: 2 })),
});

/** Something done to a visit at a time. */
type Deed = (visit: Visit, now: number) => Outcome | undefined;

const desk = (now: number) => ({ by: DESK, now });
const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: anyStep.map(takes) },
  anyTechnicians.map(
    (technicians): Deed =>
      (visit, now) =>
        assignTechnicians(visit, technicians, desk(now)),
  ),
  anyWindow.map(
    (window): Deed =>
      (visit, now) =>
        editVisit(visit, { window }, desk(now)),
  ),
  anyAddress.map(
    (address): Deed =>
      (visit, now) =>
        editVisit(visit, { address }, desk(now)),
  ),
  fc.constant<Deed>((visit, now) => hold(visit, 'rain', desk(now))),
  fc.constant<Deed>((visit, now) => release(visit, desk(now))),
  fc.constant<Deed>((visit, now) => renewLink(visit, 'secret', desk(now))),
  fc.constant<Deed>((visit, now) => requestLinkText(visit, desk(now))),
);

function takes({ ago, behind, ...step }: typeof anyStep extends fc.Arbitrary<infer T> ? T : never): Deed {
  return (visit, now) => {
    const at = ago === undefined ? {} : { at: seconds(now - ago * 1000) };
    const expected = behind === undefined ? {} : { expected: visit.version - behind };
    const request = { ...step, ...at, ...expected, now, settings: SETTINGS };
    const outcome = decideStep(visit, request);
    if (outcome) expect(decideStep(outcome.after, { ...step, now, settings: SETTINGS })).toBeUndefined();
    return outcome;
  };
}

it('whatever is done to a visit, in whatever order, it stays in its senses', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(aDeed, fc.integer({ min: 0, max: 7200 })), { maxLength: 25 }), (deeds) => {
      let visit = aVisit();
      let now = NOW;
      const drives = new Map<string, Drive>();
      for (const [deed, pause] of deeds) {
        now += pause * 1000;
        const outcome = attempt(deed, visit, now);
        if (!outcome) continue;
        follow(visit, outcome, now);
        writeDrive(drives, visit, outcome.after, now);
        visit = outcome.after;
        holdsTogether(visit, now);
        expect([...drives]).toEqual(
          visit.status === 'en_route'
            ? [[visit.driverId, expect.objectContaining({ visitId: visit.visitId, trip: visit.trip })]]
            : [],
        );
      }
    }),
    { numRuns: 400 },
  );
});

/** A refusal is a problem of the caller's, and what a 409 says is allowed really is. */
function attempt(deed: Deed, visit: Visit, now: number): Outcome | undefined {
  try {
    return deed(visit, now);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    const { status, extras } = error as Problem;
    expect([400, 403, 404, 409, 412, 422]).toContain(status);
    for (const to of (extras.allowed ?? []) as Visit['status'][]) {
      const doable = [DESK, PHONE, { ...PHONE, memberId: 'nina' }, SYSTEM].some((by) =>
        isTaken(visit, { to, by, now }),
      );
      expect(doable).toBe(true);
    }
    return undefined;
  }
}

function isTaken(visit: Visit, step: Pick<Parameters<typeof decideStep>[1], 'to' | 'by' | 'now'>): boolean {
  try {
    return decideStep(visit, { ...step, reason: 'because', settings: SETTINGS }) !== undefined;
  } catch {
    return false;
  }
}

/** Every change is one version on, is told on the timeline, and leaves alone what is over. */
function follow(before: Visit, { after, facts }: Outcome, now: number): void {
  expect(after.version).toBe(before.version + 1);
  expect(facts.length).toBeGreaterThan(0);
  expect(new Set(facts.map(({ version }) => version))).toEqual(new Set([after.version]));
  expect(epoch(after.changedAt)).toBeGreaterThanOrEqual(epoch(before.changedAt));
  expect(after.updatedAt).toBe(seconds(now));
  expect(after.trip - before.trip).toBeGreaterThanOrEqual(0);
  if (before.status !== 'en_route' && after.status === 'en_route') expect(after.trip).toBe(before.trip + 1);
  if (before.status === 'completed' || before.status === 'cancelled')
    expect(after.status).toBe(before.status);
}

/** What must be true of a visit at any time. */
function holdsTogether(visit: Visit, now: number): void {
  const { status, technicians, driverId } = visit;
  const waiting = status === 'pending_dispatch' || status === 'dispatched';
  expect(epoch(visit.changedAt)).toBeLessThanOrEqual(now);
  expect(epoch(visit.link.expiresAt)).toBeLessThanOrEqual(epoch(visit.window.end) + 7 * DAY);
  if (status === 'en_route') expect(visit.enRouteAt).toBeDefined();
  if (status === 'en_route') expect(technicians.map(({ memberId }) => memberId)).toContain(driverId);
  if (waiting)
    expect([driverId, visit.enRouteAt, visit.arrivedAt]).toEqual([undefined, undefined, undefined]);
  if (!waiting) expect(visit.hold).toBeUndefined();
  if (status !== 'pending_dispatch' && status !== 'cancelled') expect(technicians.length).toBeGreaterThan(0);
  expect(visit.arrivedAt !== undefined || !['arrived'].includes(status)).toBe(true);
  expect(visit.completedAt !== undefined).toBe(status === 'completed');
  if (visit.undoableUntil !== undefined) expect(['en_route', 'arrived']).toContain(status);
  if (status === 'cancelled') return;
  const view = JSON.stringify(linkView(visit));
  for (const secret of [
    'Key under the mat',
    'Dana',
    '+1415',
    'marcus"',
    'nina"',
    'customer_',
    visit.visitId,
  ]) {
    expect(view).not.toContain(secret);
  }
}

/** Keeps the drives as the table would. */
function writeDrive(drives: Map<string, Drive>, before: Visit, after: Visit, now: number): void {
  const write = driveWrite({ before, after, now, radiusMeters: 91.44 });
  if (!write?.Update) return;
  const memberId = String(write.Update.Key?.['pk']);
  const drive = write.Update.ExpressionAttributeValues?.[':drive'] as Drive | undefined;
  expect(after.trip, 'a drive is written once').not.toBe(drive && before.trip);
  if (drive) drives.set(memberId.replace('TECHNICIAN#', ''), drive);
  else drives.delete(memberId.replace('TECHNICIAN#', ''));
}
