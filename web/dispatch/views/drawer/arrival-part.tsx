import { MINUTE } from '../../../../shared/kernel/time.ts';
import type { Visit } from '../../api/types.ts';
import { isUnderWay } from '../../rules/visit.ts';
import { useNow } from '../../state/clock.ts';
import { useOffice } from '../../state/office.ts';
import { PlaceMap } from './place-map.tsx';

const STAGES = ['pending_dispatch', 'dispatched', 'en_route', 'arrived'] as const;

/** When somebody comes, or came: the largest thing said about a visit that is under way. */
export function ArrivalPart({ visit }: { readonly visit: Visit }) {
  const { told } = useOffice();
  const { words } = told;
  if (visit.hold && !isUnderWay(visit.status))
    return (
      <section className="arrival">
        <p className="held-line">{words.drawer.held(visit.hold.reason)}</p>
        <Stages visit={visit} />
      </section>
    );
  if (visit.status === 'cancelled') return null;
  return (
    <section className="arrival with-map">
      <PlaceMap visit={visit} />
      {visit.status === 'en_route' && <Eta visit={visit} />}
      {visit.status === 'arrived' && visit.arrivedAt && (
        <p>{words.drawer.arrivedAt(told.time(visit.arrivedAt))}</p>
      )}
      {visit.status === 'completed' && visit.completedAt && (
        <p>
          {words.drawer.completedAt(told.time(visit.completedAt))}
          {visit.completionReason === 'auto_closed' && <> · {words.drawer.closedBySystem}</>}
          {visit.reviewRequest && <> · {words.drawer.review[visit.reviewRequest.state]}</>}
        </p>
      )}
      {visit.delay && <p className="amber">{words.drawer.delay(visit.delay.minutes)}</p>}
      {visit.status !== 'completed' && <Stages visit={visit} />}
    </section>
  );
}

function Eta({ visit }: { readonly visit: Visit }) {
  const { told } = useOffice();
  const { words } = told;
  const now = useNow(MINUTE / 4);
  const { eta } = visit;
  if (!eta) return <p className="muted">{words.drawer.noEta}</p>;
  const half = told.half(eta.arrivesAt);
  const minutes = Math.round((Date.parse(eta.arrivesAt) - now) / MINUTE);
  return (
    <>
      <p className="muted">{words.drawer.arriving}</p>
      <p className="eta">
        {told.clock(Date.parse(eta.arrivesAt))}
        {half && <small> {half}</small>}
      </p>
      <p>
        <b className="away">{words.drawer.away(minutes)}</b>
        <span className="muted"> · {told.distance(eta.distanceMeters)}</span>
      </p>
    </>
  );
}

function Stages({ visit }: { readonly visit: Visit }) {
  const { told } = useOffice();
  const at = STAGES.indexOf(visit.status as (typeof STAGES)[number]);
  return (
    <ol className="stages">
      {STAGES.map((stage, index) => (
        <li
          key={stage}
          className={index < at ? 'done' : index === at ? 'now' : ''}
          aria-current={index === at ? 'step' : undefined}
        >
          {told.words.looks[stage]}
        </li>
      ))}
    </ol>
  );
}
