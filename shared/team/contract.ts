import * as z from 'zod/mini';
import {
  colorField,
  httpsField,
  imageField,
  instantField,
  lineOfText,
  numberField,
  phoneField,
  text,
  timeZoneField,
} from '../kernel/fields.ts';
import { faultOfTemplate, LONGEST_TEMPLATE } from './message-template.ts';
import { LANGUAGES, MESSAGE_CHANNELS, MESSAGE_KINDS, type MessageKind } from './settings.ts';

const messageChange = (kind: MessageKind) => {
  const template = text(LONGEST_TEMPLATE).check((payload) => {
    const message = faultOfTemplate(kind, payload.value);
    if (message) payload.issues.push({ code: 'custom', input: payload.value, message });
  });
  return z.object({
    enabled: z.optional(kind === 'arrived' ? alwaysOn : z.boolean()),
    channels: z.optional(channels),
    text: z.optional(z.partial(z.strictObject({ en: template, es: template }))),
  });
};

const channels = z.array(z.enum(MESSAGE_CHANNELS)).check(
  z.minLength(1),
  z.refine((all) => new Set(all).size === all.length, 'must not name a channel twice'),
);

const alwaysOn = z
  .boolean()
  .check(z.refine((enabled) => enabled, 'must not be false: the arrival is always told'));

const messageKinds = Object.fromEntries(
  MESSAGE_KINDS.map((kind) => [kind, z.optional(messageChange(kind))]),
) as Record<MessageKind, z.ZodMiniOptional<ReturnType<typeof messageChange>>>;

const tags = z.array(lineOfText(50)).check(z.maxLength(50));

/** The body of `PUT /settings`: whatever part of the settings is to change; null takes an address away. */
export const SettingsChange = z
  .object({
    company: z.optional(
      z.partial(
        z.object({
          name: lineOfText(80),
          phone: phoneField,
          timeZone: timeZoneField,
          brandColor: colorField,
          logoUrl: z.nullable(imageField),
          language: z.enum(LANGUAGES),
        }),
      ),
    ),
    link: z.optional(z.partial(z.object({ retentionHours: numberField(0, 168, 2) }))),
    arrival: z.optional(z.partial(z.object({ radiusMeters: numberField(30, 1000, 2) }))),
    enRoute: z.optional(z.partial(z.object({ onLeaving: z.enum(['completed', 'always', 'never']) }))),
    noShow: z.optional(
      z.partial(z.object({ minutes: z.int().check(z.gte(5), z.lte(240)), from: z.enum(['start', 'end']) })),
    ),
    messages: z.optional(z.strictObject(messageKinds)),
    muteTags: z.optional(tags),
    oneSetPerVisit: z.optional(z.boolean()),
    permissions: z.optional(
      z.partial(
        z.object({
          techniciansMark: z.array(z.enum(['arrived', 'completed'])).check(z.maxLength(2)),
          dispatchersSendLinks: z.boolean(),
        }),
      ),
    ),
    review: z.optional(
      z.partial(z.object({ url: z.nullable(httpsField), delayHours: numberField(0, 168, 2) })),
    ),
  })
  .register(z.globalRegistry, {
    id: 'SettingsChange',
    description:
      'Any part of the settings; what is left out stays, a null takes the address away, a list replaces the one before. ' +
      'muteTags: visits with one of these tags are told to ' +
      'nobody. oneSetPerVisit: false announces each technician of a visit by a text of their own.',
  });

const messageSetting = z.object({
  enabled: z.boolean(),
  channels: z.array(z.enum(MESSAGE_CHANNELS)),
  text: z.object({ en: z.string(), es: z.string() }),
});

/** The answer of `GET /settings` and `PUT /settings`. */
export const SettingsBody = z
  .object({
    company: z.object({
      name: z.string(),
      phone: z.string(),
      timeZone: z.string(),
      brandColor: z.string(),
      logoUrl: z.optional(z.string()),
      language: z.enum(LANGUAGES),
    }),
    enabled: z.boolean(),
    waitingSince: z.optional(instantField),
    link: z.object({ retentionHours: z.number() }),
    arrival: z.object({ radiusMeters: z.number() }),
    enRoute: z.object({ onLeaving: z.enum(['completed', 'always', 'never']) }),
    noShow: z.object({ minutes: z.number(), from: z.enum(['start', 'end']) }),
    messages: z.object(
      Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, messageSetting])) as Record<
        (typeof MESSAGE_KINDS)[number],
        typeof messageSetting
      >,
    ),
    muteTags: z.array(z.string()),
    oneSetPerVisit: z.boolean(),
    permissions: z.object({
      techniciansMark: z.array(z.enum(['arrived', 'completed'])),
      dispatchersSendLinks: z.boolean(),
    }),
    review: z.object({ url: z.optional(z.string()), delayHours: z.number() }),
  })
  .register(z.globalRegistry, {
    id: 'Settings',
    description:
      'retentionHours: how long a completed visit can be seen. radiusMeters: the arrival circle. noShow: minutes ' +
      'after the start or the end of the window. enabled cannot be changed here. waitingSince: when the owner of ' +
      'an account that is not switched on asked to be told.',
  });
