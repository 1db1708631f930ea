import type { Technician, Visit } from '../../api/types.ts';
import { chargeOf } from '../../rules/row-state.ts';
import { isOver, isUnderWay } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { usePosition } from '../../state/positions.ts';
import { useOfVisit } from '../../state/queries.ts';
import { Photo } from '../board/row-head.tsx';
import { useDeed } from '../board/use-deed.ts';
import { WarnIcon } from '../icons.tsx';

interface TechnicianPartProps {
  readonly visit: Visit;
  readonly team: readonly Technician[];
}

/** Who comes, and what would not work when they set off. */
export function TechnicianPart({ visit, team }: TechnicianPartProps) {
  const { told } = useOffice();
  const begin = useDeed();
  const { words } = told;
  const { data: readiness } = useOfVisit(visit.visitId, 'readiness', (calls) =>
    calls.readiness(visit.visitId),
  );
  const [lead, ...others] = visit.technicianIds.map(
    (memberId) => team.find((one) => one.memberId === memberId) ?? { memberId, name: memberId },
  );
  return (
    <section>
      <div className="line">
        {lead ? <Person technician={lead} visit={visit} /> : <b className="grow">{words.drawer.nobody}</b>}
        {!isOver(visit.status) && (
          <button type="button" className="text-button" onClick={() => begin(visit, 'assign')}>
            {lead ? words.drawer.reassign : words.drawer.assign}
          </button>
        )}
      </div>
      {others.length > 0 && (
        <p className="muted">
          {words.people(others.map(({ name }) => name))} {words.drawer.also}
        </p>
      )}
      {readiness && !readiness.ready && (
        <ul className="problems">
          {readiness.problems.map(({ code, detail }) => (
            <li key={code}>
              <WarnIcon />
              {detail}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Person({ technician, visit }: { readonly technician: Technician; readonly visit: Visit }) {
  const { told } = useOffice();
  const { words } = told;
  const position = usePosition(technician.memberId);
  const ring = isUnderWay(visit.status) ? (visit.status === 'en_route' ? 'en_route' : 'on_site') : 'none';
  return (
    <>
      <Photo technician={technician} ring={ring} />
      <span className="grow">
        <b>{technician.name}</b> <span className="muted">{words.drawer.lead}</span>
        {technician.vehicle && <span className="muted"> · {technician.vehicle}</span>}
      </span>
      {position?.battery !== undefined && (
        <span className={`battery ${chargeOf(position.battery)}`}>
          <i aria-hidden="true" style={{ '--charge': position.battery / 100 } as React.CSSProperties} />
          <span className="unseen">{words.row.battery(position.battery)}</span>
          <span aria-hidden="true">{Math.round(position.battery)}%</span>
        </span>
      )}
    </>
  );
}
