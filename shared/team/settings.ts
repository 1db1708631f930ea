import type { Instant } from '../kernel/time.ts';

export const MESSAGE_KINDS = [
  'booked',
  'dispatched',
  'en_route',
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

export interface MessageSetting {
  readonly enabled: boolean;
  /** Placeholders: {company} {technician} {window} {start} {eta} {link} {officePhone} {reviewLink}. */
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
