import type { DriveWords, Words } from './words.ts';

/** While somebody is on the way. */
export const esDrive: DriveWords = {
  somebody: 'Su técnico',
  arrivingAround: 'Llegada aproximada',
  nowArrivingAround: 'Nueva llegada aproximada',
  away: 'para llegar',
  onTheWay: (who) => `${who} va en camino`,
  hasSetOff: (who) => `${who} ha salido`,
  timeComes: 'La hora de llegada aparecerá aquí en un momento.',
  distanceAway: (distance) => `A ${distance}`,
  live: 'En vivo',
  updatedAgo: (minutes) => `Actualizado hace ${minutes}`,
  lastSeenAgo: (minutes) => `Última señal hace ${minutes}`,
  noUpdate: (who, minutes) => `Sin noticias del teléfono de ${lower(who)} desde hace ${minutes}.`,
  willRefresh: 'Se actualizará en cuanto vuelva.',
  callToAsk: (company) => `${company} puede informarle.`,
  sharedOnly: (who) => `La ubicación de ${lower(who)} se comparte solo para esta visita.`,
  copied: 'Enlace copiado',
};

/** The customer's page in Spanish. */
export const es: Words = {
  locale: 'es-US',
  drive: esDrive,
  progress: 'Avance de su visita',
  steps: ['Programada', 'Asignada', 'En camino', 'Llegó'],
  scheduledFor: 'Su visita está programada',
  mapGoesLive: (who) => `Mapa en vivo cuando ${lower(who)} salga`,
  beingRescheduled: 'Su visita se está reprogramando',
  newTimeComes: (company) => `${company} le dirá la nueva hora.`,
  isLate: (start) =>
    `Su cita estaba programada para las ${start}. Estamos averiguando dónde está su técnico. Alguien del equipo le avisará en breve.`,
  hasArrived: (who) => `${who} ha llegado`,
  atAddress: 'En su dirección',
  inProgress: 'Visita en curso',
  linkCloses: 'Este enlace se cierra un tiempo después del trabajo',
  pingAtArrival: 'Aviso al llegar',
  onePing: (who) => `Una notificación cuando ${lower(who)} esté ahí`,
  notifyMe: 'Avisarme',
  completed: 'Esta cita se ha completado',
  finishedAt: (who, time) => `${who} terminó a las ${time}.`,
  trackingClosed: 'El seguimiento en vivo de esta visita está cerrado.',
  closed: 'Esta cita está cerrada',
  closedBecause: (company) => `Su seguimiento ha terminado. Si queda algo pendiente, llame a ${company}.`,
  call: (company) => `Llamar a ${company}`,
  refresh: 'Actualizar',
  share: 'Compartir esta página',
  map: 'Mapa',
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
