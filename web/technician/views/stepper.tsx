import type { Status, Visit } from '../rules/visit.ts';
import type { Told } from './told.ts';

/** How many of the four are behind a visit of each status, and how far it is in the one after them. */
const REACHED: Readonly<Record<Status, readonly [number, 'next' | 'now' | '']>> = {
  pending_dispatch: [0, 'next'],
  dispatched: [1, 'next'],
  en_route: [1, 'now'],
  arrived: [2, 'now'],
  completed: [4, ''],
  cancelled: [4, ''],
};

const NAMES = ['confirm', 'setOff', 'arrive', 'complete'] as const;

/** The visit's life: what is done, what is going on, what is to come. */
export function Stepper({ visit, told }: { readonly visit: Visit; readonly told: Told }) {
  const [behind, far] = REACHED[visit.status];
  const { steps, stepsShort } = told.words;
  return (
    <ol class="stepper">
      {NAMES.map((name, index) => (
        <li
          key={name}
          class={index < behind ? 'done' : index === behind ? far : ''}
          aria-current={index === behind ? 'step' : undefined}
        >
          <span class="wide">{steps[name]}</span>
          <span class="narrow" aria-hidden="true">
            {stepsShort[name]}
          </span>
        </li>
      ))}
    </ol>
  );
}
