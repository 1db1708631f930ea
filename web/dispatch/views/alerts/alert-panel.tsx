import { useEffect, useRef, useState } from 'react';
import { MINUTE } from '../../../../shared/kernel/time.ts';
import type { Alert } from '../../api/types.ts';
import { firstName } from '../../rules/visit.ts';
import { useSoundChoice } from '../../state/alert-sound.ts';
import { useNow } from '../../state/clock.ts';
import { useOffice } from '../../state/office.ts';
import { useAlerts, useTeam } from '../../state/queries.ts';
import { goTo } from '../../state/route.ts';
import { ui } from '../../state/ui.ts';
import { MessageQuestion } from '../board/message-question.tsx';
import { ClockIcon, CloseIcon, WarnIcon } from '../icons.tsx';
import { Switch } from '../settings/switch.tsx';

/** Everything that waits for somebody, beside the board and not over its middle; Esc closes it. */
export default function AlertPanel({ day }: { readonly day: string }) {
  const { told, desk } = useOffice();
  const { alerts: words } = told.words;
  const alerts = useAlerts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <aside
      className="alert-panel"
      aria-label={words.label}
      onKeyDown={({ key, defaultPrevented }) => key === 'Escape' && !defaultPrevented && close()}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {words.label}
        </h2>
        <span className="muted grow">{words.count(alerts.length)}</span>
        <Sound />
        <button
          type="button"
          className="icon-button"
          aria-label={told.words.drawer.close}
          title={told.words.drawer.close}
          onClick={close}
        >
          <CloseIcon />
        </button>
      </header>
      {alerts.length === 0 && <p className="nothing-waits muted">{words.none}</p>}
      <ul>
        {alerts.map((alert) => (
          <AlertLine key={alert.alertId} alert={alert} day={day} />
        ))}
      </ul>
      <ToAll>
        {alerts.length > 1 && (
          <button type="button" className="button" onClick={() => desk.acknowledge(alerts)}>
            {words.all}
          </button>
        )}
      </ToAll>
    </aside>
  );
}

const close = (): void => {
  ui.set({ showsAlerts: false });
  document.getElementById('bell')?.focus();
};

function Sound() {
  const { words } = useOffice().told;
  const [isOn, choose] = useSoundChoice();
  return (
    <span className="alert-sound">
      <span aria-hidden="true">{words.alerts.sound}</span>
      <Switch label={words.alerts.sound} isOn={isOn} isFixed={false} onToggle={choose} />
    </span>
  );
}

function AlertLine({ alert, day }: { readonly alert: Alert; readonly day: string }) {
  const { desk, told } = useOffice();
  const { alerts: words } = told.words;
  const now = useNow(MINUTE);
  const [isWriting, setWriting] = useState(false);
  const { visitId, memberId, kind, text, at } = alert;
  const member = useTeam()?.find((one) => one.memberId === memberId && one.status === 'active');
  return (
    <li className={kind === 'late' ? 'late' : ''}>
      {kind === 'late' ? <ClockIcon /> : <WarnIcon />}
      <div>
        <p lang="en">{text}</p>
        <p className="muted meta">{told.when(at, now)}</p>
        {member && isWriting ? (
          <MessageQuestion memberId={member.memberId} name={member.name} onClose={() => setWriting(false)} />
        ) : (
          <div className="alert-acts">
            {visitId && (
              <button
                type="button"
                className="button small"
                onClick={() => {
                  close();
                  goTo({ page: 'day', day, visitId });
                }}
              >
                {words.open}
              </button>
            )}
            {member && (
              <button type="button" className="button small" onClick={() => setWriting(true)}>
                {words.message(firstName(member.name))}
              </button>
            )}
            <button
              type="button"
              className="button small"
              aria-label={`${words.acknowledge}: ${text}`}
              onClick={() => desk.acknowledge([alert])}
            >
              {words.acknowledge}
            </button>
          </div>
        )}
      </div>
    </li>
  );
}

/** What concerns several is often said to all at once. */
function ToAll({ children }: { readonly children: React.ReactNode }) {
  const { words } = useOffice().told;
  const [isWriting, setWriting] = useState(false);
  return (
    <footer>
      {isWriting ? (
        <MessageQuestion memberId="all" name="" onClose={() => setWriting(false)} />
      ) : (
        <div className="answers">
          {children}
          <button type="button" className="button" onClick={() => setWriting(true)}>
            {words.ask.messageAll}
          </button>
        </div>
      )}
    </footer>
  );
}
