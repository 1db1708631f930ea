import { type Html, html } from '../../kernel/html.ts';
import type { Camera } from '../drawing/camera.ts';
import { type Ground, survey } from '../drawing/ground.ts';
import type { Label } from '../drawing/labels.ts';
import { cameraFor, draw, labelsOf, type Scene, SERVED_SIZE, sketchTransform } from '../drawing/scene.ts';
import type { Sketch } from '../drawing/sketch.ts';
import type { Words } from '../language/words.ts';
import type { StatusDocument } from '../status-document.ts';
import type { ViewModel } from '../view-model/drive-view-model.ts';
import { GROW_ICON, HOME, VAN } from './symbols.ts';

/** A map as it is drawn before any script knows how large it is. */
export interface SketchedMap {
  readonly ground: Ground;
  readonly camera: Camera;
  readonly scene: Scene;
  readonly labels: readonly Label[];
  readonly sketch?: Sketch | undefined;
}

/** Draws what is known of the drive; undefined where there is no map. */
export function surveyed(
  document: StatusDocument,
  sketch: Sketch | undefined,
  { chip }: ViewModel,
): SketchedMap | undefined {
  const ground = document.hold || document.status === 'completed' ? undefined : survey(document);
  if (!ground) return undefined;
  const camera = cameraFor(ground, ground.fix, SERVED_SIZE);
  const view = { ground, along: ground.fix, camera, size: SERVED_SIZE, chip: chip?.text };
  const labels = labelsOf(view, sketch?.names ?? [], sketch?.side ?? 0);
  return { ground, camera, scene: draw(view), labels, sketch };
}

/** The map as markup; the script finds its parts by their ids. */
export function mapPicture(
  { ground, camera, scene, labels, sketch }: SketchedMap,
  model: ViewModel,
  words: Words,
  { token, address }: { readonly token: string; readonly address: string },
): Html {
  const { chip } = model;
  return html`<div class="map ${chip?.tone === 'stale' && 'stale'}" id="map">
<svg id="picture" viewBox="0 0 ${SERVED_SIZE[0]} ${SERVED_SIZE[1]}" role="img" aria-label="${words.mapAround(address)}" aria-describedby="away chip">
${sketch && streets(sketch, camera)}
<g class="names" id="names">${labels.map(nameOf)}</g>
<g class="way"><path class="band" id="band" d="${scene.way}"/><path class="trail" id="trail" d="${scene.trail}"/><path class="dots" id="dots" d="${scene.way}"/></g>
<g id="home" transform="${scene.home}">${HOME}</g>
${ground.van !== 'none' && html`<g id="van" transform="${scene.van}">${VAN}</g>`}
</svg>
${sketch?.credit && html`<small class="credit">${sketch.credit}</small>`}
${chip && html`<p id="chip" class="chip ${chip.tone}">${chip.text}</p>`}
<a class="icon" id="grow" href="/t/${token}/map" aria-label="${words.bigMap.open}">${GROW_ICON}</a>
</div>`;
}

const streets = ({ side, parks, water, streets: small, mains, rail }: Sketch, camera: Camera): Html =>
  html`<g class="streets" id="streets" transform="${sketchTransform(side, camera, SERVED_SIZE)}">
<path class="park" d="${parks}"/>${water && html`<path class="water" d="${water}"/>`}<path class="casing" d="${small}"/><path class="casing main" d="${mains}"/>
<path d="${small}" id="small"/><path class="main" d="${mains}" id="mains"/>${rail && html`<path class="rail" d="${rail}"/>`}</g>`;

const nameOf = ({ text, x, y, slope, onRoute }: Label): Html =>
  html`<text${onRoute && html` class="on"`} transform="translate(${Math.round(x)} ${Math.round(y)})rotate(${Math.round(slope)})">${text}</text>`;
