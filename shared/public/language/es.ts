import type { Words } from './words.ts';

/** The customer's page in Spanish. */
export const es: Words = {
  locale: 'es-US',
  somebody: 'Su técnico',
  yourTechnician: 'Su técnico',
  progress: 'Avance de su visita',
  steps: ['Programada', 'Asignada', 'En camino', 'Llegó'],
  scheduledFor: 'Su visita está programada',
  willVisit: (who) => `${who} hará la visita.`,
  trackingStarts: (who) => `El seguimiento en vivo empieza cuando ${lower(who)} salga.`,
  beingRescheduled: 'Su visita se está reprogramando',
  newTimeComes: (company) => `${company} le dirá la nueva hora.`,
  arrivingAround: 'Llegada aproximada',
  away: 'para llegar',
  onTheWay: (who) => `${who} va en camino`,
  hasSetOff: (who) => `${who} ha salido.`,
  timeComes: 'La hora de llegada aparecerá aquí en un momento.',
  distanceAway: (distance) => `A ${distance}`,
  live: 'En vivo',
  updatedAgo: (minutes) => `Actualizado hace ${minutes}`,
  lastSeenAgo: (minutes) => `Última señal hace ${minutes}`,
  noUpdate: (who, minutes) => `Sin noticias del teléfono de ${lower(who)} desde hace ${minutes}.`,
  callToAsk: (company) => `${company} puede informarle.`,
  hasArrived: (who) => `${who} ha llegado`,
  inProgress: 'La visita está en curso. Este enlace se cierra un tiempo después de terminar el trabajo.',
  completed: 'Esta cita se ha completado',
  finishedAt: (who, time) => `${who} terminó a las ${time}.`,
  trackingClosed: 'El seguimiento en vivo de esta visita está cerrado.',
  closed: 'Esta cita está cerrada',
  closedBecause: (company) => `Su seguimiento ha terminado. Si queda algo pendiente, llame a ${company}.`,
  call: (company) => `Llamar a ${company}`,
  refresh: 'Actualizar',
  sharedOnly: (who) => `La ubicación de ${lower(who)} se comparte solo para esta visita.`,
  sharingStopped: 'La ubicación en vivo terminó con la llegada.',
  notForEmergencies:
    'Esta página no es para emergencias. En una emergencia, llame al número de su localidad.',
  notFound: 'Aquí no hay nada',
  notFoundBecause: 'Este enlace no lleva a ninguna visita, o ya no. Pregunte a la empresa que se lo envió.',
  broken: 'Esta página no está disponible ahora',
  brokenBecause: 'Algo falló de nuestro lado. Inténtelo de nuevo en un minuto.',
};

/** `Su técnico` inside a sentence. */
const lower = (who: string): string => (who === 'Su técnico' ? 'su técnico' : who);
