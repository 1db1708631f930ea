import type { Rule, RuleTarget, ScheduledRule } from '../events/rule.ts';
import type { Resolved, Resources } from './resources.ts';
import { asText, part, parts } from './structure.ts';

/** Rules that go by what happens. */
export const readRules = (resources: Resources): Rule[] =>
  enabled(resources).flatMap(({ properties }) =>
    properties['EventPattern'] === undefined
      ? []
      : [
          {
            bus: asText(properties['EventBusName'], 'default').split('/').pop() ?? 'default',
            pattern: part(properties['EventPattern']),
            targets: targetsOf(properties),
          },
        ],
  );

/**
 * Rules that go by the clock.
 * @throws Error for a schedule that is none of a rate: it would be passed over in silence
 */
export const readScheduledRules = (resources: Resources): ScheduledRule[] =>
  enabled(resources).flatMap(({ ref, properties }) =>
    properties['ScheduleExpression'] === undefined
      ? []
      : [
          {
            name: ref,
            everyMs: rateOf(asText(properties['ScheduleExpression'])),
            targets: targetsOf(properties),
          },
        ],
  );

const enabled = (resources: Resources): Resolved[] =>
  resources('AWS::Events::Rule').filter(({ properties }) => properties['State'] !== 'DISABLED');

const targetsOf = (properties: Resolved['properties']): RuleTarget[] =>
  parts(properties['Targets']).map((target) => ({
    arn: asText(target['Arn']),
    ...(typeof target['Input'] === 'string' ? { input: target['Input'] } : {}),
  }));

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function rateOf(expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const each = UNITS[unit];
  if (count === undefined || each === undefined)
    throw new Error(`A rule with the schedule ${expression} is not understood here.`);
  return Number(count) * each;
}
