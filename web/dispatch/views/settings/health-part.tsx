import type { Health } from '../../api/settings-calls.ts';
import { routeHash } from '../../rules/route.ts';
import { useHealth } from '../../state/health.ts';
import { useTold } from '../../state/office.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { CheckIcon, HelpIcon, WarnIcon } from '../icons.tsx';

type State = Health['channels'][number]['state'];

const SIGNS = { ok: CheckIcon, warning: WarnIcon, problem: WarnIcon, unknown: HelpIcon } as const;

/** A word and a sign: nothing is told by its colour alone. */
function HealthSign({ state }: { readonly state: State }) {
  const { health: words } = useSettingsWords();
  const Sign = SIGNS[state];
  return (
    <span className={`health-sign ${state}`}>
      <Sign />
      {words.states[state]}
    </span>
  );
}

/** Whether texts, mails and pushes leave, and what to do where they do not. */
export function HealthPart() {
  const { health: words } = useSettingsWords();
  const told = useTold();
  const { data, isError, isFetching, refetch } = useHealth();
  return (
    <div className="settings-part">
      <div className="settings-form">
        <h2>{words.heading}</h2>
        <p className="muted">{words.intro}</p>
        <p className="health-line" role="status">
          <span className="muted">
            {data
              ? words.checked(told.when(data.checkedAt, Date.now()))
              : isError
                ? words.failed
                : words.asking}
          </span>
          <button type="button" className="button small" disabled={isFetching} onClick={() => void refetch()}>
            {words.again}
          </button>
        </p>
        {data?.channels.map(({ channel, state, checks }) => (
          <section key={channel} className="card channel" aria-label={words.channels[channel]}>
            <h3>
              {words.channels[channel]}
              <HealthSign state={state} />
            </h3>
            <ul lang="en">
              {checks.map((check) => (
                <li key={check.name}>
                  <i className={`dot ${check.state}`} aria-hidden="true" />
                  <div>
                    <p>
                      <span className="unseen">{words.states[check.state]}: </span>
                      {check.detail}
                    </p>
                    {check.whatToDo && <p className="muted">{check.whatToDo}</p>}
                  </div>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

/** The same in two lines, beside every part of the settings. */
export function HealthLine() {
  const { health: words } = useSettingsWords();
  const told = useTold();
  const { data } = useHealth();
  const sms = data?.channels.find(({ channel }) => channel === 'sms');
  if (!data || !sms) return null;
  return (
    <a className="health-brief" href={routeHash({ page: 'settings', part: 'health' })}>
      <span className="muted">{words.sms}</span>
      <HealthSign state={sms.state} />
      <span className="muted">{words.checked(told.when(data.checkedAt, Date.now()))}</span>
    </a>
  );
}
