import { SegmentedMessage } from 'sms-segments-calculator';

/** Segments SNS will bill for this text: GSM-7 where it can, UCS-2 as soon as one character needs it. */
export const countSegments = (text: string): number => new SegmentedMessage(text).segmentsCount;
