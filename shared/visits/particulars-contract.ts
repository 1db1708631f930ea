import * as z from 'zod/mini';
import { CustomerInput } from '../customers/contract.ts';
import {
  idField,
  instantField,
  latitudeField,
  lineOfText,
  longitudeField,
  text,
  timeZoneField,
} from '../kernel/fields.ts';
import { technicianIdsField, thisCentury } from './step-contract.ts';
import { PRIORITIES } from './visit.ts';

const boundary = instantField.check(thisCentury);

export const WindowInput = z
  .object({ start: boundary, end: boundary })
  .check(z.refine(({ start, end }) => end > start, { message: 'must be after the start', path: ['end'] }));

export const AddressInput = z
  .object({
    line: lineOfText(200),
    lat: z.optional(latitudeField),
    lng: z.optional(longitudeField),
    timeZone: z.optional(timeZoneField),
  })
  .check(
    z.refine(({ lat, lng }) => (lat === undefined) === (lng === undefined), {
      message: 'must come with lat, or neither of them',
      path: ['lng'],
    }),
  )
  .register(z.globalRegistry, {
    id: 'AddressInput',
    description: 'Without lat and lng the address is looked up. timeZone (IANA): the account’s, when absent.',
  });

const details = {
  job: lineOfText(200),
  notes: text(5000),
  priority: z.enum(PRIORITIES),
  tags: z.array(lineOfText(50)).check(z.maxLength(20)),
};

/** The body of `POST /visits`. */
export const NewVisit = z
  .object({
    customer: z.optional(CustomerInput),
    customerId: z.optional(idField),
    address: AddressInput,
    window: WindowInput,
    technicianIds: z.optional(technicianIdsField),
    job: z.optional(details.job),
    notes: z.optional(details.notes),
    priority: z.optional(details.priority),
    tags: z.optional(details.tags),
    externalId: z.optional(text(200)),
    sendLink: z.optional(z.boolean()),
  })
  .check((payload) => {
    if (payload.value.customer || payload.value.customerId !== undefined) return;
    payload.issues.push({
      code: 'invalid_type',
      expected: 'object',
      input: undefined,
      path: ['customer'],
      message: 'is required, or customerId',
    });
  })
  .register(z.globalRegistry, {
    id: 'NewVisit',
    description:
      'The first technician leads. externalId: the visit’s id in your own system; the same one again answers the ' +
      'visit that exists. sendLink: text the customer the link at once (default: the setting of “booked”).',
    examples: [
      {
        customer: { name: 'Dana Whitfield', phone: '+14155550123' },
        address: { line: '48 Willow Ln, Springfield', lat: 37.7596, lng: -122.4269 },
        window: { start: '2026-11-20T09:00:00-08:00', end: '2026-11-20T11:00:00-08:00' },
        technicianIds: ['member_marcus'],
        job: 'Furnace tune-up',
      },
    ],
  });

/** The body of `PATCH /visits/{visitId}`: what is left out stays, null takes away. */
export const VisitChanges = z
  .object({
    customer: z.optional(CustomerInput),
    customerId: z.optional(idField),
    address: z.optional(AddressInput),
    window: z.optional(WindowInput),
    job: z.optional(z.nullable(details.job)),
    notes: z.optional(z.nullable(details.notes)),
    priority: z.optional(details.priority),
    tags: z.optional(details.tags),
  })
  .register(z.globalRegistry, {
    id: 'VisitChanges',
    description: 'What is left out stays; null takes job or notes away. The window only before the drive.',
  });
