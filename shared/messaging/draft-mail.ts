import type { Language, MessageKind } from '../team/settings.ts';
import { fillIn, languageOf, type Told } from './fill-in.ts';
import type { Draft } from './message.ts';

/** What a mail's subject says of each kind; the sender's name is the company's. */
const SUBJECTS: Readonly<Record<Language, Readonly<Record<MessageKind, string>>>> = {
  en: {
    booked: 'Your visit is booked: {window}',
    reminder: 'A reminder of your visit {window}',
    dispatched: '{technician} will visit {window}',
    en_route: '{technician} is on the way',
    running_late: '{technician} is running about {minutes} min late',
    arrived: '{technician} has arrived',
    late: "We're checking on your technician",
    rescheduled: 'Your visit has moved to {window}',
    cancelled: 'Your visit on {window} has been cancelled',
    review: 'How did we do?',
  },
  es: {
    booked: 'Su cita: {window}',
    reminder: 'Recordatorio de su visita {window}',
    dispatched: '{technician} le visita {window}',
    en_route: '{technician} va en camino',
    running_late: '{technician} lleva unos {minutes} min de retraso',
    arrived: '{technician} ha llegado',
    late: 'Estamos averiguando qué pasa con su técnico',
    rescheduled: 'Su visita cambia a {window}',
    cancelled: 'Su visita de {window} se ha cancelado',
    review: '¿Qué le ha parecido?',
  },
};

/** What a company says of a visit, as a mail: the words of its text, and a subject. */
export function draftMail(kind: MessageKind, template: string, told: Told): Draft {
  const { visit, account, eta } = told;
  const subject = SUBJECTS[told.language ?? languageOf(visit, account)][kind];
  return {
    channel: 'email',
    to: visit.customer.email ?? '',
    subject: fillIn(subject, told),
    text: fillIn(template, told),
    generation: visit.link.generation,
    segments: 0,
    ...(eta && { eta }),
  };
}
