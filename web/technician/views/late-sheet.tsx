import { useState } from 'preact/hooks';
import type { Phone } from '../phone.ts';
import { firstName, type Visit } from '../rules/visit.ts';
import type { State } from '../state.ts';
import { CheckIcon } from './icons.tsx';
import { Sheet } from './sheet.tsx';
import type { Told } from './told.ts';

interface LateProps {
  readonly visit: Visit;
  readonly state: State;
  readonly phone: Phone;
  readonly told: Told;
  readonly now: number;
  readonly onClose: () => void;
}

const MOST = 480;

/** How late, why, and the very words that the customer reads. */
export function LateSheet({ visit, state, phone, told, now, onClose }: LateProps) {
  const { lateSheet: words, callOffice } = told.words;
  const [minutes, setMinutes] = useState(20);
  const [isOther, setOther] = useState(false);
  const [reason, setReason] = useState<string>();
  const company = state.day?.company;
  if (!company?.messages['running_late'])
    return (
      <Sheet title={words.title} onClose={onClose}>
        <p class="quiet">{words.notOffered}</p>
        <div class="stack">
          <a class="main tall" href={`tel:${company?.company.phone ?? ''}`}>
            {callOffice}
          </a>
          <button type="button" class="plain tall" onClick={onClose}>
            {words.back}
          </button>
        </div>
      </Sheet>
    );
  const name = firstName(visit);
  const text = willRead(visit, state, told, minutes, now);
  const tell = () => {
    void phone.late(visit, minutes, reason ?? '');
    onClose();
  };
  return (
    <Sheet title={words.title} onClose={onClose}>
      <fieldset class="choices minutes" aria-label={words.title}>
        {words.minutes.map((one) => {
          const [count, unit] = words.unit(one);
          return (
            <button
              type="button"
              key={one}
              aria-pressed={!isOther && one === minutes}
              onClick={() => {
                setOther(false);
                setMinutes(one);
              }}
            >
              <b>{count}</b> {unit}
            </button>
          );
        })}
        <button type="button" class="other" aria-pressed={isOther} onClick={() => setOther(true)}>
          {words.reasons.at(-1)}
        </button>
      </fieldset>
      {isOther && (
        <label class="field">
          <span>{words.unit(0)[1]}</span>
          <input
            type="number"
            inputMode="numeric"
            min={1}
            max={MOST}
            value={minutes}
            onInput={({ currentTarget: { valueAsNumber } }) => {
              if (valueAsNumber >= 1 && valueAsNumber <= MOST) setMinutes(Math.round(valueAsNumber));
            }}
          />
        </label>
      )}
      <h3>{words.why}</h3>
      <fieldset class="choices reasons" aria-label={words.why}>
        {words.reasons.map((one) => (
          <button
            type="button"
            key={one}
            aria-pressed={reason === one}
            onClick={() => setReason(reason === one ? undefined : one)}
          >
            {reason === one && <CheckIcon />}
            {one}
          </button>
        ))}
      </fieldset>
      <blockquote>
        {text === undefined ? (
          words.noText(name)
        ) : (
          <>
            <small>{words.willRead(name)}</small>
            {text}
          </>
        )}
      </blockquote>
      <div class="stack">
        <button type="button" class="main tall" onClick={tell}>
          {words.tell(name)}
        </button>
        <button type="button" class="plain tall" onClick={onClose}>
          {words.back}
        </button>
      </div>
    </Sheet>
  );
}

/** The company's own text with what is known here put in; undefined when none is sent. */
function willRead(
  visit: Visit,
  { day, me }: State,
  told: Told,
  minutes: number,
  now: number,
): string | undefined {
  const { company, messages } = day?.company ?? {};
  const message = messages?.['running_late'];
  if (!company || !message?.enabled) return undefined;
  // As the service counts it.
  const expected = Date.parse(visit.eta?.arrivesAt ?? '') || Math.max(now, Date.parse(visit.window.start));
  const known: Readonly<Record<string, string>> = {
    company: company.name,
    technician: me?.name.split(' ')[0] ?? '',
    minutes: `${minutes}`,
    eta: told.time(expected + minutes * 60_000),
    officePhone: company.phone,
    window: told.window(visit).join(' '),
    start: told.time(visit.window.start),
    link: '…',
  };
  return message.text[company.language].replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '…');
}
