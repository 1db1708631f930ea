import { epoch, ttl } from '../../kernel/time.ts';
import { findVisit } from '../../visits/visit-store.ts';
import { SIDES } from '../drawing/sketch.ts';
import { planStreets } from './street-plan.ts';
import { putStreetPlan } from './street-plan-store.ts';
import { openTiles, type StreetTiles } from './street-tiles.ts';

let tiles: StreetTiles | undefined;

/**
 * Plans the streets around the address of a visit, once, in every size a page may ask for. By the visit as it is
 * now, so that late and repeated events do no harm; without a file of tiles, or a known place, there is nothing to do.
 */
export async function prepareSketches(visitId: string): Promise<void> {
  const url = process.env['STREETS_URL'];
  if (!url) return;
  const visit = await findVisit(visitId);
  const { verified, lat, lng } = visit?.address ?? {};
  if (!visit || !verified || lat === undefined || lng === undefined) return;
  tiles ??= openTiles(url);
  const credit = await tiles.credit();
  for (const side of SIDES) {
    const features = await tiles.around({ lat, lng }, side);
    if (features.length > 0) {
      const plan = { ...planStreets(features, side, credit), house: { lat, lng } };
      await putStreetPlan(visitId, plan, ttl(epoch(visit.link.expiresAt)));
    }
  }
}
