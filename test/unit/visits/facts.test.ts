import { expect, it } from 'vitest';
import { factEventOf } from '../../../shared/visits/fact-event.ts';

it('a fact of an alert goes on the bus with what it is about, and without its words', () => {
  const told = {
    factId: 'alert_1.alert.raised',
    kind: 'alert.raised',
    accountId: 'account_1',
    at: '2026-11-20T17:00:00.000Z',
    alertId: 'alert_1',
    alertKind: 'late',
    visitId: 'visit_1',
    memberId: 'marcus',
  };
  const written = { ...told, text: 'LATE: Marcus has not arrived at Dana Whitfield' };
  const image = Object.fromEntries(Object.entries(written).map(([name, S]) => [name, { S }]));
  expect(factEventOf(image)).toEqual(told);
});

it('a fact goes on the bus with its ids and particulars, and without what people wrote', () => {
  const image = {
    pk: { S: 'VISIT#visit_1' },
    factId: { S: 'visit_1.2.visit.cancelled' },
    kind: { S: 'visit.cancelled' },
    visitId: { S: 'visit_1' },
    accountId: { S: 'account_1' },
    version: { N: '2' },
    at: { S: '2026-11-20T17:00:00.000Z' },
    from: { S: 'dispatched' },
    to: { S: 'cancelled' },
    reason: { S: 'Dana Whitfield is in hospital' },
    technicianId: { S: 'marcus' },
  };
  expect(factEventOf(image)).toEqual({
    factId: 'visit_1.2.visit.cancelled',
    kind: 'visit.cancelled',
    visitId: 'visit_1',
    accountId: 'account_1',
    version: 2,
    at: '2026-11-20T17:00:00.000Z',
    from: 'dispatched',
    to: 'cancelled',
    technicianId: 'marcus',
  });
});
