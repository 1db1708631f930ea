import { isLow } from '../power.ts';
import { firstName, type Visit } from '../rules/visit.ts';
import type { State } from '../state.ts';
import { BatteryIcon, CutIcon, WarnIcon } from './icons.tsx';
import type { Told } from './told.ts';

interface NoticeProps {
  readonly state: State;
  readonly told: Told;
  readonly now: number;
}

/** What is out of order, before anything else. */
export function Notices({ state, told, now }: NoticeProps) {
  const { words } = told;
  const { cutSince, battery, standing, waiting, sent } = state;
  const isCut = cutSince !== undefined && now - cutSince > 5000;
  const steps = waiting.filter(({ heldUntil }) => heldUntil <= now).length;
  return (
    <>
      {standing && (
        <Band icon={<WarnIcon />} look="bad" words={standing === 'soon' ? words.soon : words.barred} />
      )}
      {isCut && (
        <Band
          icon={<CutIcon />}
          look="warn"
          words={[
            words.offline.title(told.time(cutSince)),
            steps + sent.waiting > 0 ? words.offline.text(steps, sent.waiting) : words.offline.nothing,
          ]}
        />
      )}
      {isLow(battery) && (
        <Band icon={<BatteryIcon />} look="warn" words={words.battery(battery?.level ?? 0)} />
      )}
    </>
  );
}

interface BandProps {
  readonly icon: preact.ComponentChildren;
  readonly look: 'warn' | 'bad';
  readonly words: readonly string[];
}

function Band({ icon, look, words: [title, text] }: BandProps) {
  return (
    <div class={`band ${look}`} role="status">
      {icon}
      <p>
        <b>{title}</b>
        <span>{text}</span>
      </p>
    </div>
  );
}

interface LateProps extends NoticeProps {
  readonly visit: Visit | undefined;
  readonly onGive: () => void;
}

/** Nobody came, and the office knows: the customer is owed a new time. */
export function LateCard({ state, told, now, visit, onGive }: LateProps) {
  const company = state.day?.company;
  if (!visit?.late || !company || visit.status === 'arrived') return null;
  const late = now - Date.parse(visit.window.start);
  const { lateAlert, callOffice } = told.words;
  return (
    <section class="late" aria-label={lateAlert.title(Math.floor(late / 60_000), firstName(visit))}>
      <Band
        icon={<WarnIcon />}
        look="bad"
        words={[lateAlert.title(Math.floor(late / 60_000), firstName(visit)), lateAlert.text]}
      />
      <div class="pair">
        <button type="button" class="red" onClick={onGive}>
          {lateAlert.give}
        </button>
        <a class="plain" href={`tel:${company.company.phone}`}>
          {callOffice}
        </a>
      </div>
    </section>
  );
}
