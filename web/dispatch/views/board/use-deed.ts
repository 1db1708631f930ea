import { useCallback } from 'react';
import type { Visit } from '../../api/types.ts';
import { type Deed, hindrance, needsReason } from '../../rules/steps.ts';
import { rowOf } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { toast } from '../../state/toasts.ts';
import { ui } from '../../state/ui.ts';

/** Does something about a visit, or first asks beside it what has to be known. */
export function useDeed() {
  const { desk, told } = useOffice();
  return useCallback(
    (visit: Visit, deed: Deed, row?: string) => {
      const { visitId } = visit;
      const hindered = hindrance(visit, deed);
      if (hindered)
        return void toast(told.words.hindrances[hindered], { tone: 'bad', until: Date.now() + 5000 });
      if (deed === 'assign')
        return ui.set({ question: { kind: 'assign', visitId, row: row ?? rowOf(visit) } });
      if (deed === 'add_technician')
        return ui.set({ question: { kind: 'assign', visitId, row: rowOf(visit), joins: true } });
      if (deed === 'reschedule') return ui.set({ question: { kind: 'reschedule', visitId } });
      if (needsReason(deed)) return ui.set({ question: { kind: 'reason', visitId, deed } });
      void desk.deed(visit, deed);
    },
    [desk, told],
  );
}
