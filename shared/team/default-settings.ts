import { MESSAGE_KINDS, type MessageKind, type MessageSetting, type Settings } from './settings.ts';

const on = (en: string, es: string): MessageSetting => ({
  enabled: true,
  channels: ['sms'],
  text: { en, es },
});
const off = (en: string, es: string): MessageSetting => ({ ...on(en, es), enabled: false });

/** What customers are told, unless a company says it in its own words. All GSM-7: one segment, not three. */
const MESSAGES: Readonly<Record<MessageKind, MessageSetting>> = {
  booked: off(
    '{company}: your visit is booked for {window}. Follow it here: {link}',
    '{company}: su cita es el {window}. Puede seguirla en {link}',
  ),
  reminder: off(
    '{company}: a reminder of your visit {window}. Follow it here: {link}',
    '{company} le recuerda su visita {window}. Puede seguirla en {link}',
  ),
  dispatched: off(
    '{technician} from {company} will visit {window}. Follow it here: {link}',
    '{technician} de {company} le visita {window}. Siga la visita en {link}',
  ),
  en_route: on(
    'Your technician from {company} is on the way - arriving around {eta}. Track them here: {link}',
    'Su técnico de {company} va en camino - llega sobre las {eta}. Puede seguirle en {link}',
  ),
  running_late: on(
    '{technician} from {company} is running about {minutes} min late and should be with you around {eta}.',
    '{technician} de {company} lleva unos {minutes} min de retraso y llega sobre las {eta}.',
  ),
  arrived: on('{technician} has arrived at your location.', '{technician} ha llegado a su domicilio.'),
  late: on(
    "Your appointment was scheduled for {start}. We're checking on your technician now. " +
      'A team member will follow up shortly. Call {company}: {officePhone}',
    'Su cita era a las {start}. Estamos averiguando qué pasa con su técnico y le llamaremos en breve. ' +
      'Llame a {company}: {officePhone}',
  ),
  rescheduled: on(
    '{company}: your visit has moved to {window}. Follow it here: {link}',
    '{company}: su visita cambia a {window}. Puede seguirla en {link}',
  ),
  cancelled: on(
    '{company}: your visit on {window} has been cancelled. Questions? Call {officePhone}',
    '{company}: su visita de {window} se ha cancelado. Si tiene preguntas, llame al {officePhone}',
  ),
  review: off(
    'Thank you for choosing {company}. How did we do? {reviewLink}',
    'Gracias por elegir {company}. ¿Qué le ha parecido? {reviewLink}',
  ),
};

const BRAND_COLOR = '#2f49e0';

/** The arrival circle: 300 ft. */
const RADIUS_METERS = 91.44;

export type NewCompany = Pick<Settings['company'], 'name' | 'phone' | 'timeZone'> &
  Partial<Settings['company']>;

/** Settings as an older version kept them, with the defaults of what they do not know yet. */
export function withDefaults(kept: Settings): Settings {
  const messages = MESSAGE_KINDS.map((kind) => [kind, { ...MESSAGES[kind], ...kept.messages[kind] }]);
  return { ...defaultSettings(kept.company), ...kept, messages: Object.fromEntries(messages) };
}

/** What a new company starts with. */
export const defaultSettings = (company: NewCompany): Settings => ({
  company: { brandColor: BRAND_COLOR, language: 'en', ...company },
  link: { retentionHours: 24 },
  arrival: { radiusMeters: RADIUS_METERS },
  enRoute: { onLeaving: 'completed' },
  noShow: { minutes: 30, from: 'start' },
  messages: MESSAGES,
  muteTags: [],
  oneSetPerVisit: true,
  permissions: { techniciansMark: ['arrived', 'completed'], dispatchersSendLinks: true },
  review: { delayHours: 2 },
});
