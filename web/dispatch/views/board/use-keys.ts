import { useEffect, useRef } from 'react';
import type { Visit } from '../../api/types.ts';
import { type BoardCommand, commandOf } from '../../rules/keys.ts';
import { dayPlus, NEW_VISIT } from '../../rules/route.ts';
import type { Row } from '../../rules/rows.ts';
import { rowOf, UNASSIGNED } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { planning } from '../../state/plan.ts';
import { goTo, swapTo } from '../../state/route.ts';
import { ui } from '../../state/ui.ts';
import { useDeed } from './use-deed.ts';

interface Keys {
  readonly day: string;
  readonly today: string;
  /** Those that match, in the order of their windows. */
  readonly visits: readonly Visit[];
  readonly rows: readonly Row[];
  /** The one in the drawer. */
  readonly open: Visit | undefined;
}

/** Listens to the keys of the board, wherever the focus is but in a field, a menu or a question. */
export function useKeys(keys: Keys): void {
  const { desk } = useOffice();
  const begin = useDeed();
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const does: Readonly<Record<BoardCommand, () => void>> = {
      next: () => walk(latest.current, 1),
      previous: () => walk(latest.current, -1),
      search: () => document.getElementById('search')?.focus(),
      alerts: () => ui.set({ showsAlerts: !ui.get().showsAlerts }),
      today: () => goTo({ page: 'day', day: latest.current.today }),
      day_before: () => goTo({ page: 'day', day: dayPlus(latest.current.day, -1) }),
      day_after: () => goTo({ page: 'day', day: dayPlus(latest.current.day, 1) }),
      help: () => ui.set({ dialog: ui.get().dialog === 'help' ? undefined : 'help' }),
      find: () => ui.set({ dialog: 'find' }),
      undo: desk.undo,
      plan: () => planning.begin(focusedRow(latest.current)),
      new_visit: () => goTo({ page: 'day', day: latest.current.day, visitId: NEW_VISIT }),
      map: () => goTo({ page: 'map', day: latest.current.day }),
    };
    const hear = (event: KeyboardEvent) => {
      const from = event.target as HTMLElement;
      if (event.defaultPrevented || from.closest('[role=menu], [role=dialog]')) return;
      const typing = from.matches('input, textarea, select, [contenteditable]');
      const command = commandOf(event, { typing, single: ui.get().singleKeys });
      if (!command) return;
      if ('board' in command) {
        event.preventDefault();
        return does[command.board]();
      }
      const visit = focused(latest.current);
      if (!visit) return;
      event.preventDefault();
      begin(visit, command.deed, ui.get().focus?.row);
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [desk, begin]);
}

/** The row the keyboard is in; nobody's, where it is elsewhere. */
function focusedRow({ rows }: Keys): string {
  const { focus } = ui.get();
  const isOnBoard = document.activeElement?.closest('.scroller') !== null;
  return (isOnBoard && rows.find(({ id, technician }) => id === focus?.row && technician)?.id) || UNASSIGNED;
}

/** Whom a key is about: the visit that has the focus, else the one in the drawer. */
function focused({ rows, open }: Keys): Visit | undefined {
  const { focus } = ui.get();
  const isOnBoard = document.activeElement?.closest('.scroller') !== null;
  const row = rows.find(({ id }) => id === focus?.row);
  const found = row?.placed.find(({ visit }) => visit.visitId === focus?.visitId)?.visit;
  return (isOnBoard ? found : undefined) ?? open ?? found;
}

function walk({ visits, open, day }: Keys, step: number) {
  if (visits.length === 0) return;
  const { focus } = ui.get();
  const at = visits.findIndex(({ visitId }) => visitId === (open?.visitId ?? focus?.visitId));
  const next = visits[(at + step + visits.length) % visits.length] ?? visits[0];
  if (!next) return;
  ui.set({ focus: { row: rowOf(next), visitId: next.visitId } });
  if (open) return swapTo({ page: 'day', day, visitId: next.visitId });
  document.querySelector<HTMLElement>(`.scroller [data-visit="${CSS.escape(next.visitId)}"]`)?.focus();
}
