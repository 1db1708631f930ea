import {
  type Camera,
  ease,
  hasMoved,
  isAnother,
  onPicture,
  type Size,
} from '../../shared/public/drawing/camera.ts';
import { type Drawable, type Ground, goOnFrom, survey } from '../../shared/public/drawing/ground.ts';
import { at } from '../../shared/public/drawing/line.ts';
import type { Point } from '../../shared/public/drawing/plane.ts';
import {
  cameraFor,
  draw,
  headingAt,
  SERVED_SIZE,
  sketchTransform,
} from '../../shared/public/drawing/scene.ts';
import { byId, put } from './elements.ts';
import { alongAt, isOver, type Motion, standing, towards, turn } from './motion.ts';

const calm = matchMedia('(prefers-reduced-motion:reduce)');

/** A name keeps its place on the map; where that is on the picture changes with the camera. */
type Name = { readonly element: SVGElement; readonly place: Point; readonly slope: number };

/** Whether a name still has room is looked at so often, in milliseconds. */
const ROOM_EVERY = 200;

/** Keeps the picture of the map in step with what is known, as smoothly as the reader likes it. */
export function createMapView() {
  let ground: Ground | undefined;
  let side = 0;
  let size: Size = [0, 0];
  let camera: Camera | undefined;
  /** As it was when names were placed. */
  let placed: Camera | undefined;
  let names: Name[] = [];
  let motion: Motion = standing(0);
  let heading = 0;
  let fixedAt = 0;
  let lastFrame = 0;
  /** When names are looked at next; a picture that stands still is looked at once. */
  let roomAt = 0;
  let waiting = false;

  const fill = () => {
    const { clientWidth = 0, clientHeight = 0 } = byId('picture') ?? {};
    if (!clientWidth) return;
    size = [clientWidth, clientHeight];
    put('picture', 'viewBox', `0 0 ${clientWidth} ${clientHeight}`);
    camera = placed = undefined;
    lookAgain();
  };
  const lookAgain = () => {
    roomAt = 0;
    frame(performance.now());
  };
  // The map itself: rows that appear below take from it while the page stays as large as it was.
  const resized = new ResizeObserver(fill);
  // What the chip says grows over names of a picture that stands still.
  const reworded = new ResizeObserver(lookAgain);

  const along = (now: number) => alongAt(motion, now, ground?.line.length ?? 0);
  const frame = (now: number) => {
    waiting = false;
    if (!ground || !size[0]) return;
    const seconds = Math.min(0.1, (now - lastFrame) / 1000);
    lastFrame = now;
    const here = along(now);
    const wanted = cameraFor(ground, here, size);
    const still = calm.matches || isOver(motion, now);
    camera = camera && !calm.matches ? ease(camera, wanted, seconds) : wanted;
    placed ??= wanted;
    heading = turn(heading, headingAt(ground, here), still ? 9 : seconds);
    paint(ground, camera, here);
    if (!still || hasMoved(camera, wanted)) next();
  };
  const next = () => {
    if (!waiting) requestAnimationFrame(frame);
    waiting = true;
  };

  const paint = (ground: Ground, camera: Camera, here: number) => {
    const scene = draw({ ground, along: here, camera, size }, heading);
    put('band', 'd', scene.way);
    put('dots', 'd', scene.way);
    put('trail', 'd', scene.trail);
    put('home', 'transform', scene.home);
    put('van', 'transform', scene.van);
    put('streets', 'transform', sketchTransform(side, camera, size));
    document.documentElement.style.setProperty('--k', `${scene.thickness}`);
    const on = onPicture(camera, size);
    for (const { element, place, slope } of names)
      element.setAttribute('transform', `translate(${on(place)})rotate(${slope})`);
    if (lastFrame < roomAt) return;
    roomAt = lastFrame + ROOM_EVERY;
    hideCutNames(on);
  };

  /**
   * The server placed names where they keep clear of the way and of each other, on the smallest picture there is. What
   * then comes over one, or cuts it off, hides it.
   */
  const hideCutNames = (on: (point: Point) => Point) => {
    const rect = (element: Element | null) => element?.getBoundingClientRect() ?? new DOMRect();
    const { left, top } = rect(byId('picture'));
    const over = [...document.querySelectorAll('#chip,#grow,.credit,#home,#van')].map(rect);
    for (const { element, place, slope } of names) {
      const [x, y] = on(place);
      const half = 3.5 * (element.textContent?.length ?? 0);
      const turned = (slope * Math.PI) / 180;
      const isFree = [-1, -0.5, 0, 0.5, 1].every((share) => {
        const [atX, atY] = [x + half * share * Math.cos(turned), y + half * share * Math.sin(turned)];
        return (
          atX > 8 &&
          atX < size[0] - 8 &&
          atY > 22 &&
          atY < size[1] - 36 &&
          !over.some(
            (box) =>
              atX + left > box.left - 9 &&
              atX + left < box.right + 9 &&
              atY + top > box.top - 9 &&
              atY + top < box.bottom + 9,
          )
        );
      });
      element.style.visibility = isFree ? '' : 'hidden';
    }
  };

  /** Names as the server placed them, on a picture of its own size. */
  const readNames = (ground: Ground): Name[] => {
    const served = cameraFor(ground, ground.fix, SERVED_SIZE);
    return [...document.querySelectorAll<SVGElement>('#names text')].map((element) => {
      const [x = 0, y = 0, slope = 0] = (element.getAttribute('transform')?.match(/-?\d+/g) ?? []).map(
        Number,
      );
      const [width, height] = SERVED_SIZE;
      const place: Point = [
        (x - width / 2) / served.scale + served.x,
        (y - height / 2) / served.scale + served.y,
      ];
      return { element, place, slope };
    });
  };

  return {
    /** What is known now. @param drawn the page came, or came anew, with streets of so many metres a side */
    show(document: Drawable, drawn?: { readonly side: number }) {
      const now = performance.now();
      const was = ground?.van === 'moving' ? at(ground.line, along(now)).point : undefined;
      ground = survey(document);
      if (!ground) return;
      const fixTime = Date.parse(document.position?.at ?? '') || 0;
      const start = was && !calm.matches ? goOnFrom(ground, was) : ground.fix;
      if (fixTime !== fixedAt || drawn) motion = towards(start, ground.fix, now, fixTime - fixedAt);
      if (!was) heading = headingAt(ground, ground.fix);
      fixedAt = fixTime;
      if (drawn) {
        side = drawn.side;
        names = readNames(ground);
        roomAt = 0;
        const eased = camera;
        fill();
        camera = eased ?? camera;
        const [map, chip] = [byId('map'), byId('chip')];
        resized.disconnect();
        if (map) resized.observe(map);
        if (chip) reworded.observe(chip);
      }
      frame(now);
    },
    /** How far from its last fix a van may be that was not heard of, in pixels. */
    doubt(radius: number) {
      byId('van')?.firstElementChild?.setAttribute('r', `${radius}`);
    },
    /** The picture shows so much more, or so much less, that other names belong on it. */
    isStale: () => !!ground && !!placed && isAnother(placed, cameraFor(ground, ground.fix, size)),
  };
}
