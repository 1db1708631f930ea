import { type Draft, EMPTY } from '../rules/booking.ts';
import { useDraft } from './drafts.ts';
import { useOffice } from './office.ts';

/** What was typed of a new visit: kept over closing, a reload and signing in again, for who typed it. */
export function useBookingDraft(): readonly [Draft, (patch: Partial<Draft>) => void, () => void] {
  const { me } = useOffice();
  const [kept, keep] = useDraft(`booking-${me.memberId}`);
  const draft = read(kept);
  return [draft, (patch) => keep(JSON.stringify({ ...draft, ...patch })), () => keep('')];
}

/** What an earlier version of the page kept may lack a field. */
function read(kept: string): Draft {
  try {
    return { ...EMPTY, ...JSON.parse(kept || '{}') };
  } catch {
    return EMPTY;
  }
}
