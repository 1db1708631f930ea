import type { PhoneStore } from './phone-store.ts';
import { driveOf, type Here, type MapRead, sideWanted } from './rules/map.ts';
import type { Visit } from './rules/visit.ts';
import type { Tracker } from './tracker-client.ts';

const KEPT = 'map';

/** Reads the streets and the way of a drive, and keeps them for when there is no signal. */
export function createMapReader(store: PhoneStore, tracker: Tracker) {
  return {
    kept: () => store.get<MapRead>(KEPT),
    /** What was known before, where it cannot be read: the page is whole without it. */
    async read(
      visit: Visit,
      here: Here | undefined,
      before: MapRead | undefined,
    ): Promise<MapRead | undefined> {
      const drive = driveOf(visit);
      const same = before?.drive === drive ? before : undefined;
      const side = sideWanted(visit, here, same);
      const path = `/visits/${visit.visitId}/map?side=${side}`;
      const answer = await tracker<Pick<MapRead, 'route' | 'streets'>>('GET', path).catch(() => undefined);
      if (answer?.status !== 200) return before;
      const map = { ...answer.body, drive, side, readAt: Date.now() };
      await store.put(KEPT, map);
      return map;
    },
  };
}
