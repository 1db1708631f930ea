import type { Words } from './words.ts';

/** The customer's page in English. */
export const en: Words = {
  locale: 'en-US',
  somebody: 'Your technician',
  yourTechnician: 'Your technician',
  progress: 'Progress of your visit',
  steps: ['Scheduled', 'Dispatched', 'En route', 'Arrived'],
  scheduledFor: 'Your visit is scheduled',
  willVisit: (who) => `${who} will visit you.`,
  trackingStarts: (who) => `Live tracking starts when ${lower(who)} sets off.`,
  beingRescheduled: 'Your visit is being rescheduled',
  newTimeComes: (company) => `${company} will tell you the new time.`,
  arrivingAround: 'Arriving around',
  away: 'away',
  onTheWay: (who) => `${who} is on the way`,
  hasSetOff: (who) => `${who} has set off.`,
  timeComes: 'The arrival time will be here in a moment.',
  distanceAway: (distance) => `${distance} away`,
  live: 'Live',
  updatedAgo: (minutes) => `Updated ${minutes} ago`,
  lastSeenAgo: (minutes) => `Last seen ${minutes} ago`,
  noUpdate: (who, minutes) => `No update from ${lower(who)}'s phone for ${minutes}.`,
  callToAsk: (company) => `${company} can tell you more.`,
  hasArrived: (who) => `${who} has arrived`,
  inProgress: 'The visit is in progress. This link closes some time after the job is done.',
  completed: 'This appointment has been completed',
  finishedAt: (who, time) => `${who} finished at ${time}.`,
  trackingClosed: 'Live tracking for this visit is closed.',
  closed: 'This appointment is closed',
  closedBecause: (company) => `Tracking for it has ended. If anything is still open, call ${company}.`,
  call: (company) => `Call ${company}`,
  refresh: 'Refresh',
  sharedOnly: (who) => `${who}'s location is shared for this visit only.`,
  sharingStopped: 'Live location stopped on arrival.',
  notForEmergencies: 'This page is not for emergencies. In one, call your local emergency number.',
  notFound: 'There is nothing here',
  notFoundBecause:
    'This link does not lead to a visit, or not any more. Please ask the company that sent it.',
  broken: 'This page is not available right now',
  brokenBecause: 'Something broke on our side. Please try again in a minute.',
};

/** `Your technician` inside a sentence. */
const lower = (who: string): string => (who === 'Your technician' ? 'your technician' : who);
