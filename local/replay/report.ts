import type { TrackerClient } from '../tracker-client.ts';
import { type EtaReport, judgeEtas } from './eta-error.ts';
import { renderEtas } from './eta-table.ts';
import { firstInside } from './first-inside.ts';
import type { Played } from './play.ts';
import type { Recording } from './recording.ts';

interface TimelineEntry {
  readonly at: string;
  readonly kind: string;
  readonly by: { readonly role: string };
  readonly evidence?: {
    readonly source: string;
    readonly rule: string;
    readonly distanceMeters: number;
    readonly accuracyMeters?: number;
    readonly speedMps?: number;
  };
}

/** What became of one stop. Times as recorded (the shift taken off), epoch milliseconds. */
export interface StopReport {
  readonly name: string;
  readonly setOffAt: number;
  readonly tappedAt?: number;
  /** The first trustworthy fix inside the circle, once the vehicle had come to stay. */
  readonly insideAt?: number;
  /** How often it drove through the circle before that. */
  readonly passes: number;
  /** Every arrival the timeline knows, the system's and people's. */
  readonly arrivals: readonly { readonly at: number; readonly evidence: string }[];
  readonly texts: readonly { readonly at: number; readonly text: string }[];
  /** The arrival times its link showed. */
  readonly etas: EtaReport;
}

/** Reads timeline and outbox of every stop. */
export async function readReports(
  client: TrackerClient,
  recording: Recording,
  played: Played,
): Promise<StopReport[]> {
  const since = new Date(played.startedAt).toISOString();
  const { messages } = await client.call<{ messages: { to: string; text: string; at: string }[] }>(
    'GET',
    `/_local/outbox?since=${encodeURIComponent(since)}`,
  );
  const asRecorded = (at: string) => Date.parse(at) - played.shift;
  const reports: StopReport[] = [];
  for (const [n, one] of played.booked.entries()) {
    const { stop, visitId, phone } = one;
    const path = `/visits/${visitId}/timeline`;
    const { entries } = await client.call<{ entries: TimelineEntry[] }>('GET', path, played.dispatcher.token);
    const { inside, passes } = firstInside(
      recording.fixes,
      stop,
      recording.stops[n + 1]?.enRouteAt ?? Number.POSITIVE_INFINITY,
    );
    reports.push({
      name: stop.name,
      setOffAt: stop.enRouteAt,
      ...(stop.tappedAt === undefined ? {} : { tappedAt: stop.tappedAt }),
      ...(inside === undefined ? {} : { insideAt: inside.at }),
      passes,
      arrivals: entries
        .filter(({ kind }) => kind === 'visit.arrived')
        .map((entry) => ({ at: asRecorded(entry.at), evidence: describeEvidence(entry) })),
      texts: messages.filter(({ to }) => to === phone).map(({ at, text }) => ({ at: asRecorded(at), text })),
      etas: judgeEtas(played.looks.get(one) ?? [], inside?.at, recording.routes),
    });
  }
  return reports;
}

function describeEvidence({ by, evidence }: TimelineEntry): string {
  if (!evidence) return by.role === 'system' ? 'the system' : `the ${by.role}'s tap`;
  const speed = evidence.speedMps === undefined ? '' : `, ${evidence.speedMps.toFixed(1)} m/s`;
  const accuracy = evidence.accuracyMeters === undefined ? '' : ` ± ${Math.round(evidence.accuracyMeters)} m`;
  return `${evidence.source}, ${evidence.rule}: ${Math.round(evidence.distanceMeters)} m away${accuracy}${speed}`;
}

/** The reports as people read them: one block per stop, a line of totals, a table of the arrival times. */
export function renderReports(reports: readonly StopReport[], timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, timeStyle: 'medium' });
  const time = (at: number | undefined) => (at === undefined ? 'never' : clock.format(at));
  const blocks = reports.map((report, n) => {
    const arrival = report.arrivals[0];
    const rows = [
      ['set off', time(report.setOffAt)],
      ['first inside 300 ft', `${time(report.insideAt)}${drivenPast(report)}`],
      ['detected', `${time(arrival?.at)}${sinceInside(report)}${again(report)}`],
      ['by', arrival?.evidence ?? '-'],
      ['the driver tapped', `${time(report.tappedAt)}${besideTap(report)}`],
      ...report.texts.map(({ at, text }) => ['text', `${time(at)}  ${text}`]),
    ];
    return [
      `${n + 1}. ${report.name}`,
      ...rows.map(([label = '', value]) => `   ${label.padEnd(20)} ${value}`),
    ].join('\n');
  });
  const once = reports.filter(({ arrivals }) => arrivals.length === 1).length;
  const texts = reports.reduce((sum, report) => sum + report.texts.length, 0);
  return [
    ...blocks,
    `${once} of ${reports.length} stops detected exactly once; ${texts} texts sent.`,
    renderEtas(reports.map(toEtaRow)),
  ].join('\n\n');
}

const toEtaRow = ({ name, insideAt, setOffAt, etas }: StopReport) => ({
  name,
  ...(insideAt === undefined ? {} : { drove: insideAt - setOffAt }),
  etas,
});

function sinceInside({ arrivals: [arrival], insideAt }: StopReport): string {
  if (!arrival) return '';
  if (insideAt === undefined) return ', though no fix lay inside';
  return `, ${((arrival.at - insideAt) / 1000).toFixed(0)} s after the first fix inside`;
}

function drivenPast({ passes }: StopReport): string {
  return passes === 0 ? '' : `, after driving past ${passes === 1 ? 'once' : `${passes} times`}`;
}

function again({ arrivals }: StopReport): string {
  return arrivals.length > 1 ? `, and ${arrivals.length - 1} more times` : '';
}

function besideTap({ arrivals: [arrival], tappedAt }: StopReport): string {
  if (!arrival || tappedAt === undefined) return '';
  const seconds = Math.round((tappedAt - arrival.at) / 1000);
  return `, ${Math.abs(seconds)} s ${seconds < 0 ? 'before' : 'after'} the detection`;
}
