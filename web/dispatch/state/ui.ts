import { create } from 'zustand';
import type { Edit } from '../rules/drop.ts';
import { type Filter, NO_FILTER } from '../rules/filter.ts';
import type { Density } from '../rules/lanes.ts';
import type { Deed } from '../rules/steps.ts';

/** A question in place, beside the visit it is about. */
export type Question =
  | { readonly kind: 'reason'; readonly visitId: string; readonly deed: Deed }
  | { readonly kind: 'assign'; readonly visitId: string; readonly row: string; readonly joins?: true }
  | { readonly kind: 'message'; readonly visitId: string; readonly memberId: string; readonly name: string }
  | { readonly kind: 'reschedule'; readonly visitId: string }
  | { readonly kind: 'reassign'; readonly visitId: string; readonly edit: Edit };

/** An event that is open, or one that is to be made there and then. */
export interface EventAsked {
  readonly eventId?: string;
  readonly row: string;
  /** Epoch ms. */
  readonly start: number;
  /** Where on the page somebody pointed, px. */
  readonly x?: number;
  readonly y?: number;
}

/** What is open on the board and where the keyboard is; nothing of it is the service's. */
interface Ui {
  readonly filter: Filter;
  readonly density: Density;
  readonly singleKeys: boolean;
  /** The list of them; the first one stands above the board in any case. */
  readonly showsAlerts: boolean;
  readonly focus: { readonly row: string; readonly visitId?: string | undefined } | undefined;
  readonly menu:
    | { readonly visitId: string; readonly row: string; readonly x: number; readonly y: number }
    | undefined;
  /** What can be done with a row, where its menu was opened. */
  readonly rowMenu: { readonly row: string; readonly x: number; readonly y: number } | undefined;
  readonly event: EventAsked | undefined;
  readonly question: Question | undefined;
  /** A cell that is to be scrolled to and to get the focus, once it is there. */
  readonly reveal: { readonly row: string; readonly visitId: string } | undefined;
  readonly dialog: 'help' | 'find' | undefined;
}

const KEPT = 'dispatch-choices';

const kept = (): Partial<Pick<Ui, 'density' | 'singleKeys'>> => {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}');
  } catch {
    return {};
  }
};

export const useUi = create<Ui>(() => ({
  filter: NO_FILTER,
  density: matchMedia('(pointer: coarse)').matches ? 'touch' : 'regular',
  singleKeys: true,
  showsAlerts: false,
  focus: undefined,
  menu: undefined,
  rowMenu: undefined,
  event: undefined,
  question: undefined,
  reveal: undefined,
  dialog: undefined,
  ...kept(),
}));

export const ui = {
  get: useUi.getState,
  set: (patch: Partial<Ui>) => useUi.setState(patch),
  filter: (patch: Partial<Filter>) => useUi.setState(({ filter }) => ({ filter: { ...filter, ...patch } })),
  /** Of this browser, whoever uses it. */
  choose(patch: Partial<Pick<Ui, 'density' | 'singleKeys'>>): void {
    useUi.setState(patch);
    const { density, singleKeys } = useUi.getState();
    localStorage.setItem(KEPT, JSON.stringify({ density, singleKeys }));
  },
};
