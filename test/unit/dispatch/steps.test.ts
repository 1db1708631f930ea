import { describe, expect, it } from 'vitest';
import {
  backOf,
  type Deed,
  deedsOf,
  hindrance,
  needsReason,
  nextDeed,
  waits,
} from '../../../web/dispatch/rules/steps.ts';
import { SETTINGS } from '../../support/a-visit.ts';
import { told } from '../../support/told-visit.ts';

const held = { hold: { since: '2026-11-20T09:00:00.000Z', reason: 'Part on order' } };

describe('what can be done with a visit', () => {
  it.each([
    [
      'scheduled',
      told(),
      ['dispatch', 'on_my_way', 'assign', 'add_technician', 'reschedule', 'hold', 'copy_link', 'cancel'],
    ],
    ['of nobody', told({ technicianIds: [] }), ['assign', 'reschedule', 'hold', 'copy_link', 'cancel']],
    ['held', told(held), ['assign', 'add_technician', 'reschedule', 'release', 'copy_link', 'cancel']],
    [
      'dispatched',
      told({ status: 'dispatched' }),
      ['on_my_way', 'assign', 'add_technician', 'reschedule', 'hold', 'copy_link', 'recall', 'cancel'],
    ],
    [
      'en route',
      told({ status: 'en_route' }),
      ['arrived', 'complete', 'assign', 'add_technician', 'copy_link', 'undo_start', 'cancel'],
    ],
    [
      'on site',
      told({ status: 'arrived' }),
      ['complete', 'assign', 'add_technician', 'copy_link', 'undo_arrival', 'cancel'],
    ],
    ['completed', told({ status: 'completed' }), ['copy_link']],
    ['cancelled', told({ status: 'cancelled' }), []],
  ])('that is %s', (_, visit, deeds) => {
    expect(deedsOf(visit)).toEqual(deeds);
  });

  it.each([
    ['to dispatch', told({ technicianIds: [] }), 'dispatch', 'no_technician'],
    ['to set off', told(held), 'on_my_way', 'on_hold'],
    ['to recall', told({ status: 'en_route' }), 'recall', 'not_now'],
    ['to dispatch again', told({ status: 'en_route' }), 'dispatch', 'not_now'],
    ['to set off again', told({ status: 'arrived' }), 'on_my_way', 'not_now'],
    ['to move', told({ status: 'en_route' }), 'reschedule', 'not_now'],
    ['to complete', told({ status: 'arrived' }), 'complete', undefined],
  ] as const)('names what hinders %s', (_, visit, deed, why) => {
    expect(hindrance(visit, deed)).toBe(why);
  });

  it.each([
    [told(), 'dispatch'],
    [told({ technicianIds: [] }), 'assign'],
    [told(held), 'release'],
    [told({ status: 'dispatched' }), 'on_my_way'],
    [told({ status: 'en_route' }), 'arrived'],
    [told({ status: 'arrived' }), 'complete'],
    [told({ status: 'completed' }), undefined],
  ] as const)('has one deed that comes next', (visit, deed) => {
    expect(nextDeed(visit)).toBe(deed);
  });

  it('asks why something is held, taken back or ended, and only then', () => {
    const asked = (['hold', 'recall', 'undo_start', 'undo_arrival', 'cancel'] as const).map(needsReason);
    const plain = (['dispatch', 'on_my_way', 'arrived', 'complete', 'release'] as const).map(needsReason);
    expect([new Set(asked), new Set(plain)]).toEqual([new Set([true]), new Set([false])]);
  });

  it.each([
    ['dispatched', told(), 'dispatch', { deed: 'recall' }],
    [
      'set off from where it was confirmed',
      told({ status: 'dispatched' }),
      'on_my_way',
      { deed: 'undo_start' },
    ],
    ['set off from nowhere', told(), 'on_my_way', undefined],
    ['arrived', told({ status: 'en_route' }), 'arrived', { deed: 'undo_arrival' }],
    ['held', told(), 'hold', { deed: 'release' }],
    ['released', told(held), 'release', { deed: 'hold', reason: 'Part on order' }],
    ['recalled', told({ status: 'dispatched' }), 'recall', { deed: 'dispatch' }],
    ['completed', told({ status: 'arrived' }), 'complete', undefined],
    ['cancelled', told(), 'cancel', undefined],
  ] as const)('leads back from what was %s, by another deed', (_, visit, deed, back) => {
    expect(backOf(visit, deed)).toEqual(back);
  });

  it('waits with what tells the customer, and with what nothing takes back', () => {
    const { messages } = SETTINGS;
    const silent = { ...messages, en_route: { ...messages.en_route, enabled: false } };
    const all: readonly Deed[] = [
      'dispatch',
      'on_my_way',
      'arrived',
      'complete',
      'recall',
      'hold',
      'release',
      'cancel',
    ];
    expect(all.filter((deed) => waits(deed, messages))).toEqual([
      'on_my_way',
      'arrived',
      'complete',
      'cancel',
    ]);
    expect(waits('on_my_way', silent)).toBe(false);
    expect(waits('dispatch', { ...messages, dispatched: { ...messages.dispatched, enabled: true } })).toBe(
      true,
    );
  });
});
