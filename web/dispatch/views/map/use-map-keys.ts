import { useEffect, useRef } from 'react';
import { type BoardCommand, commandOf } from '../../rules/keys.ts';
import { dayPlus, NEW_VISIT } from '../../rules/route.ts';
import { useOffice } from '../../state/office.ts';
import { goTo } from '../../state/route.ts';
import { ui } from '../../state/ui.ts';

interface Keys {
  readonly day: string;
  readonly today: string;
  readonly clear: () => void;
}

/** The keys of the board that mean something here; A leads to who could take what is selected, Esc lets go of it. */
export function useMapKeys(keys: Keys): void {
  const { desk } = useOffice();
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const day = (days: number) => goTo({ page: 'map', day: dayPlus(latest.current.day, days) });
    const does: Readonly<Partial<Record<BoardCommand, () => void>>> = {
      search: () => document.getElementById('search')?.focus(),
      today: () => goTo({ page: 'map', day: latest.current.today }),
      day_before: () => day(-1),
      day_after: () => day(1),
      help: () => ui.set({ dialog: ui.get().dialog === 'help' ? undefined : 'help' }),
      // What is found is shown on the board.
      find: () => {
        ui.set({ dialog: 'find' });
        goTo({ page: 'day', day: latest.current.day });
      },
      undo: desk.undo,
      new_visit: () => goTo({ page: 'day', day: latest.current.day, visitId: NEW_VISIT }),
    };
    const hear = (event: KeyboardEvent) => {
      const from = event.target as HTMLElement;
      if (event.defaultPrevented || from.closest('[role=menu], [role=dialog]')) return;
      const typing = from.matches('input:not([type=checkbox], [type=radio]), textarea, select');
      if (event.key === 'Escape' && !typing) return latest.current.clear();
      const command = commandOf(event, { typing, single: ui.get().singleKeys });
      if (!command) return;
      const act =
        'board' in command ? does[command.board] : command.deed === 'assign' ? toCandidates : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [desk]);
}

const toCandidates = (): void => document.querySelector<HTMLElement>('.selection input:checked')?.focus();
