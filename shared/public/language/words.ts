/** What is said while somebody is on the way. `who` is a first name, or `somebody`. */
export interface DriveWords {
  readonly somebody: string;
  readonly arrivingAround: string;
  readonly nowArrivingAround: string;
  readonly away: string;
  readonly onTheWay: (who: string) => string;
  readonly hasSetOff: (who: string) => string;
  readonly timeComes: string;
  readonly distanceAway: (distance: string) => string;
  readonly live: string;
  readonly updatedAgo: (minutes: string) => string;
  readonly lastSeenAgo: (minutes: string) => string;
  readonly noUpdate: (who: string, minutes: string) => string;
  readonly willRefresh: string;
  readonly callToAsk: (company: string) => string;
  readonly sharedOnly: (who: string) => string;
  readonly reconnecting: (time: string) => string;
}

/** What a customer may choose to be told, and what comes of it. */
export interface PreferenceWords {
  readonly title: string;
  readonly sms: string;
  readonly push: string;
  readonly quiet: string;
  readonly from: string;
  readonly to: string;
  readonly arrivalAlways: string;
  readonly saved: string;
  readonly notSaved: string;
  readonly pingIsOn: string;
  readonly pingIsBlocked: string;
  readonly pingFailed: string;
  readonly offline: (time: string) => string;
}

/** What the large map says. */
export interface BigMapWords {
  /** On the page: what leads to it. */
  readonly open: string;
  readonly back: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly credits: string;
  readonly home: string;
  readonly van: (who: string) => string;
  readonly failed: string;
  readonly recentre: string;
}

/** Everything the customer's page says. */
export interface Words {
  /** For numbers and units. */
  readonly locale: string;
  /** Beside the others, because browsers get these alone. */
  readonly drive: DriveWords;
  readonly progress: string;
  readonly steps: readonly [scheduled: string, dispatched: string, enRoute: string, arrived: string];
  readonly scheduledFor: string;
  readonly mapGoesLive: (who: string) => string;
  readonly booked: (when: string) => string;
  readonly earlierThanBooked: (when: string) => string;
  readonly mapAround: (address: string) => string;
  readonly beingRescheduled: string;
  readonly newTimeComes: (company: string) => string;
  readonly isLate: (start: string) => string;
  readonly runsLate: (minutes: string, arrival: string) => string;
  readonly hasArrived: (who: string, company: string) => string;
  readonly atAddress: string;
  readonly inProgress: string;
  readonly linkClosesWithJob: string;
  readonly linkClosesAfter: (duration: string) => string;
  readonly linkClosesAt: (time: string, day: string) => string;
  readonly noMap: string;
  readonly pingAtArrival: string;
  readonly onePing: (who: string) => string;
  readonly notifyMe: string;
  readonly preferences: PreferenceWords;
  readonly completed: string;
  readonly finishedAt: (who: string, time: string) => string;
  readonly closed: string;
  readonly closedBecause: (company: string) => string;
  readonly call: (company: string) => string;
  readonly refresh: string;
  readonly share: string;
  readonly copied: string;
  readonly map: string;
  readonly bigMap: BigMapWords;
  readonly sharingStopped: string;
  readonly notForEmergencies: string;
  readonly notFound: string;
  readonly notFoundBecause: string;
  readonly broken: string;
  readonly brokenBecause: string;
}
