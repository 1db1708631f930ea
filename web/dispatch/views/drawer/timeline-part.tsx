import type { Technician, TimelineEntry, Visit } from '../../api/types.ts';
import type { Look } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { useOfVisit } from '../../state/queries.ts';
import { Sign } from '../sign.tsx';

interface TimelinePartProps {
  readonly visit: Visit;
  readonly team: readonly Technician[];
}

/** Everything that happened, the last first: who or what did it, and why. */
export function TimelinePart({ visit: { visitId }, team }: TimelinePartProps) {
  const { told } = useOffice();
  const { words } = told;
  const { data, isError } = useOfVisit(visitId, 'timeline', (calls) => calls.timeline(visitId));
  return (
    <section>
      <h3>{words.drawer.timeline}</h3>
      {isError && <p className="muted">{words.drawer.failed}</p>}
      <ol className="timeline">
        {data?.toReversed().map((entry) => (
          <Entry key={`${entry.at} ${entry.kind}`} entry={entry} team={team} />
        ))}
      </ol>
    </section>
  );
}

const SIGNS: Readonly<Record<string, Look | 'late'>> = {
  'visit.created': 'pending_dispatch',
  'visit.dispatched': 'dispatched',
  'visit.en_route': 'en_route',
  'visit.arrived': 'arrived',
  'visit.completed': 'completed',
  'visit.cancelled': 'cancelled',
  'visit.held': 'held',
  'visit.late': 'late',
  'visit.running_late': 'late',
};

function Entry({ entry, team }: { readonly entry: TimelineEntry; readonly team: readonly Technician[] }) {
  const { told } = useOffice();
  const { drawer } = told.words;
  const { at, kind, by, reason, evidence } = entry;
  const sign = SIGNS[kind];
  const who = team.find(({ memberId }) => memberId === by.memberId)?.name ?? drawer.by[by.role];
  return (
    <li>
      <time dateTime={at}>{told.when(at, Date.now())}</time>
      <span className="mark">{sign && <Sign look={sign} />}</span>
      <span>
        <b>{drawer.facts[kind] ?? kind}</b>{' '}
        <span className="muted">{evidence ? drawer.byGeofence : drawer.byWhom(who)}</span>
        {evidence && (
          <span className="muted block-line">
            {drawer.evidence(
              told.short(evidence.distanceMeters),
              evidence.accuracyMeters === undefined ? undefined : told.short(evidence.accuracyMeters),
            )}
          </span>
        )}
        {reason && <span className="muted block-line">“{reason}”</span>}
      </span>
    </li>
  );
}
