import { useEffect, useRef, useState } from 'preact/hooks';
import type { Phone } from '../phone.ts';
import { NEXT, nextStep, type Refusal, type Verb, type WaitingStep } from '../rules/steps.ts';
import { firstName, type Status, type Visit } from '../rules/visit.ts';
import type { State } from '../state.ts';
import { Ask } from './ask.tsx';
import { buzz } from './feel.ts';
import { HoldButton } from './hold-button.tsx';
import { CheckIcon, ClockIcon, HouseIcon, VanIcon } from './icons.tsx';
import type { Told } from './told.ts';
import { useKeptFocus } from './use-kept-focus.ts';

const ICONS = { confirm: CheckIcon, setOff: VanIcon, arrive: HouseIcon, complete: CheckIcon };

/** So long what was saved is shown as that; then the day goes on. */
const SAVED_SHOWN_MS = 5000;

interface ActionProps {
  readonly state: State;
  readonly phone: Phone;
  readonly told: Told;
  readonly now: number;
  readonly visit: Visit;
}

const stepTo = (status: Status | undefined): { readonly verb: Verb; readonly to: Status } =>
  Object.values(NEXT).find((next) => next?.to === status) ?? { verb: 'confirm', to: 'dispatched' };

/** The large place at the bottom, in which whoever works by keys stays, whatever it shows. */
export function PrimaryAction(props: ActionProps) {
  const [asking, setAsking] = useState<string>();
  const place = useKeptFocus();
  return (
    <div class="place" ref={place} tabIndex={-1}>
      <Action {...props} asking={asking} setAsking={setAsking} />
    </div>
  );
}

interface AskedProps extends ActionProps {
  /** The step of which it is asked whether it is meant. */
  readonly asking: string | undefined;
  readonly setAsking: (asking: string | undefined) => void;
}

/** A refusal, a step that can still be undone, or the next one. */
function Action({ asking, setAsking, ...props }: AskedProps) {
  const { state, now, visit, phone, told } = props;
  const { words } = told;
  const asked = useAsked(visit, now + state.behind);
  const [refusal] = state.refusals;
  if (refusal) return <Refused {...props} refusal={refusal} />;
  const held = state.waiting.filter(({ heldUntil }) => heldUntil > now);
  if (held.length > 0) return <Undo {...props} held={held} />;
  const saved = state.waiting.findLast(({ visitId, kind }) => visitId === visit.visitId && kind === 'status');
  if (saved && now - Math.max(saved.heldUntil, Date.parse(saved.at)) < SAVED_SHOWN_MS)
    return <Saved step={saved} state={state} told={told} />;
  // The account has started the drive: the customer knows, but whoever sits in the van may know better.
  if (asked > 0)
    return (
      <Revocable
        left={asked}
        what={words.startedItself(firstName(visit))}
        undo={words.undo}
        onUndo={() => void phone.undoStart(visit)}
      />
    );
  const next = nextStep(visit, state.day?.company);
  if (!next) return <Resting text={visit.hold ? words.onHold : words.officeMarks} />;
  const name = firstName(visit);
  const take = () => {
    setAsking(undefined);
    void phone.step(visit);
  };
  if (asking === visit.visitId + next.verb)
    return <Ask words={words.ask[next.verb](name)} onYes={take} onNo={() => setAsking(undefined)} />;
  const Icon = ICONS[next.verb];
  return (
    <>
      <HoldButton
        key={visit.visitId}
        icon={<Icon />}
        verb={words.verbs[next.verb]}
        hint={hintFor(next.verb, state, words)}
        holding={words.keepHolding}
        onHeld={take}
        onTap={() => setAsking(visit.visitId + next.verb)}
      />
      <p class="consequence">{words.consequence[next.verb](name, texts(state, next.to))}</p>
    </>
  );
}

const hintFor = (verb: Verb, { cutSince, permission, offSince }: State, words: Told['words']): string => {
  if (cutSince !== undefined) return words.holdOffline;
  const marksItself = verb === 'arrive' && permission === 'granted' && offSince === undefined;
  return marksItself ? words.holdIfNot : words.hold;
};

/** Is a text sent of it? */
export const texts = ({ day }: State, to: Status): boolean => day?.company?.messages[to]?.enabled ?? false;

function Resting({ text }: { readonly text: string }) {
  return <p class="resting">{text}</p>;
}

