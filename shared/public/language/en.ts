import type { DriveWords, Words } from './words.ts';

/** While somebody is on the way. */
export const enDrive: DriveWords = {
  somebody: 'Your technician',
  arrivingAround: 'Arriving around',
  nowArrivingAround: 'Now arriving around',
  away: 'away',
  onTheWay: (who) => `${who} is on the way`,
  hasSetOff: (who) => `${who} has set off`,
  timeComes: 'The arrival time will be here in a moment.',
  distanceAway: (distance) => `${distance} away`,
  live: 'Live',
  updatedAgo: (minutes) => `Updated ${minutes} ago`,
  lastSeenAgo: (minutes) => `Last seen ${minutes} ago`,
  noUpdate: (who, minutes) => `No update from ${lower(who)}'s phone for ${minutes}.`,
  willRefresh: "We'll refresh when it's back.",
  callToAsk: (company) => `${company} can tell you more.`,
  sharedOnly: (who) => `${who}'s location is shared for this visit only.`,
  copied: 'Link copied',
};

/** The customer's page in English. */
export const en: Words = {
  locale: 'en-US',
  drive: enDrive,
  progress: 'Progress of your visit',
  steps: ['Scheduled', 'Dispatched', 'En route', 'Arrived'],
  scheduledFor: 'Your visit is scheduled',
  mapGoesLive: (who) => `Map goes live when ${lower(who)} sets off`,
  beingRescheduled: 'Your visit is being rescheduled',
  newTimeComes: (company) => `${company} will tell you the new time.`,
  isLate: (start) =>
    `Your appointment was scheduled for ${start}. We're checking on your technician now. A team member will follow up shortly.`,
  hasArrived: (who) => `${who} has arrived`,
  atAddress: 'At your address',
  inProgress: 'Visit in progress',
  linkCloses: 'This link closes some time after the job is done',
  pingAtArrival: 'Get a ping at arrival',
  onePing: (who) => `One notification when ${lower(who)} is here`,
  notifyMe: 'Notify me',
  wishes: {
    title: 'Messages',
    sms: 'Text messages',
    push: 'Notifications on my devices',
    quiet: 'Quiet hours',
    from: 'from',
    to: 'to',
    arrivalAlways: 'The arrival message is always sent while your appointment is active.',
    saved: 'Saved.',
    notSaved: 'Not saved. Please try again.',
    pingIsOn: 'On',
    pingIsBlocked: 'Blocked by your browser',
    pingFailed: 'Try again',
    offline: (time) => `Offline – as of ${time}`,
  },
  completed: 'This appointment has been completed',
  finishedAt: (who, time) => `${who} finished at ${time}.`,
  trackingClosed: 'Live tracking for this visit is closed.',
  closed: 'This appointment is closed',
  closedBecause: (company) => `Tracking for it has ended. If anything is still open, call ${company}.`,
  call: (company) => `Call ${company}`,
  refresh: 'Refresh',
  share: 'Share this page',
  map: 'Map',
  sharingStopped: 'Live location stopped on arrival.',
  notForEmergencies: 'This page is not for emergencies; in one, call for help.',
  notFound: 'There is nothing here',
  notFoundBecause:
    'This link does not lead to a visit, or not any more. Please ask the company that sent it.',
  broken: 'This page is not available right now',
  brokenBecause: 'Something broke on our side. Please try again in a minute.',
};

/** `Your technician` inside a sentence. */
const lower = (who: string): string => (who === 'Your technician' ? 'your technician' : who);
