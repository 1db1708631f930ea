import { useState } from 'preact/hooks';
import type { Phone } from '../phone.ts';
import { firstName, type Ask as Question, type Visit } from '../rules/visit.ts';
import type { State } from '../state.ts';
import { Ask } from './ask.tsx';
import { About } from './card.tsx';
import { HoldButton } from './hold-button.tsx';
import { PauseIcon, UndoIcon, VanIcon } from './icons.tsx';
import { texts } from './primary-action.tsx';
import { Sheet } from './sheet.tsx';
import type { Told } from './told.ts';
import { useKeptFocus } from './use-kept-focus.ts';

interface NextProps {
  readonly ask: Question;
  readonly next: Visit;
  readonly left: Visit | undefined;
  readonly state: State;
  readonly phone: Phone;
  readonly told: Told;
}

/** Somebody drove off: what about the job they left, and the next one? No answer changes nothing. */
export function NextSheet({ ask, next, left, state, phone, told }: NextProps) {
  const [asking, setAsking] = useState(false);
  const place = useKeptFocus();
  const { words } = told;
  const { nextSheet } = words;
  const isOpen = left?.status === 'arrived';
  const [name, nextName] = [left ? firstName(left) : '', firstName(next)];
  const [window, half] = told.window(next);
  const time = told.time(ask.at);
  const close = () => phone.answer(ask.at);
  const go = () => void phone.goOnTo(next, left, ask.at);
  const textsNext = texts(state, 'en_route');
  return (
    <Sheet title={nextSheet.title} onClose={close}>
      <p class="quiet">{isOpen ? nextSheet.text(time, name) : nextSheet.textDone(time)}</p>
      <section class="card outlined">
        <div class="window">
          <p>
            <b>{window}</b> {half}
          </p>
        </div>
        <About visit={next} told={told} />
      </section>
      <div class="stack">
        {isOpen && (
          <>
            <button type="button" class="row" onClick={close}>
              <UndoIcon />
              <span>
                <b>{nextSheet.back}</b>
                {nextSheet.backText(name)}
              </span>
            </button>
            <button type="button" class="row" onClick={() => void phone.completeOnly(left, ask.at)}>
              <PauseIcon />
              <span>
                <b>{nextSheet.done(nextName)}</b>
                {nextSheet.doneText(name, nextName)}
              </span>
            </button>
          </>
        )}
        {!isOpen && (
          <button type="button" class="plain tall" onClick={close}>
            {nextSheet.notYet}
          </button>
        )}
        <div class="place" ref={place} tabIndex={-1}>
          {asking ? (
            <Ask
              words={isOpen ? nextSheet.sure(name, nextName) : words.ask.setOff(nextName)}
              onYes={go}
              onNo={() => setAsking(false)}
            />
          ) : (
            <HoldButton
              icon={<VanIcon />}
              verb={isOpen ? nextSheet.go(nextName) : nextSheet.goOpen(nextName)}
              hint={words.hold}
              holding={words.keepHolding}
              onHeld={go}
              onTap={() => setAsking(true)}
            />
          )}
        </div>
        <p class="consequence">
          {isOpen
            ? nextSheet.consequence(name, nextName, textsNext)
            : words.consequence.setOff(nextName, textsNext)}
        </p>
      </div>
    </Sheet>
  );
}