/** What one press has begun, be it two steps. */
function Undo({ held, now, state, phone, told }: ActionProps & { readonly held: readonly WaitingStep[] }) {
  const { words } = told;
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) return null;
  const { verb, to } = stepTo(last.status);
  const isTexted = texts(state, to);
  return (
    <Revocable
      left={last.heldUntil - now}
      what={
        first === last
          ? words.doing[verb](last.name, isTexted)
          : words.doingBoth(first.name, last.name, isTexted)
      }
      undo={words.undo}
      onUndo={() => void phone.undo(last)}
    />
  );
}

interface RevocableProps {
  /** Milliseconds. */
  readonly left: number;
  readonly what: string;
  readonly undo: string;
  readonly onUndo: () => void;
}

function Revocable({ left, what, undo, onUndo }: RevocableProps) {
  return (
    <div class="undo">
      <span class="count" aria-hidden="true">
        {Math.ceil(left / 1000)}
      </span>
      <b role="status">{what}</b>
      <button type="button" class="plain" onClick={onUndo}>
        {undo}
      </button>
    </div>
  );
}

/** So long it is asked whether what the account has started by itself is meant; milliseconds. */
const ASKED_MS = 10_000;

/** For how much longer it is asked, from when it was first seen here; milliseconds. */
function useAsked({ visitId, status, enRouteAt, undoableUntil = '' }: Visit, now: number): number {
  const seen = useRef({ drive: '', at: 0 });
  const drive = `${visitId} ${enRouteAt}`;
  const isNew = status === 'en_route' && Date.parse(undoableUntil) > now;
  if (isNew && seen.current.drive !== drive) seen.current = { drive, at: now };
  return isNew ? seen.current.at + ASKED_MS - now : 0;
}

function Saved({ step, state, told }: Pick<ActionProps, 'state' | 'told'> & { readonly step: WaitingStep }) {
  const { verb } = stepTo(step.status);
  return (
    <div class="saved" role="status">
      <span class="ring">
        <ClockIcon />
      </span>
      <span class="verb">
        <b>{step.undoes ? told.words.takingBack : told.words.verbs[verb]}</b>
        <span>{whenItGoes(step, state, told)}</span>
      </span>
    </div>
  );
}

const whenItGoes = ({ at }: WaitingStep, { signedIn, cutSince }: State, { words, time }: Told): string => {
  if (!signedIn) return words.waitsForYou(time(at));
  return cutSince === undefined ? words.goingOut : words.waits(time(at));
};

function Refused({ refusal, state, phone, told }: ActionProps & { readonly refusal: Refusal }) {
  useEffect(() => buzz('refused'), [refusal.step.id]);
  const { words } = told;
  const others = state.day?.visits ?? [];
  const other = others.find(({ visitId }) => visitId === refusal.conflictingVisitId);
  const over = () => phone.accept(refusal);
  const office = state.day?.company?.company.phone;
  const openOther = async () => {
    await over();
    if (other) phone.open(other.visitId);
  };
  const far = refusal.problem === 'far-from-window';
  return (
    <div class="refused" role="alert">
      <p>{why(refusal, other, told)}</p>
      <div class="pair">
        {far && (
          <button type="button" class="plain" onClick={() => void over()}>
            {words.refused.notYet}
          </button>
        )}
        {far && (
          <button type="button" class="plain" onClick={() => void phone.insist(refusal)}>
            {words.refused.insist}
          </button>
        )}
        {!far && (
          <button type="button" class="plain" onClick={() => void openOther()}>
            {other ? words.refused.open(firstName(other)) : words.refused.ok}
          </button>
        )}
        {!far && office && (
          <a class="plain" href={`tel:${office}`}>
            {words.callOffice}
          </a>
        )}
      </div>
    </div>
  );
}

/** What is true now, in one line. */
function why({ status, problem, visit, clockWrong }: Refusal, other: Visit | undefined, told: Told): string {
  const { refused } = told.words;
  if (other) return refused.elsewhere(firstName(other));
  if (problem === 'far-from-window' && visit) return refused.far(told.time(visit.window.start));
  if (visit?.status === 'cancelled') return refused.cancelled(told.time(visit.updatedAt));
  if (visit?.hold) return refused.held;
  if (status === 404 || !visit) return refused.gone;
  if (clockWrong) return refused.clock;
  if (status === 403) return refused.notAllowed;
  return status === 409 || status === 422 ? refused.changed(told.time(visit.updatedAt)) : refused.other;
}
