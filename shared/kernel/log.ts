import { Logger } from '@aws-lambda-powertools/logger';

/** Structured logs. Never hand it a link token, a position, a phone number or a whole event. */
export const log = new Logger({ serviceName: 'service-tracker' });
