import type { Language, MessageKind } from '../team/settings.ts';
import type { MessageKey } from './message.ts';

/** What a mail says besides the company's own text. */
interface MailWords {
  /** With the placeholders of texts; the sender's name is the company's. */
  readonly subjects: Readonly<Record<MessageKind, string>>;
  /** Where the day and hour that the subject names are told in full below. */
  readonly headings: Readonly<Partial<Record<MessageKey['kind'], string>>>;
  readonly follow: string;
  readonly review: string;
  readonly when: string;
  readonly arrival: string;
  readonly where: string;
  readonly questions: (company: string) => string;
  readonly because: (company: string) => string;
  readonly unsubscribe: string;
}

export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = {
  en: {
    subjects: {
      booked: 'Your visit is booked: {window}',
      reminder: 'A reminder of your visit {window}',
      dispatched: '{technician} will visit {window}',
      en_route: '{technician} is on the way',
      running_late: '{technician} is running about {minutes} min late',
      arrived: '{technician} has arrived',
      late: 'We’re checking on your technician',
      rescheduled: 'Your visit has moved to {window}',
      cancelled: 'Your visit on {window} has been cancelled',
      review: 'How did we do?',
    },
    headings: {
      booked: 'Your visit is booked',
      reminder: 'See you soon',
      dispatched: 'Your technician is confirmed',
      rescheduled: 'Your visit has moved',
      cancelled: 'Your visit has been cancelled',
    },
    follow: 'Follow your visit',
    review: 'Leave a review',
    when: 'When',
    arrival: 'Arriving around',
    where: 'Where',
    questions: (company) => `Questions? Call ${company}:`,
    because: (company) => `You get this e-mail because of your visit with ${company}.`,
    unsubscribe: 'No more e-mails, please',
  },
  es: {
    subjects: {
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
    headings: {
      booked: 'Su cita está reservada',
      reminder: 'Nos vemos pronto',
      dispatched: 'Su técnico está confirmado',
      rescheduled: 'Su visita ha cambiado',
      cancelled: 'Su visita se ha cancelado',
    },
    follow: 'Seguir su visita',
    review: 'Dejar una reseña',
    when: 'Cuándo',
    arrival: 'Llega sobre las',
    where: 'Dónde',
    questions: (company) => `¿Preguntas? Llame a ${company}:`,
    because: (company) => `Recibe este correo por su visita con ${company}.`,
    unsubscribe: 'No quiero más correos',
  },
};
