import { instant } from '../kernel/time.ts';
import { changeVisit } from './change-visit.ts';
import { nextVersion } from './edit.ts';
import type { ReviewRequest, Visit } from './visit.ts';

/** Writes down what became of asking a customer how it was. Nobody's timeline tells of it. @param now epoch ms */
export const noteReview = (visit: Visit, state: ReviewRequest['state'], now: number): Promise<Visit> =>
  changeVisit({ visit, now }, (current) => {
    if (!current.reviewRequest || current.reviewRequest.state === state) return undefined;
    const reviewRequest = { state, at: instant(now) };
    return { after: { ...nextVersion(current, now), reviewRequest }, facts: [] };
  });
