import { log } from '../../kernel/log.ts';
import type { LiveRoute } from '../../tracking/live.ts';
import type { Visit } from '../../visits/visit.ts';
import { survey } from '../drawing/ground.ts';
import { decode, flatten } from '../drawing/plane.ts';
import { sideOf, wayOf } from '../drawing/scene.ts';
import type { Sketch } from '../drawing/sketch.ts';
import type { StatusDocument } from '../status-document.ts';
import { drawSketch } from './draw-sketch.ts';
import { isPlanOf } from './street-plan.ts';
import { findStreetPlan } from './street-plan-store.ts';

/**
 * The streets around a visit's address for whoever drives there, in a square of so many metres a side: those along
 * their way first.
 */
export async function streetsFor(
  { visitId, address }: Pick<Visit, 'visitId' | 'address'>,
  side: number,
  route: LiveRoute | undefined,
): Promise<Sketch | undefined> {
  const { lat, lng, verified } = address;
  if (!verified || lat === undefined || lng === undefined) return undefined;
  const plan = await findStreetPlan(visitId, side);
  const way = decode(route?.polyline ?? '').map(flatten({ lat, lng }));
  return plan && isPlanOf(plan, address) ? drawSketch(plan, way) : undefined;
}

/** The streets for what is on the map now; a page without them is whole too, so a failure is only logged. */
export async function sketchFor(visitId: string, document: StatusDocument): Promise<Sketch | undefined> {
  const ground = document.hold ? undefined : survey(document);
  if (!ground) return undefined;
  try {
    const plan = await findStreetPlan(visitId, sideOf(ground));
    return plan && isPlanOf(plan, document.address ?? {}) ? drawSketch(plan, wayOf(ground)) : undefined;
  } catch (error) {
    log.warn('no streets for a page', error as Error);
    return undefined;
  }
}
