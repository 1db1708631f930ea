import { answerOf, type Tracker } from './client.ts';
import type { Schema, Settings } from './types.ts';

export type MessageKind = keyof Settings['messages'];
export type TextPreview = Schema<'TemplatePreview'>;
export type MailPreview = Schema<'MailPreview'>;
export type Health = Schema<'Health'>;

interface Template {
  readonly kind: MessageKind;
  readonly text: string;
  readonly language: 'en' | 'es';
}

/** What the settings ask of the service. Each throws Refused, Unreachable or SignedOut. */
export function createSettingsCalls(api: Tracker) {
  const preview = (body: Template & { readonly channel: 'sms' | 'email' }) =>
    answerOf(api.POST('/settings/templates/preview', { body }));
  return {
    settings: () => answerOf(api.GET('/settings')),
    /** Any part of them: it is checked there, as everything is. */
    change: (body: Schema<'SettingsChange'>) => answerOf(api.PUT('/settings', { body })),
    health: () => answerOf(api.GET('/settings/health')),
    previewText: async (template: Template) =>
      (await preview({ ...template, channel: 'sms' })) as TextPreview,
    previewMail: async (template: Template) =>
      (await preview({ ...template, channel: 'email' })) as MailPreview,
  };
}

export type SettingsCalls = ReturnType<typeof createSettingsCalls>;
