import { describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/kernel/problem.ts';
import { assignTechnicians } from '../../../shared/visits/assign-technicians.ts';
import { editVisit } from '../../../shared/visits/edit-visit.ts';
import { hold } from '../../../shared/visits/hold.ts';
import type { Step } from '../../../shared/visits/life.ts';
import { stepBetween } from '../../../shared/visits/life.ts';
import { reportDelay } from '../../../shared/visits/running-late.ts';
import { takeStep } from '../../../shared/visits/take-step.ts';
import type { Visit } from '../../../shared/visits/visit.ts';
import { aVisit, DESK, NINA, NOW, REACHED } from '../../support/a-visit.ts';

const MINUTE = 60_000;
const at = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();
const by = (now: number) => ({ by: DESK, now });
const reported = (visit: Visit, minutes: number, now = NOW, eta?: string) =>
  reportDelay(visit, { minutes, reason: 'traffic', eta }, by(now));

describe('a visit that runs late', () => {
  /** The window starts in an hour. */
  it.each([
    ['the start of its window', {}, NOW, undefined, 60 + 20],
    ['now, once its window has begun', {}, NOW + 70 * MINUTE, undefined, 70 + 20],
    ['the arrival time of the drive', REACHED.en_route, NOW, at(15), 15 + 20],
    ['the start of its window, on a drive without one', REACHED.en_route, NOW, undefined, 60 + 20],
  ])('is expected that much later than %s', (_, more, now, eta, expected) => {
    const outcome = reported(aVisit(more), 20, now, eta);
    expect(outcome?.after.delay).toEqual({
      minutes: 20,
      arrivesAt: at(expected),
      since: new Date(now).toISOString(),
    });
    expect(outcome?.facts).toMatchObject([{ kind: 'visit.running_late', minutes: 20, reason: 'traffic' }]);
  });

  const late = reported(aVisit(), 20)?.after as Visit;

  it('is told once by who taps twice, and anew after two minutes or with another delay', () => {
    expect(reported(late, 20, NOW + 2 * MINUTE - 1)).toBeUndefined();
    expect(reported(late, 20, NOW + 2 * MINUTE)?.facts).toHaveLength(1);
    expect(reported(late, 30, NOW + 1)?.after.delay?.arrivesAt).toBe(at(90));
  });

  it.each<[string, Partial<Visit>]>([
    ['is on hold', { hold: { since: at(-1), reason: 'parts' } }],
    ['has arrived', REACHED.arrived],
    ['is completed', REACHED.completed],
    ['is cancelled', REACHED.cancelled],
  ])('is none that %s', (_, more) => {
    expect(() => reported(aVisit(more), 20)).toThrow(Problem);
  });

  const setOff = stepBetween('pending_dispatch', 'en_route') as Step;
  it.each<[string, Visit | undefined]>([
    ['somebody sets off', takeStep(late, setOff, { by: DESK, at: NOW, now: NOW }).after],
    ['it is moved', editVisit(late, { window: { start: at(120), end: at(240) } }, by(NOW))?.after],
    ['it is put on hold', hold(late, 'parts', by(NOW))?.after],
    ['another comes', assignTechnicians({ ...late, status: 'dispatched' }, [NINA], by(NOW))?.after],
    [
      'the drive leads elsewhere',
      editVisit(
        { ...late, ...REACHED.en_route },
        { address: { ...late.address, line: '50 Willow Ln' } },
        by(NOW),
      )?.after,
    ],
  ])('is no longer when %s', (_, after) => expect(after?.delay).toBeUndefined());

  it('still is after a change of anything else', () => {
    expect(editVisit(late, { job: 'Boiler' }, by(NOW))?.after.delay).toEqual(late.delay);
  });
});

it('a window knows with which version it came', () => {
  const moved = editVisit(aVisit(), { window: { start: at(120), end: at(240) } }, by(NOW));
  expect(moved?.facts[0]).toMatchObject({ kind: 'visit.rescheduled', version: moved?.after.movedWith });
});
