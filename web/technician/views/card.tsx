import type { Phone } from '../phone.ts';
import { driveOf } from '../rules/map.ts';
import { metersBetween } from '../rules/pace.ts';
import { firstName, type Visit } from '../rules/visit.ts';
import type { State } from '../state.ts';
import { ArrivalMap } from './arrival-map.tsx';
import { NoteIcon, UndoIcon } from './icons.tsx';
import { Stepper } from './stepper.tsx';
import type { Told } from './told.ts';

export interface CardProps {
  readonly visit: Visit;
  readonly state: State;
  readonly phone: Phone;
  readonly told: Told;
  readonly now: number;
}

/** The visit the dock acts on, by how far it has come. */
export function Card(props: CardProps) {
  const { status } = props.visit;
  if (status === 'en_route') return <OnTheRoad {...props} />;
  if (status === 'arrived') return <OnSite {...props} />;
  return <BeforeDrive {...props} />;
}

/** Whom, where and what for. */
export function About({ visit, told }: Pick<CardProps, 'visit' | 'told'>) {
  return (
    <>
      <div class="who">
        <p>
          <b>{firstName(visit)}</b> {visit.job}
        </p>
        {visit.hold ? (
          <span class="tag">{told.words.held}</span>
        ) : (
          visit.priority === 'urgent' && <span class="tag urgent">{told.words.urgent}</span>
        )}
      </div>
      <p class="address">{visit.address.line}</p>
    </>
  );
}

/** The streets and the way of this drive, and of no other. */
const mapOf = (visit: Visit, { map }: State) => (map?.drive === driveOf(visit) ? map : undefined);

function BeforeDrive({ visit, state, told, now }: CardProps) {
  const [window, half] = told.window(visit);
  const until = Date.parse(visit.window.start) - now;
  const { words } = told;
  const { lat, lng } = visit.address;
  const far = state.fix && lat !== undefined && lng !== undefined && metersBetween(state.fix, { lat, lng });
  return (
    <section class="card" aria-label={firstName(visit)}>
      <Stepper visit={visit} told={told} />
      <div class="window">
        <p>
          <b>{window}</b> {half}
        </p>
        <span class={until < 0 ? 'soon late' : 'soon'}>
          {until < 0 ? words.overdue(told.duration(until)) : words.in(told.duration(until))}
        </span>
      </div>
      <About visit={visit} told={told} />
      {far !== undefined && far !== false && far > 0 && <p class="quiet">{words.away(told.distance(far))}</p>}
      {visit.notes && (
        <p class="note">
          <NoteIcon />
          <span>{visit.notes}</span>
        </p>
      )}
    </section>
  );
}

/** What the customer sees is what counts: the arrival time of their page, and the same circle. */
function OnTheRoad({ visit, state, told, now }: CardProps) {
  const { words } = told;
  const name = firstName(visit);
  const [time, half] = visit.eta ? told.clock(visit.eta.arrivesAt) : ['', ''];
  return (
    <section class="road" aria-label={name}>
      <div class="top">
        <p class="quiet">{visit.eta ? words.sees(name) : words.noEta(name)}</p>
        {visit.eta && (
          <div class="window">
            <p class="time">
              <b>{time}</b> {half}
            </p>
            <span class="soon">
              {told.duration(Math.max(0, Date.parse(visit.eta.arrivesAt) - now))}
              <small>{told.distance(visit.eta.distanceMeters)}</small>
            </span>
          </div>
        )}
        <Stepper visit={visit} told={told} />
      </div>
      <ArrivalMap
        visit={visit}
        radius={state.day?.company?.arrival.radiusMeters ?? 91.44}
        fix={state.fix}
        map={mapOf(visit, state)}
        told={told}
        chip={words.arrivalCircle}
        fromAfar={words.arrivalFar}
      />
      <div class="under">
        <About visit={visit} told={told} />
        {visit.notes && <p class="quiet">{visit.notes}</p>}
      </div>
    </section>
  );
}

function OnSite({ visit, state, phone, told, now }: CardProps) {
  const { words } = told;
  const arrived = Date.parse(visit.arrivedAt ?? '');
  const left = Date.parse(visit.undoableUntil ?? '') - now;
  const isWaiting = state.waiting.some(({ visitId }) => visitId === visit.visitId);
  if (!(left > 0)) return <AtWork visit={visit} told={told} now={now} />;
  const { start, end } = visit.window;
  const inside = Date.parse(start) <= arrived && arrived <= Date.parse(end);
  const { lat, lng } = visit.address;
  const off = state.fix && lat !== undefined && lng !== undefined && metersBetween(state.fix, { lat, lng });
  return (
    <section class="road" aria-label={firstName(visit)}>
      <div class="top" role="status">
        <p class="quiet">
          {told.time(arrived)}, {inside ? words.inWindow : words.outsideWindow}
        </p>
        <p class="headline">{words.arrivedTitle}</p>
        <Stepper visit={visit} told={told} />
      </div>
      <ArrivalMap
        visit={visit}
        radius={state.day?.company?.arrival.radiusMeters ?? 91.44}
        fix={state.fix}
        map={mapOf(visit, state)}
        told={told}
        chip={typeof off === 'number' ? words.evidence(told.short(off)) : visit.address.line}
      />
      <div class="under">
        <div class="both">
          <div>
            <p class="quiet">{words.jobTime}</p>
            <p class="clock">{told.stopwatch(now - arrived)}</p>
          </div>
          <p class="quiet told">{whoKnows(visit, state, told, now)}</p>
        </div>
        <button type="button" class="row" disabled={isWaiting} onClick={() => void phone.undoArrival(visit)}>
          <UndoIcon />
          <b>{words.notThere}</b>
          <span>{told.stopwatch(left).slice(3)}</span>
        </button>
      </div>
    </section>
  );
}

/** A message takes its time: a push that nobody takes is followed by a text. */
const TELLING_MS = 20_000;

/** Does the customer know? Only what has left counts; whoever has no text is knocked for. */
function whoKnows(visit: Visit, { cutSince }: State, { words, time }: Told, now: number): string {
  const { arrivalToldAt, arrivedAt = '' } = visit;
  const name = firstName(visit);
  if (arrivalToldAt) return words.wasTold(name, time(arrivalToldAt));
  const isUnderWay = cutSince === undefined && now - Date.parse(arrivedAt) < TELLING_MS;
  return isUnderWay ? words.doing.arrive(name) : words.notTold(name);
}

function AtWork({ visit, told, now }: Pick<CardProps, 'visit' | 'told' | 'now'>) {
  return (
    <>
      <div class="top">
        <p class="quiet">{told.words.jobTime}</p>
        <p class="clock">{told.stopwatch(now - Date.parse(visit.arrivedAt ?? ''))}</p>
        <Stepper visit={visit} told={told} />
      </div>
      <section class="card" aria-label={firstName(visit)}>
        <About visit={visit} told={told} />
        {visit.notes && <p class="quiet">{visit.notes}</p>}
      </section>
    </>
  );
}
