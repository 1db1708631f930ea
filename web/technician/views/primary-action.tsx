import { useEffect, useState } from 'preact/hooks';
import { type Phone, UNDO_MS } from '../phone.ts';
import { NEXT, nextStep, type Refusal, type Verb, type WaitingStep } from '../rules/steps.ts';
import { firstName, type Status, type Visit } from '../rules/visit.ts';
import type { State } from '../state.ts';
import { Ask } from './ask.tsx';
import { buzz } from './feel.ts';
import { HoldButton } from './hold-button.tsx';
import { CheckIcon, ClockIcon, HouseIcon, VanIcon } from './icons.tsx';
import type { Told } from './told.ts';

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

/** What the large place at the bottom shows: a refusal, a step that can still be undone, or the next one. */
export function PrimaryAction(props: ActionProps) {
  const { state, now, visit, phone, told } = props;
  const [asking, setAsking] = useState<string>();
  const { words } = told;
  const [refusal] = state.refusals;
  if (refusal) return <Refused {...props} refusal={refusal} />;
  const held = state.waiting.find(({ heldUntil }) => heldUntil > now);
  if (held) return <Undo {...props} held={held} />;
  const saved = state.waiting.findLast(({ visitId, kind }) => visitId === visit.visitId && kind === 'status');
  if (saved && now - Math.max(saved.heldUntil, Date.parse(saved.at)) < SAVED_SHOWN_MS)
    return <Saved step={saved} state={state} told={told} />;
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

function Undo({ held, now, state, phone, told }: ActionProps & { readonly held: WaitingStep }) {
  const { verb, to } = stepTo(held.status);
  const left = Math.ceil((held.heldUntil - now) / 1000);
  return (
    <div class="undo" role="status">
      <span class="count" style={{ '--lasts': `${UNDO_MS}ms` }}>
        {left}
      </span>
      <b>{told.words.doing[verb](held.name, texts(state, to))}</b>
      <button type="button" class="plain" onClick={() => void phone.undo(held)}>
        {told.words.undo}
      </button>
    </div>
  );
}

function Saved({ step, state, told }: Pick<ActionProps, 'state' | 'told'> & { readonly step: WaitingStep }) {
  const { verb } = stepTo(step.status);
  return (
    <div class="saved" role="status">
      <span class="ring">
        <ClockIcon />
      </span>
      <span class="verb">
        <b>{told.words.verbs[verb]}</b>
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
function why({ status, problem, visit }: Refusal, other: Visit | undefined, told: Told): string {
  const { refused } = told.words;
  if (other) return refused.elsewhere(firstName(other));
  if (problem === 'far-from-window' && visit) return refused.far(told.time(visit.window.start));
  if (visit?.status === 'cancelled') return refused.cancelled(told.time(visit.updatedAt));
  if (visit?.hold) return refused.held;
  if (status === 404 || !visit) return refused.gone;
  if (status === 403) return refused.notAllowed;
  return status === 409 || status === 422 ? refused.changed(told.time(visit.updatedAt)) : refused.other;
}
