import { expect, it } from 'vitest';
import { concludeStep } from '../../../shared/tracking/conclude-step.ts';
import { advance, newDrive } from '../../../shared/tracking/drive-state.ts';
import { driveTo, fix } from '../../support/drives.ts';

it.each([
  ['took what it was shown: its word is waited for', false, 2, undefined],
  ['did not: it was shown nothing more, and the fixes alone decide', true, 1, 'position'],
])('Amazon Location %s', (_, refused, sent, source) => {
  const [moving, there] = [fix(5, 0, -40, { speed: 9 }), fix(10, 0, 0, { speed: 0 })];
  const before = advance(newDrive(driveTo(), 'member_1'), [moving], driveTo(), moving.at).state;
  const advanced = advance(before, [there], driveTo(), there.at);
  expect(advanced.send).toEqual([there]);

  const { state, evidence } = concludeStep(before, advanced, refused, there.at);

  const sentAt = refused ? moving.at : there.at;
  expect(state).toEqual({
    ...advanced.state,
    location: { sent, side: 'inside', askedAt: moving.at, sentAt },
  });
  expect(evidence?.source).toBe(source);
});

it.each([
  [120, 'position'],
  [121, undefined],
])('an arrival that is learnt of %i s late, by nothing younger: %s', (late, source) => {
  const before = newDrive(driveTo(), 'member_1');
  const there = fix(10, 0, 0, { speed: 0 });
  const now = there.at + late * 1000;
  const { evidence } = concludeStep(before, advance(before, [there], driveTo(), now), true, now);
  expect(evidence?.source).toBe(source);
});

it('a stay that is over by the time it is learnt of is no arrival', () => {
  const before = newDrive(driveTo(), 'member_1');
  const fixes = [fix(10, 0, 0, { speed: 0 }), fix(300, 0, 1500, { speed: 12 })];
  const now = fixes[1]?.at ?? 0;
  const advanced = advance(before, fixes, driveTo(), now);
  expect(advanced.state.approach.confirmed).toBeDefined();
  expect(concludeStep(before, advanced, true, now).evidence).toBeUndefined();
});

it.each([
  [119, 'position'],
  [120, undefined],
])('nor does it count for the next, passing the site %i s later: %s', (later, source) => {
  const before = newDrive(driveTo(), 'member_1');
  const fixes = [
    fix(10, 0, 0, { speed: 0 }),
    fix(60, 0, 900, { speed: 15 }),
    fix(11 + later, 0, 0, { speed: 15 }),
  ];
  const now = fixes[2]?.at ?? 0;
  const { evidence } = concludeStep(before, advance(before, fixes, driveTo(), now), true, now);
  expect(evidence?.source).toBe(source);
});
