import { describe, expect, it } from 'vitest';
import { instant, MINUTE } from '../../../shared/kernel/time.ts';
import { spansOf } from '../../../shared/timesheets/spans.ts';
import type { By, Fact } from '../../../shared/visits/visit.ts';
import { DESK, PHONE, SYSTEM } from '../../support/a-visit.ts';

const NINE = Date.parse('2026-11-20T17:00:00Z');
const at = (minutes: number) => instant(NINE + minutes * MINUTE);
const fact = (kind: string, minutes: number, by: By = SYSTEM, more: Partial<Fact> = {}) =>
  ({ kind: `visit.${kind}`, at: at(minutes), by, trip: 1, technicianId: 'marcus', ...more }) as Fact;
const timeline = (...facts: Fact[]) =>
  spansOf(facts).map(({ begun, ended, takenBack, memberId }) => [
    memberId,
    `${begun.by} ${minutes(begun.at)}`,
    takenBack ? 'taken back' : ended && `${ended.by} ${minutes(ended.at)}`,
  ]);
const minutes = (when: string) => (Date.parse(when) - NINE) / MINUTE;
const ARRIVED = fact('arrived', 0);
const SET_OFF = fact('en_route', -20, PHONE);

describe('the time at a site, by the visit’s timeline', () => {
  it.each([
    ['is none before the arrival', [SET_OFF], []],
    ['begins with it', [SET_OFF, ARRIVED], [['marcus', 'position 0', undefined]]],
    ['begins by the technician’s hand', [fact('arrived', 0, PHONE)], [['marcus', 'technician 0', undefined]]],
    ['begins by the office’s hand', [fact('arrived', 0, DESK)], [['marcus', 'office 0', undefined]]],
    ['ends with leaving', [ARRIVED, fact('left', 30)], [['marcus', 'position 0', 'left 30']]],
    [
      'ends with setting off elsewhere',
      [ARRIVED, fact('left', 30, SYSTEM, { reason: 'set_off' })],
      [['marcus', 'position 0', 'set_off 30']],
    ],
    [
      'ends with completing',
      [ARRIVED, fact('completed', 30, PHONE)],
      [['marcus', 'position 0', 'completed 30']],
    ],
    [
      'ends with the first of both',
      [ARRIVED, fact('completed', 30, PHONE), fact('left', 40)],
      [['marcus', 'position 0', 'completed 30']],
    ],
    [
      'ends with leaving, completed from the road',
      [ARRIVED, fact('left', 30), fact('completed', 40, PHONE)],
      [['marcus', 'position 0', 'left 30']],
    ],
    [
      'ends with a completion that a phone told late',
      [ARRIVED, fact('left', 30), fact('completed', 20, PHONE)],
      [['marcus', 'position 0', 'completed 20']],
    ],
    [
      'ends when it is closed',
      [ARRIVED, fact('completed', 30, SYSTEM, { reason: 'auto_closed' })],
      [['marcus', 'position 0', 'auto_closed 30']],
    ],
    [
      'ends with a cancellation',
      [ARRIVED, fact('cancelled', 30, DESK)],
      [['marcus', 'position 0', 'cancelled 30']],
    ],
    [
      'never was when the arrival is undone',
      [ARRIVED, fact('arrival_undone', 1, DESK, { trip: 2 })],
      [['marcus', 'position 0', 'taken back']],
    ],
    [
      'begins anew after that',
      [
        ARRIVED,
        fact('arrival_undone', 1, DESK, { trip: 2 }),
        fact('arrived', 9, SYSTEM, { trip: 2 }),
        fact('left', 30, SYSTEM, { trip: 2 }),
      ],
      [
        ['marcus', 'position 0', 'taken back'],
        ['marcus', 'position 9', 'left 30'],
      ],
    ],
    ['is none where a visit was completed on the way', [SET_OFF, fact('completed', 0, PHONE)], []],
  ] as const)('%s', (_, facts, spans) => {
    expect(timeline(...facts)).toEqual(spans);
  });
});
