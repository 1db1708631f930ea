import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { parseValue } from '../../../functions/runtime/parse.ts';
import { CustomerInput, CustomerQuery } from '../../../shared/customers/contract.ts';
import { PreferencesInput } from '../../../shared/customers/preferences-contract.ts';
import { PushSubscriptionInput } from '../../../shared/devices/contract.ts';
import { Problem } from '../../../shared/kernel/problem.ts';
import { SettingsChange } from '../../../shared/team/contract.ts';
import { NewVisit, VisitChanges } from '../../../shared/visits/particulars-contract.ts';
import {
  Hold,
  Release,
  StatusChange,
  Technicians,
  VisitsQuery,
} from '../../../shared/visits/step-contract.ts';

const SCHEMAS = {
  NewVisit,
  VisitChanges,
  Technicians,
  StatusChange,
  Hold,
  Release,
  VisitsQuery,
  CustomerInput,
  CustomerQuery,
  PreferencesInput,
  PushSubscriptionInput,
  SettingsChange,
};

function refusal(schema: z.ZodMiniType, value: unknown): Problem | undefined {
  try {
    parseValue(schema, value);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return undefined;
}

/** What is said, as `/pointer detail`. */
const said = (schema: z.ZodMiniType, value: unknown) =>
  (refusal(schema, value)?.extras.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);

const window = (start: unknown, end: unknown = '2026-11-24T11:00:00Z') => ({ window: { start, end } });
const WHEN = 'must be a date and time with an offset, like 2026-11-24T09:00:00-08:00';

describe('a refusal', () => {
  it.each([
    ['missing', Hold, {}, '/reason is required'],
    ['missing, of a kind of its own', VisitChanges, window(undefined), '/window/start is required'],
    ['missing, one of several values', StatusChange, {}, '/status is required'],
    [
      'one of two missing',
      NewVisit,
      { address: { line: 'x' }, ...window('2026-11-24T09:00:00Z') },
      '/customer is required, or customerId',
    ],
    ['null', Hold, { reason: null }, '/reason must be a text'],
    ['a number for a text', Hold, { reason: 5 }, '/reason must be a text'],
    [
      'a text for a number',
      SettingsChange,
      { link: { retentionHours: '5' } },
      '/link/retentionHours must be a number',
    ],
    ['a fraction', SettingsChange, { noShow: { minutes: 5.5 } }, '/noShow/minutes must be a whole number'],
    ['a text for a truth', NewVisit.shape.sendLink, 'yes', ' must be true or false'],
    ['a text for a list', Technicians, { technicianIds: 'x' }, '/technicianIds must be a list'],
    ['a list for an object', VisitChanges, { address: [] }, '/address must be an object'],
    [
      'an unknown value',
      VisitChanges,
      { priority: 'soon' },
      '/priority must be one of low, normal, high, urgent',
    ],
    [
      'an unknown field',
      SettingsChange,
      { messages: { arived: {} } },
      '/messages/arived is not a field that is known here',
    ],
    ['an empty text', Hold, { reason: ' ' }, '/reason must not be empty'],
    ['a long text', Hold, { reason: 'x'.repeat(501) }, '/reason must have at most 500 characters'],
    [
      'a long list',
      Technicians,
      { technicianIds: Array(11).fill('x') },
      '/technicianIds must have at most 10 entries',
    ],
    [
      'too small a number',
      SettingsChange,
      { arrival: { radiusMeters: 29 } },
      '/arrival/radiusMeters must be at least 30',
    ],
    [
      'too large a number',
      VisitChanges,
      { address: { line: 'x', lat: 91, lng: 0 } },
      '/address/lat must be at most 90',
    ],
    [
      'half a place',
      VisitChanges,
      { address: { line: 'x', lat: 9 } },
      '/address/lng must come with lat, or neither of them',
    ],
    ['words for an instant', VisitChanges, window('tomorrow at 9'), `/window/start ${WHEN}`],
    ['an instant without an offset', VisitChanges, window('2026-11-24T09:00:00'), `/window/start ${WHEN}`],
    ['a number for an instant', VisitChanges, window(1_764_000_000), `/window/start ${WHEN}`],
    [
      'another century',
      VisitChanges,
      window('1999-12-31T23:00:00Z'),
      '/window/start must be between the years 2000 and 2100',
    ],
    [
      'an end before its start',
      VisitChanges,
      window('2026-11-24T12:00:00Z'),
      '/window/end must be after the start',
    ],
    [
      'words for a day',
      VisitsQuery,
      { day: 'monday' },
      '/day must be a day of the calendar, like 2026-11-24',
    ],
    [
      'no phone number',
      CustomerInput,
      { name: 'D', phone: '0171' },
      '/phone must be a phone number, + and 8 to 15 digits, like +14155550123',
    ],
    [
      'no e-mail address',
      CustomerInput,
      { name: 'D', phone: '+14155550123', email: 'dana' },
      '/email must be an e-mail address, like dana@example.com',
    ],
    [
      'no time zone',
      VisitChanges,
      { address: { line: 'x', timeZone: 'PST8' } },
      '/address/timeZone must be the IANA name of a time zone, like America/Los_Angeles',
    ],
    [
      'no secure address',
      SettingsChange,
      { review: { url: 'http://x.example' } },
      '/review/url must be an address that begins with https://',
    ],
    [
      'no colour',
      SettingsChange,
      { company: { brandColor: 'blue' } },
      '/company/brandColor must be a colour, # and six hex digits, like #2f49e0',
    ],
    [
      'a name with ~ and /',
      SettingsChange,
      { messages: { 'a/b~c': {} } },
      '/messages/a~1b~0c is not a field that is known here',
    ],
  ] as const)('says what is wrong with %s', (_, schema, value, expected) => {
    expect(said(schema as z.ZodMiniType, value)).toEqual([expected]);
  });

  it('of a wrong shape is a 400, of a right one with impossible values a 422', () => {
    expect(refusal(VisitChanges, window('soon'))?.status).toBe(400);
    expect(refusal(Technicians, {})?.status).toBe(400);
    expect(refusal(Hold, { reason: '' })?.status).toBe(422);
    expect(refusal(VisitChanges, { address: { line: 'x', lat: 91, lng: 0 } })?.status).toBe(422);
  });

  it('says one thing a field, in words that follow its name, whatever is sent', () => {
    const keys = [
      'customer',
      'name',
      'phone',
      'email',
      'address',
      'line',
      'lat',
      'lng',
      'timeZone',
      'window',
      'start',
      'end',
      'day',
      'status',
      'reason',
      'at',
      'technicianIds',
      'messages',
      'company',
      'quietHours',
      'keys',
      'auth',
      'p256dh',
      'endpoint',
      'link',
      'noShow',
      'retentionHours',
      'arrived',
      'text',
      'en',
      'cursor',
      'tags',
    ];
    const leaf = fc.constantFrom<unknown>(
      null,
      5,
      -1,
      1e-200,
      '',
      'x',
      'x'.repeat(6000),
      true,
      '2026-11-24',
      '+1',
    );
    const { anything } = fc.letrec((tie) => ({
      anything: fc.oneof(
        { depthSize: 'medium' },
        leaf,
        fc.array(tie('anything'), { maxLength: 3 }),
        tie('object'),
      ),
      object: fc.dictionary(fc.constantFrom(...keys), tie('anything'), { maxKeys: 6 }),
    }));
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(SCHEMAS)), anything, (schema, value) => {
        const errors = refusal(schema, value)?.extras.errors ?? [];
        const pointers = errors.map(({ pointer }) => pointer);
        expect(new Set(pointers).size).toBe(pointers.length);
        for (const { detail } of errors) expect(detail).toMatch(/^(must|is) .*[^.]$/);
        for (const { detail } of errors) expect(detail).not.toMatch(/invalid|expected|is not valid/i);
      }),
      { numRuns: 2000 },
    );
  });
});
