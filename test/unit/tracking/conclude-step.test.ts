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
