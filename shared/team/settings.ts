import type { Instant } from '../kernel/time.ts';

export const MESSAGE_KINDS = [
  'booked',
  'reminder',
  'dispatched',
  'en_route',
  'running_late',
  'arrived',
  'late',
  'rescheduled',
  'cancelled',
  'review',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** The languages texts and pages exist in. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The ways a company can choose for a kind of message, the quicker first. An arrival goes to devices first, whatever is
 * chosen.
 */
export const MESSAGE_CHANNELS = ['sms', 'email'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

export interface MessageSetting {
  readonly enabled: boolean;
  readonly channels: readonly MessageChannel[];
  /** With placeholders; see `PLACEHOLDERS` for those each kind knows. */
  readonly text: Readonly<Record<Language, string>>;
}

/** What a company chooses for itself; see `DEFAULT_SETTINGS`. */
export interface Settings {
  readonly company: {
    readonly name: string;
    readonly phone: string;
    /** IANA name. */
    readonly timeZone: string;
    readonly brandColor: string;
    readonly logoUrl?: string;
    readonly language: Language;
  };
  readonly link: { readonly retentionHours: number };
  readonly arrival: { readonly radiusMeters: number };
  readonly enRoute: { readonly onLeaving: 'completed' | 'always' | 'never' };
  readonly noShow: { readonly minutes: number; readonly from: 'start' | 'end' };
  readonly messages: Readonly<Record<MessageKind, MessageSetting>>;
  /** Visits with one of these tags are told to nobody. */
  readonly muteTags: readonly string[];
  /** False: each technician of a visit is announced by a text of their own. */
  readonly oneSetPerVisit: boolean;
  readonly permissions: {
    readonly techniciansMark: readonly ('arrived' | 'completed')[];
    readonly dispatchersSendLinks: boolean;
  };
  readonly review: { readonly url?: string; readonly delayHours: number };
}

/** One company. */
export interface Account {
  readonly accountId: string;
  /** False: "Coming soon"; nothing but reading the settings is possible. */
  readonly enabled: boolean;
  readonly settings: Settings;
  readonly version: number;
  readonly updatedAt: Instant;
}
