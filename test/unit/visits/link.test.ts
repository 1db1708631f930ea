import { describe, expect, it } from 'vitest';
import { linkHash, linkToken } from '../../../shared/visits/link-token.ts';
import { linkView } from '../../../shared/visits/link-view.ts';
import { aVisit, NINA, REACHED } from '../../support/a-visit.ts';

describe('a token', () => {
  it('is 132 bits that follow from the secret, the visit and the generation alone', () => {
    const token = linkToken('secret', 'visit_1', 1);
    expect(token).toMatch(/^[\w-]{22}$/);
    expect(linkToken('secret', 'visit_1', 1)).toBe(token);
    const others = [
      linkToken('Secret', 'visit_1', 1),
      linkToken('secret', 'visit_2', 1),
      linkToken('secret', 'visit_1', 2),
    ];
    expect(new Set([token, ...others]).size).toBe(4);
    expect(linkHash(token)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('what a link shows', () => {
  it.each([
    ['pending_dispatch', ['address', 'job', 'messages', 'status', 'technician', 'updatedAt', 'window']],
    ['dispatched', ['address', 'job', 'messages', 'status', 'technician', 'updatedAt', 'window']],
    ['en_route', ['address', 'job', 'messages', 'status', 'technician', 'updatedAt', 'window']],
    ['arrived', ['address', 'arrivedAt', 'job', 'messages', 'status', 'technician', 'updatedAt', 'window']],
    ['completed', ['completedAt', 'status', 'technician', 'updatedAt']],
  ] as const)('%s: these fields and no others', (status, fields) => {
    const view = linkView(aVisit(REACHED[status]));
    expect(Object.keys(view).sort()).toEqual(fields);
    const named = status === 'pending_dispatch' || status === 'completed';
    expect(Object.keys(view.technician ?? {})).toEqual(
      named ? ['firstName'] : ['firstName', 'photoUrl', 'vehicle'],
    );
  });

  it('is whoever set off, and the lead before that', () => {
    const technicians = [NINA, ...aVisit().technicians];
    expect(linkView(aVisit({ technicians })).technician?.firstName).toBe('Nina');
    expect(linkView(aVisit({ ...REACHED.en_route, technicians })).technician?.firstName).toBe('Marcus');
  });

  it('has no place for an address that could not be verified, and no reason for a hold', () => {
    const address = { line: '48 Willow Ln', lat: 1, lng: 2, verified: false, timeZone: 'UTC' };
    const view = linkView(aVisit({ address, hold: { since: '2026-11-20T17:00:00.000Z', reason: 'unpaid' } }));
    expect(view.address).toEqual({ line: '48 Willow Ln' });
    expect(view.hold).toEqual({ since: '2026-11-20T17:00:00.000Z' });
  });

  it('is late until somebody is there, and not while it is on hold', () => {
    const late = { since: '2026-11-20T18:30:00.000Z' };
    const shown = (visit: Parameters<typeof aVisit>[0]) => linkView(aVisit({ ...visit, late })).late;
    for (const status of ['pending_dispatch', 'dispatched', 'en_route'] as const)
      expect(shown(REACHED[status]), status).toEqual(late);
    for (const status of ['arrived', 'completed'] as const)
      expect(shown(REACHED[status]), status).toBeUndefined();
    expect(shown({ hold: { since: late.since, reason: 'parts' } })).toBeUndefined();
  });

  it('does not say that work was done which was only closed', () => {
    expect(linkView(aVisit({ ...REACHED.completed, completionReason: 'auto_closed' })).closed).toBe(true);
  });
});
