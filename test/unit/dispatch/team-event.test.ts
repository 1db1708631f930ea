import { describe, expect, it } from 'vitest';
import type { TeamEvent } from '../../../web/dispatch/api/types.ts';
import { neighbour, rowsOf } from '../../../web/dispatch/rules/rows.ts';
import { eventBefore, eventDropOf, eventEdit } from '../../../web/dispatch/rules/team-event.ts';
import { at, between, told } from '../../support/told-visit.ts';

const training = (more: Partial<TeamEvent> = {}): TeamEvent => ({
  eventId: 'event_1',
  title: 'Training',
  memberIds: ['marcus'],
  window: between(13, 15),
  allDay: false,
  version: 1,
  createdAt: '2026-11-19T10:00:00.000Z',
  updatedAt: '2026-11-19T10:00:00.000Z',
  ...more,
});

describe('letting go of what is no visit', () => {
  it.each([
    ['where it was', training(), 'marcus', 13, { edit: {} }],
    ['at another time', training(), 'marcus', 14, { edit: { window: between(14, 16) } }],
    ['in another row', training(), 'nina', 13, { edit: { memberIds: ['nina'] } }],
    [
      'of two, on the other',
      training({ memberIds: ['marcus', 'nina'] }),
      'nina',
      13,
      { edit: { memberIds: ['nina'] } },
    ],
    ['of a whole day, at another time', training({ allDay: true }), 'marcus', 14, { edit: {} }],
    ['where nobody is', training(), '', 13, { edit: {}, refusal: 'of_nobody' }],
    ['of everybody, on one', training({ memberIds: [] }), 'nina', 13, { edit: {}, refusal: 'of_everybody' }],
    [
      'of everybody, at another time',
      training({ memberIds: [] }),
      'marcus',
      14,
      { edit: { window: between(14, 16) } },
    ],
  ] as const)('%s', (_, event, to, hour, outcome) => {
    expect(eventDropOf(event, 'marcus', to, at(hour))).toEqual(outcome);
  });

  it('sends what is another, and takes back exactly that', () => {
    const before = training({ notes: 'Boots' });
    const { title, memberIds, window, allDay } = before;
    const edit = eventEdit(before, { title, memberIds: [...memberIds], window, allDay, notes: null });
    expect([edit, eventBefore(before, edit)]).toEqual([{ notes: null }, { notes: 'Boots' }]);
    expect(eventBefore(training(), { notes: 'Boots', allDay: true })).toEqual({ notes: null, allDay: false });
  });
});

it('the keyboard stops at it between the visits of its row', () => {
  const nina = told({ visitId: 'hers', technicianIds: ['nina'], window: between(14, 15) });
  const rows = rowsOf(
    [told(), nina],
    [
      { memberId: 'marcus', name: 'Marcus' },
      { memberId: 'nina', name: 'Nina' },
    ],
    {
      density: 'regular',
      cancelled: false,
      events: [training()],
    },
  );
  const next = neighbour(rows, { row: 'marcus', visitId: 'visit_1' }, 'right');
  expect([next, neighbour(rows, next, 'right')]).toEqual([{ row: 'marcus', visitId: 'event_1' }, next]);
  expect(neighbour(rows, next, 'down')).toEqual({ row: 'nina', visitId: 'hers' });
});
