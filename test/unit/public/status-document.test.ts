import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StatusDocument, statusDocument } from '../../../shared/public/status-document.ts';
import { isKnown, statusEtag } from '../../../shared/public/status-etag.ts';
import type { LiveItem } from '../../../shared/tracking/live.ts';
import { linkView } from '../../../shared/visits/link-view.ts';
import { STATUSES, type Visit } from '../../../shared/visits/visit.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';

const now = Date.parse('2026-11-20T14:00:00.000Z');
const shownStatuses = STATUSES.filter((status) => status !== 'cancelled');

const live: LiveItem = {
  visitId: 'visit_1',
  trip: 1,
  at: '2026-11-20T13:59:50.000Z',
  position: { lat: 40.69, lng: -74.01, at: '2026-11-20T13:59:50.000Z', heading: 12, accuracy: 5 },
  route: { polyline: 'route' },
  trail: { polyline: 'trail' },
  eta: {
    arrivesAt: '2026-11-20T14:15:00.000Z',
    distanceMeters: 5200,
    computedAt: '2026-11-20T13:59:50.000Z',
  },
  updatedAt: '2026-11-20T13:59:51.000Z',
};

const visitAt = (status: Visit['status']) =>
  sampleVisit({
    status,
    hold: { since: '2026-11-20T13:00:00.000Z', reason: 'parts' },
    arrivedAt: '2026-11-20T14:14:00.000Z',
    completedAt: '2026-11-20T15:00:00.000Z',
    completionReason: 'auto_closed',
  });
const URL = 'wss://track.example.com/live';
const documentAt = (status: Visit['status'], at = now) =>
  statusDocument({ view: linkView(visitAt(status)) }, sampleAccount(), live, at, URL);

describe('what a link says', () => {
  const always = ['company', 'serverTime', 'status', 'updatedAt'];
  const appointment = ['address', 'job', 'live', 'messages', 'technician', 'window'];
  it.each([
    ['pending_dispatch', [...appointment, 'hold']],
    ['dispatched', [...appointment, 'hold']],
    ['en_route', [...appointment, 'eta', 'position', 'route', 'trail']],
    ['arrived', [...appointment, 'arrivedAt']],
    ['completed', ['closed', 'completedAt', 'technician']],
  ] as const)('is for %s exactly what the contract says', (status, fields) => {
    expect(Object.keys(documentAt(status)).sort()).toEqual([...always, ...fields].sort());
  });

  it('introduces the technician from dispatch to arrival, and names them before and after', () => {
    const shown = (status: Visit['status']) => documentAt(status).technician;
    expect(shown('dispatched')).toEqual({ firstName: 'Marcus', vehicle: 'White Ford Transit' });
    expect(shown('pending_dispatch')).toEqual({ firstName: 'Marcus' });
    expect(shown('completed')).toEqual({ firstName: 'Marcus' });
  });

  it('holds no null', () => {
    for (const status of shownStatuses) expect(JSON.stringify(documentAt(status))).not.toContain('null');
  });

  it('is the same until something changes but the time of day', () => {
    const [first, later] = [documentAt('arrived'), documentAt('arrived', now + 5000)];
    expect(first.serverTime).not.toBe(later.serverTime);
    expect(statusEtag(first)).toBe(statusEtag(later));
    expect(statusEtag(documentAt('completed'))).not.toBe(statusEtag(first));
    expect(isKnown(`"other", W/${statusEtag(first)}`, statusEtag(first))).toBe(true);
    expect(isKnown('"other"', statusEtag(first))).toBe(false);
  });
});

const SECRET = 'must-not-show';
const PUBLIC =
  /^(status|company|name|phone|brandColor|logoUrl|serverTime|updatedAt|job|window|start|end|timeZone|address|line|lat|lng|technician|firstName|photoUrl|vehicle|hold|since|eta|arrivesAt|earliest|latest|distanceMeters|computedAt|position|at|heading|accuracy|route|trail|polyline|arrivedAt|completedAt|closed|messages|sms|push|live|url)$/;

/** The same object with a secret under a name of its own in every object within. */
function stuffed<T>(value: T, names: readonly string[]): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => stuffed(entry, names)) as T;
  const inner = Object.entries(value).map(([name, entry]) => [name, stuffed(entry, names)]);
  return { ...Object.fromEntries(names.map((name) => [name, SECRET])), ...Object.fromEntries(inner) } as T;
}

const namesIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
    : [];

describe('a whitelist', () => {
  const secrets = fc.uniqueArray(
    fc
      .oneof(
        fc.constantFrom(
          'notes',
          'customer',
          'lastName',
          'memberId',
          'visitId',
          'accountId',
          'trip',
          'origin',
          'reason',
        ),
        fc.string({ minLength: 1 }),
      )
      .filter((name) => !PUBLIC.test(name) && name !== '__proto__'),
    { minLength: 1, maxLength: 8 },
  );

  it('lets nothing through that is not on it, whatever its sources come to hold', () => {
    fc.assert(
      fc.property(secrets, fc.constantFrom(...shownStatuses), (names, status) => {
        const view = stuffed(linkView(stuffed(visitAt(status), names)), names);
        const document = statusDocument(
          { view },
          stuffed(sampleAccount(), names),
          stuffed(live, names),
          now,
          URL,
        ) as StatusDocument;
        expect(JSON.stringify(document)).not.toContain(SECRET);
        for (const name of namesIn(document)) expect(name).toMatch(PUBLIC);
      }),
    );
  });
});
