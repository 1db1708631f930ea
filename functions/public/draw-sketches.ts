import { prepareSketches } from '../../shared/public/sketch/prepare-sketches.ts';
import { onEvent } from '../runtime/event.ts';

/** A visit has an address, or another one: the streets around it are drawn for its page. */
export const handler = onEvent<{ readonly visitId: string }>(({ detail }) => prepareSketches(detail.visitId));
