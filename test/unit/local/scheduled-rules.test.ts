import { describe, expect, it } from 'vitest';
import { createScheduledRules } from '../../../local/events/scheduled-rules.ts';
import { readScheduledRules } from '../../../local/template/read-rules.ts';
import type { Resources } from '../../../local/template/resources.ts';

const target = { arn: 'arn:aws:lambda:us-east-1:000000000000:function:sweep' };
/** Rules as a template has them. */
const rules = (...properties: object[]) =>
  readScheduledRules((() =>
    properties.map((one, index) => ({ ref: `rule-${index}`, properties: one }))) as unknown as Resources);
const withSchedule = (ScheduleExpression: string, more: object = {}) => ({
  ScheduleExpression,
  Targets: [{ Arn: target.arn, Id: 'Target0' }],
  ...more,
});

describe('rules that go by the clock', () => {
  it('are read from the template, those that are switched on', () => {
    expect(
      rules(
        withSchedule('rate(1 hour)'),
        withSchedule('rate(15 minutes)'),
        withSchedule('rate(2 days)', { State: 'DISABLED' }),
        { EventPattern: { source: ['aws.geo'] } },
      ),
    ).toEqual([
      { name: 'rule-0', everyMs: 3_600_000, targets: [target] },
      { name: 'rule-1', everyMs: 900_000, targets: [target] },
    ]);
    expect(() => rules(withSchedule('cron(0 12 * * ? *)'))).toThrow('cron');
  });

  it('strike once each period, the first of them a period after the start', () => {
    let now = 1000;
    const struck: string[] = [];
    const [hourly] = rules(withSchedule('rate(1 hour)'));
    if (!hourly) throw new Error('There is no rule.');
    const timers = createScheduledRules(
      [hourly],
      { strike: ({ name }) => void struck.push(name) },
      () => now,
    );
    const until = (instant: number) => {
      for (let due = timers.nextDueAt() ?? instant; due <= instant; due = timers.nextDueAt() ?? instant + 1) {
        now = due;
        timers.fireDue();
      }
      now = instant;
      return struck.length;
    };
    expect(until(3_600_999)).toBe(0);
    expect(until(3_601_000)).toBe(1);
    expect(until(1000 + 5 * 3_600_000)).toBe(5);
    expect(timers.fireDue()).toBe(0);
  });
});
