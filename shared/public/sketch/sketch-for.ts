import { log } from '../../kernel/log.ts';
import { survey } from '../drawing/ground.ts';
import { sideOf, wayOf } from '../drawing/scene.ts';
import type { Sketch } from '../drawing/sketch.ts';
import type { StatusDocument } from '../status-document.ts';
import { drawSketch } from './draw-sketch.ts';
import { isPlanOf } from './street-plan.ts';
import { findStreetPlan } from './street-plan-store.ts';

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
