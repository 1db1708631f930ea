import type { Technician, Visit } from '../../api/types.ts';
import { leftBy } from '../../rules/drop.ts';
import { chargeOf } from '../../rules/row-state.ts';
import { firstName, isOver, isUnderWay } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { usePosition } from '../../state/positions.ts';
import { useOfVisit } from '../../state/queries.ts';
import { ui } from '../../state/ui.ts';
import { Photo } from '../board/row-head.tsx';
import { useDeed } from '../board/use-deed.ts';
import { CloseIcon, WarnIcon } from '../icons.tsx';

interface TechnicianPartProps {
  readonly visit: Visit;
  readonly team: readonly Technician[];
}

/** Who comes, and what would not work when they set off. */
export function TechnicianPart({ visit, team }: TechnicianPartProps) {
  const { told, desk } = useOffice();
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
        {lead && (
          <button
            type="button"
            className="text-button"
            onClick={() => ui.set({ question: { kind: 'message', visitId: visit.visitId, ...named(lead) } })}
          >
            {words.drawer.message(firstName(lead.name))}
          </button>
        )}
        {!isOver(visit.status) && (
          <button type="button" className="text-button" onClick={() => begin(visit, 'assign')}>
            {lead ? words.drawer.reassign : words.drawer.assign}
          </button>
        )}
      </div>
      {others.map((other) => (
        <div key={other.memberId} className="line">
          <Photo technician={other} ring="none" />
          <span className="grow">
            <b>{other.name}</b> <span className="muted">{words.drawer.also}</span>
          </span>
          {!isOver(visit.status) && (
            <button
              type="button"
              className="icon-button small"
              aria-label={words.drawer.takeOff(other.name)}
              onClick={() => desk.edit(visit, leftBy(visit, other.memberId).edit)}
            >
              <CloseIcon />
            </button>
          )}
        </div>
      ))}
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

const named = ({ memberId, name }: Technician) => ({ memberId, name });

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
