import type { Status, Visit } from '../rules/visit.ts';
import type { Told } from './told.ts';

/** How many of the four are behind a visit of each status. */
const REACHED: Readonly<Record<Status, number>> = {
  pending_dispatch: 0,
  dispatched: 1,
  en_route: 2,
  arrived: 3,
  completed: 4,
  cancelled: 4,
};

const NAMES = ['confirm', 'setOff', 'arrive', 'complete'] as const;

/** The visit's life: what is done, what is going on, what is to come. */
export function Stepper({ visit, told }: { readonly visit: Visit; readonly told: Told }) {
  const reached = REACHED[visit.status];
  const current = Math.max(0, reached - 1);
  const { steps, stepsShort } = told.words;
  return (
    <ol class="stepper">
      {NAMES.map((name, index) => (
        <li
          key={name}
          class={index < reached - 1 || reached === 4 ? 'done' : index < reached ? 'now' : ''}
          aria-current={index === current ? 'step' : undefined}
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
