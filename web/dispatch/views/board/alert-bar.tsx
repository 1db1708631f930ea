import { useState } from 'react';
import type { Alert, Technician, Visit } from '../../api/types.ts';
import { firstName, isOver, rowOf } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { goTo } from '../../state/route.ts';
import { ui } from '../../state/ui.ts';
import { ClockIcon, RightIcon, WarnIcon } from '../icons.tsx';

interface AlertBarProps {
  readonly alerts: readonly Alert[];
  readonly visits: readonly Visit[];
  readonly team: readonly Technician[];
  readonly day: string;
}

/** What somebody has to see to, one at a time, with what can be done about it. */
export function AlertBar({ alerts, visits, team, day }: AlertBarProps) {
  const { desk, told } = useOffice();
  const { words } = told;
  const [shownId, setShown] = useState<string>();
  const found = alerts.findIndex(({ alertId }) => alertId === shownId);
  const index = Math.max(0, found);
  const alert = alerts[index];
  if (!alert) return null;
  const visit = visits.find(({ visitId }) => visitId === alert.visitId);
  const memberId = alert.memberId ?? visit?.technicianIds[0];
  const member = team.find((one) => one.memberId === memberId);
  return (
    <section className={`alert-bar ${alert.kind === 'late' ? 'late' : ''}`} aria-label={words.alerts.label}>
      {alert.kind === 'late' ? <ClockIcon /> : <WarnIcon />}
      <p role="alert">
        <b>{alert.text}</b> <span>{told.time(alert.at)}</span>
      </p>
      {member && (
        <button
          type="button"
          className="button small amber"
          onClick={() =>
            ui.set({
              question: {
                kind: 'message',
                visitId: alert.visitId ?? '',
                memberId: member.memberId,
                name: member.name,
              },
            })
          }
        >
          {words.alerts.message(firstName(member.name))}
        </button>
      )}
      {visit && (
        <button
          type="button"
          className="button small amber"
          onClick={() => goTo({ page: 'day', day, visitId: visit.visitId })}
        >
          {words.alerts.open}
        </button>
      )}
      {visit && !isOver(visit.status) && visit.status !== 'arrived' && (
        <button
          type="button"
          className="button small amber"
          onClick={() => ui.set({ question: { kind: 'assign', visitId: visit.visitId, row: rowOf(visit) } })}
        >
          {words.alerts.reassign}
        </button>
      )}
      <button type="button" className="button small amber" onClick={() => desk.acknowledge([alert])}>
        {words.alerts.acknowledge}
      </button>
      <button
        type="button"
        className="meta text-button"
        aria-haspopup="dialog"
        onClick={() => ui.set({ showsAlerts: true })}
      >
        {words.alerts.of(index + 1, alerts.length)}
      </button>
      {alerts.length > 1 && (
        <button
          type="button"
          className="icon-button small"
          aria-label={words.alerts.next}
          onClick={() => setShown(alerts[(index + 1) % alerts.length]?.alertId)}
        >
          <RightIcon />
        </button>
      )}
    </section>
  );
}
