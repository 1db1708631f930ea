import { type GeoJSONSource, LngLatBounds, type Map as MapLibre, Marker } from 'maplibre-gl';
import { type Drawable, type Ground, goOnFrom, survey } from '../../shared/public/drawing/ground.ts';
import { ahead, at } from '../../shared/public/drawing/line.ts';
import { type Place, type Point, raise } from '../../shared/public/drawing/plane.ts';
import { besideHouse, headingAt, PARKED, PARKED_HEADING } from '../../shared/public/drawing/scene.ts';
import { byId } from './elements.ts';
import { alongAt, isOver, type Motion, standing, towards, turn } from './motion.ts';

const calm = matchMedia('(prefers-reduced-motion:reduce)');

/** The lines are handed to the map's worker anew each time: more often would only keep phones warm. */
const LINES_EVERY = 250;
/** Room around what is in view, in pixels. */
const PADDING = { top: 60, right: 60, bottom: 60, left: 60 };

/** Draws home, van, the way ahead and the trail on a map, and keeps them in view until somebody moves it. */
export function drawDrive(map: MapLibre) {
  const [home, van] = [markerOf('home'), markerOf('van')];
  let ground: Ground | undefined;
  let place: (point: Point) => Place = raise({ lat: 0, lng: 0 });
  let motion: Motion = standing(0);
  let heading = 0;
  let fixedAt = 0;
  let linesAt = 0;
  let lastFrame = 0;
  let waiting = false;
  let left = false;
  const spot = (point: Point): [number, number] => {
    const { lat, lng } = place(point);
    return [lng, lat];
  };

  const frame = (now: number) => {
    waiting = false;
    if (ground?.van !== 'moving') return;
    const here = alongAt(motion, now, ground.line.length);
    const over = calm.matches || isOver(motion, now);
    heading = turn(heading, headingAt(ground, here), over ? 9 : Math.min(0.1, (now - lastFrame) / 1000));
    lastFrame = now;
    van.setLngLat(spot(at(ground.line, here).point)).setRotation(heading);
    keepApart();
    if (over || now - linesAt > LINES_EVERY) drawLines(ground, here, now);
    if (!over && !waiting) requestAnimationFrame(frame);
    waiting = !over;
  };
  /** As many pixels as it takes: how many metres these are changes with every zoom. */
  const keepApart = () => {
    if (ground?.van !== 'moving') return;
    const [house, truck] = [home, van].map((marker) => map.project(marker.getLngLat()));
    if (!house || !truck) return;
    const [x, y] = besideHouse([house.x, house.y], [truck.x, truck.y]);
    van.setOffset([x - truck.x, y - truck.y]);
  };
  const drawLines = (ground: Ground, here: number, now: number) => {
    linesAt = now;
    const way = ground.hasRoute ? ahead(ground.line, here).reverse().map(spot) : [];
    const trail = ground.line.points.filter((_, index) => (ground.line.along[index] ?? 0) < here).map(spot);
    lineOf(map, 'way', way);
    lineOf(map, 'trail', trail.length > 0 ? [...trail, spot(at(ground.line, here).point)] : []);
  };
  /** Everything that matters, as long as nobody looks elsewhere. */
  const frameAll = (first: boolean) => {
    if (!ground || left) return;
    const points = ground.van === 'moving' ? ahead(ground.line, ground.fix).map(spot) : [];
    const bounds = points.reduce((box, point) => box.extend(point), boundsAt(spot([0, 0])));
    map.fitBounds(bounds, { padding: PADDING, maxZoom: 15.5, animate: !first && !calm.matches });
  };
  const recentre = byId('recentre');
  const leave = ({ originalEvent }: { readonly originalEvent?: unknown }) => {
    left ||= originalEvent !== undefined;
    if (recentre) recentre.hidden = !left;
  };
  map.on('movestart', leave);
  map.on('zoomstart', leave);
  map.on('move', keepApart);
  recentre?.addEventListener('click', () => {
    left = false;
    recentre.hidden = true;
    frameAll(false);
  });
  map.on('style.load', () => {
    addLayers(map);
    if (ground) drawLines(ground, alongAt(motion, performance.now(), ground.line.length), 0);
    // Found by tests, and by whoever waits for the map.
    map.once('idle', () => byId('map')?.setAttribute('data-drawn', ''));
  });

  return {
    show(document: Drawable) {
      const now = performance.now();
      const first = !ground;
      const was =
        ground?.van === 'moving' ? at(ground.line, alongAt(motion, now, ground.line.length)) : undefined;
      ground = survey(document);
      const { lat, lng } = document.address ?? {};
      if (!ground || lat === undefined || lng === undefined) return;
      place = raise({ lat, lng });
      home.setLngLat([lng, lat]).addTo(map);
      const fixTime = Date.parse(document.position?.at ?? '') || 0;
      const start = was && !calm.matches ? goOnFrom(ground, was.point) : ground.fix;
      motion = towards(start, ground.fix, now, fixTime - fixedAt);
      if (!was) heading = headingAt(ground, ground.fix);
      fixedAt = fixTime;
      if (ground.van === 'moving') van.setLngLat(spot(at(ground.line, start).point)).addTo(map);
      else if (ground.van === 'parked')
        van
          .setLngLat([lng, lat])
          .setOffset([...PARKED])
          .setRotation(PARKED_HEADING)
          .addTo(map);
      else van.remove();
      linesAt = 0;
      if (!waiting) frame(now);
      frameAll(first);
    },
  };
}

const boundsAt = (point: [number, number]): LngLatBounds => new LngLatBounds(point, point);

function markerOf(id: string): Marker {
  const element = byId(id) ?? document.createElement('div');
  return new Marker({ element, rotationAlignment: id === 'van' ? 'map' : 'auto' });
}

function lineOf(map: MapLibre, id: string, coordinates: [number, number][]): void {
  const source = map.getSource<GeoJSONSource>(id);
  const geometry = { type: 'LineString', coordinates } as const;
  void source?.setData(
    coordinates.length > 1
      ? { type: 'Feature', properties: {}, geometry }
      : { type: 'FeatureCollection', features: [] },
  );
}

/** The band and its dots, and the trail, in the company's colour. */
function addLayers(map: MapLibre): void {
  const accent = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
  const empty = { type: 'FeatureCollection', features: [] } as const;
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  for (const id of ['way', 'trail']) map.addSource(id, { type: 'geojson', data: empty });
  const line = (id: string, source: string, paint: object) =>
    map.addLayer({ id, type: 'line', source, layout: round, paint: { 'line-color': accent, ...paint } });
  line('band', 'way', { 'line-width': 14, 'line-opacity': 0.2 });
  line('trail', 'trail', { 'line-width': 5, 'line-opacity': 0.34 });
  line('dots', 'way', { 'line-width': 6.5, 'line-dasharray': [0.01, 1.77] });
  keepNamesOff(map);
}

/** Invisible stones along the way: a map writes no name where another thing lies, and what is on top lies first. */
function keepNamesOff(map: MapLibre): void {
  const size = 14;
  const data = new Uint8Array(4 * size * size);
  if (!map.hasImage('stone')) map.addImage('stone', { width: size, height: size, data });
  map.addLayer({
    id: 'stones',
    type: 'symbol',
    source: 'way',
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': size,
      'icon-image': 'stone',
      'icon-allow-overlap': true,
      'icon-padding': 4,
    },
  });
}
