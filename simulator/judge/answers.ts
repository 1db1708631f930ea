import { createHash } from 'node:crypto';
import type { Answer, Request } from '../cloud/gateway.ts';
import type { Job } from '../story/cast.ts';
import { metersBetween, type Place } from '../story/ground.ts';
import type { Court } from './court.ts';
import type { Seen, VisitJudge } from './visits.ts';

/** Holds an answer against who asked, and a link's against what the visit was meanwhile. */
export function judgeAnswer(
  court: Court,
  visits: VisitJudge,
  request: Request,
  answer: Answer,
  since: number,
): void {
  const { status = 0, hurt, text } = answer;
  const who = [request.as?.memberId ?? '', ...Object.values(request.path ?? {})];
  if (status >= 500 && hurt.length === 0)
    court.report('fault', `${request.route} answers ${status} with nothing wrong around it: ${text}`, who);
  if (status >= 400 && status < 500 && !/problem\+json/.test(answer.headers['content-type'] ?? ''))
    court.report('problem', `${request.route} answers ${status} as ${answer.headers['content-type']}`, who);
  if (request.as && text.includes(request.as.accountId === 'account-zebra' ? 'Yakone' : 'Zebra'))
    court.report('isolation', `${request.route} tells ${request.as.memberId} of another account`, who);
  if (request.route === 'GET /t/{token}/status') judgeLink(court, visits, request, answer, since);
}

function judgeLink(court: Court, visits: VisitJudge, request: Request, answer: Answer, since: number): void {
  const token = request.path?.['token'] ?? '';
  const hash = createHash('sha256').update(token).digest('hex');
  const visitId = visits.ownerOf(hash);
  const { status = 0, body } = answer;
  if (status >= 500) return;
  const job = visitId === undefined ? undefined : court.jobs.get(visitId);
  const meanwhile = visitId === undefined ? [] : statesBetween(visits, visitId, since, court.now());
  const about = [visitId ?? hash];
  const viewable = (visit: Seen, at: number) =>
    visit.link.hash === hash && visit.status !== 'cancelled' && at < endOf(visit, job);
  if (status === 404) {
    const always = meanwhile.length > 0 && meanwhile.every((visit) => viewable(visit, court.now()));
    if (always) court.report('link', `a link that leads somewhere is answered ${status}`, about);
    return;
  }
  if (status !== 200) {
    court.report('link', `a link is answered ${status}`, about);
    return;
  }
  const shown = meanwhile.filter((visit) => visit.status === body['status'] && viewable(visit, since));
  if (shown.length === 0)
    court.report(
      'link',
      `a link shows ${String(body['status'])} of a visit that is ${meanwhile.map((visit) => visit.status).join(', ') || 'not there'}`,
      about,
    );
  else if (job) judgePosition(court, job, shown, body, about);
  const other = job?.company.mark === 'Zebra' ? 'Yakone' : 'Zebra';
  if (
    /secret note|Customer|\+1\d{3}555/.test(answer.text.replace(/"company":\{[^}]*\}/, '')) ||
    answer.text.includes(other)
  )
    court.report('leak', `a link shows ${answer.text}`, about);
}

const DAY = 86_400_000;

/** When its link must be dead, by the product's description. */
function endOf(visit: Seen, job: Job | undefined): number {
  const byWindow = Date.parse(visit.window.end) + 7 * DAY;
  if (visit.status !== 'completed' || !visit.completedAt || !job) return byWindow;
  return Math.min(byWindow, Date.parse(visit.completedAt) + job.company.settings.retentionHours * 3_600_000);
}

/** Every state the visit was in at some time between. */
export function statesBetween({ visits }: VisitJudge, visitId: string, from: number, to: number): Seen[] {
  const { states } = visits.get(visitId) ?? { states: [] };
  return states
    .filter(
      ({ since }, index) => since <= to && (states[index + 1]?.since ?? Number.POSITIVE_INFINITY) >= from,
    )
    .map(({ visit }) => visit);
}

const RECEIVERS_ERR_METERS = 40;

function judgePosition(
  court: Court,
  job: Job,
  shown: readonly Seen[],
  body: Record<string, unknown>,
  about: readonly string[],
): void {
  const position = body['position'] as (Place & { at: string }) | undefined;
  if (!position) return;
  const drivers = shown
    .filter(({ status }) => status === 'en_route')
    .map(({ driverId, enRouteAt }) => ({ driverId, enRouteAt }));
  if (drivers.length === 0) {
    court.report('leak', 'a position is shown of a visit that is not en route', about);
    return;
  }
  const known = drivers.some(({ driverId, enRouteAt = '' }) => {
    const told = job.company.technicians.find(({ memberId }) => memberId === driverId)?.told ?? [];
    const isNear = (place: Place) => metersBetween(place, position) < RECEIVERS_ERR_METERS;
    return (
      told.some((fix) => isNear(fix) && Math.min(fix.at, fix.now) >= Date.parse(enRouteAt) - 1000) ||
      told.length === 0
    );
  });
  if (!known)
    court.report(
      'leak',
      `a position is shown that no phone of ${drivers.map(({ driverId }) => driverId).join()} has told since setting off`,
      about,
    );
}
