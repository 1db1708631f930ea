import { type Camera, ease, hasMoved, onPicture } from '../../shared/public/drawing/camera.ts';
import { type Drawable, type Ground, goOnFrom, survey } from '../../shared/public/drawing/ground.ts';
import { at } from '../../shared/public/drawing/line.ts';
import type { Point } from '../../shared/public/drawing/plane.ts';
import { cameraFor, draw, headingAt, labelsOf, sketchTransform } from '../../shared/public/drawing/scene.ts';
import type { StreetName } from '../../shared/public/drawing/sketch.ts';
import { byId, put } from './elements.ts';
import { alongAt, isOver, type Motion, standing, towards, turn } from './motion.ts';

/** What lies under the drive. */
export interface Streets {
  readonly side?: number;
  readonly names?: readonly StreetName[];
}

const calm = matchMedia('(prefers-reduced-motion:reduce)');
const SVG = 'http://www.w3.org/2000/svg';

/** Keeps the picture of the map in step with what is known, as smoothly as the reader likes it. */
export function createMapView() {
  let ground: Ground | undefined;
  let streets: Streets = {};
  let size: [number, number] = [0, 0];
  let camera: Camera | undefined;
  let motion: Motion = standing(0);
  let heading = 0;
  let fixedAt = 0;
  let lastFrame = 0;
  let waiting = false;
  let laid: { camera: Camera; along: number } | undefined;
  const watcher = new ResizeObserver(() => {
    const picture = byId('picture');
    if (!picture) return;
    const { clientWidth, clientHeight } = picture;
    if (!clientWidth || (size[0] === clientWidth && size[1] === clientHeight)) return;
    size = [clientWidth, clientHeight];
    put('picture', 'viewBox', `0 0 ${clientWidth} ${clientHeight}`);
    camera = laid = undefined;
    frame(performance.now());
  });

  const along = (now: number) => alongAt(motion, now, ground?.line.length ?? 0);
  const frame = (now: number) => {
    waiting = false;
    if (!ground || !size[0]) return;
    const seconds = Math.min(0.1, (now - lastFrame) / 1000);
    lastFrame = now;
    const here = along(now);
    const wanted = cameraFor(ground, here, size);
    camera = camera && !calm.matches ? ease(camera, wanted, seconds) : wanted;
    const goal = headingAt(ground, here);
    heading = calm.matches || isOver(motion, now) ? goal : turn(heading, goal, seconds);
    paint(here);
    if (!isOver(motion, now) || hasMoved(camera, wanted)) next();
  };
  const next = () => {
    if (!waiting) requestAnimationFrame(frame);
    waiting = true;
  };

  const paint = (here: number) => {
    if (!ground || !camera) return;
    const view = { ground, along: here, camera, size };
    const scene = draw(view, heading);
    put('band', 'd', scene.way);
    put('dots', 'd', scene.way);
    put('trail', 'd', scene.trail);
    put('home', 'transform', scene.home);
    put('van', 'transform', scene.van);
    document.documentElement.style.setProperty('--k', String(scene.thickness));
    const { side = 0, names = [] } = streets;
    put('streets', 'transform', sketchTransform(side, camera, size));
    const moved = !laid || hasMoved(laid.camera, camera) || Math.abs(here - laid.along) * camera.scale > 14;
    if (!moved) return;
    laid = { camera, along: here };
    byId('names')?.replaceChildren(
      ...labelsOf(view, names, side).map(({ text, x, y, slope, onRoute }) => {
        const name = document.createElementNS(SVG, 'text');
        name.textContent = text;
        name.setAttribute('transform', `translate(${x} ${y})rotate(${slope})`);
        if (onRoute) name.setAttribute('class', 'on');
        return name;
      }),
    );
  };

  return {
    /** What is known now. The page was drawn anew when `under` is given. */
    show(document: Drawable, under?: Streets) {
      const now = performance.now();
      const was: Point | undefined =
        ground?.van === 'moving' && camera ? at(ground.line, along(now)).point : undefined;
      ground = survey(document);
      if (under) {
        streets = under;
        watcher.disconnect();
        const picture = byId('picture');
        if (picture) watcher.observe(picture);
        if (size[0]) put('picture', 'viewBox', `0 0 ${size[0]} ${size[1]}`);
        laid = undefined;
      }
      if (!ground) return;
      const fixTime = Date.parse(document.position?.at ?? '') || 0;
      const start = was && !calm.matches ? goOnFrom(ground, was) : ground.fix;
      if (fixTime !== fixedAt || under) motion = towards(start, ground.fix, now, fixTime - fixedAt);
      if (!was) heading = headingAt(ground, ground.fix);
      fixedAt = fixTime;
      next();
    },
    /** How far from its last fix a van may be that was not heard of, in pixels. */
    doubt(radius: number) {
      byId('van')?.firstElementChild?.setAttribute('r', String(radius));
    },
    /** Where the van is drawn, for whoever looks closely. */
    van: () =>
      ground && camera ? onPicture(camera, size)(at(ground.line, along(performance.now())).point) : undefined,
  };
}
