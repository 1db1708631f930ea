import { useMemo } from 'preact/hooks';
import { type Camera, frameAll, onPicture, type Size } from '../../../shared/public/drawing/camera.ts';
import { ahead } from '../../../shared/public/drawing/line.ts';
import { type Point, pathData } from '../../../shared/public/drawing/plane.ts';
import { draw, labelsOf, sketchTransform } from '../../../shared/public/drawing/scene.ts';
import type { Sketch } from '../../../shared/public/drawing/sketch.ts';
import { groundOf, type MapRead } from '../rules/map.ts';
import type { Fix } from '../rules/pace.ts';
import { firstName, type Visit } from '../rules/visit.ts';
import type { Told } from './told.ts';
import { useSize } from './use-size.ts';

const HOME: Point = [0, 0];
/** Until it is known how large the picture is. */
const BEFORE: Size = [390, 300];
/** The house itself is drawn so large, in pixels from its middle. */
const HOUSE = 18;
/** A receiver may doubt a whole town; the circle then says no more than that. */
const WIDEST_DOUBT = 120;

interface MapProps {
  readonly visit: Visit;
  readonly radius: number;
  readonly fix: Fix | undefined;
  readonly map: MapRead | undefined;
  readonly told: Told;
  readonly chip: string;
  /** What it says instead while the circle is too small to be seen. */
  readonly fromAfar?: string;
}

/** The house, the circle in which an arrival marks itself, the way there, and where this phone is. */
export function ArrivalMap({ visit, radius, fix, map, told, chip, fromAfar = chip }: MapProps) {
  const [picture, size] = useSize<SVGSVGElement>(BEFORE);
  const drawn = useMemo(() => {
    const known = groundOf(visit, fix, map);
    if (!known) return undefined;
    const { ground, along } = known;
    const way = ground.van === 'moving' ? ahead(ground.line, along) : [];
    const camera = frameAll([[-radius, -radius], [radius, radius], ...way], size);
    const view = { ground, along, camera, size, chip };
    const { names, side } = map?.streets ?? { names: [], side: 0 };
    return { ground, camera, scene: draw(view), labels: labelsOf(view, names, side) };
  }, [visit, fix, map, radius, size, chip]);
  if (!drawn) return <p class="no-map">{told.words.noCircle}</p>;
  const { ground, camera, scene, labels } = drawn;
  const put = onPicture(camera, size);
  const [x, y] = put(HOME);
  return (
    <div class="map" style={{ '--k': scene.thickness }}>
      <svg
        ref={picture}
        viewBox={`0 0 ${size[0]} ${size[1]}`}
        role="img"
        aria-label={told.words.mapOf(firstName(visit))}
      >
        {map?.streets && <Streets sketch={map.streets} camera={camera} size={size} />}
        <circle class="circle" cx={x} cy={y} r={radius * camera.scale} />
        <path class="way" d={scene.way || straight(ground.van, put(ground.line.points[0] ?? HOME), [x, y])} />
        <g class="names">
          {labels.map(({ text, x, y, slope, onRoute }) => (
            <text
              key={text}
              class={onRoute && 'on'}
              transform={`translate(${Math.round(x)} ${Math.round(y)})rotate(${Math.round(slope)})`}
            >
              {text}
            </text>
          ))}
        </g>
        <g transform={scene.home}>
          <circle class="disc" r="16" />
          <path class="house" d="M-7-.5 0-7l7 6.5M-5-2v8.5H5V-2" />
        </g>
        {fix && (
          <g transform={scene.van}>
            <circle class="doubt" r={Math.min(WIDEST_DOUBT, fix.accuracy * camera.scale)} />
            <rect class="body" x="-9" y="-17" width="18" height="34" rx="5" />
            <path class="glass" d="M-6.5-9q6.5-3.5 13 0l-1.5 5h-10z" />
            <rect class="roof" x="-4" y="2" width="8" height="8" rx="2" />
          </g>
        )}
      </svg>
      {map?.streets?.credit && <small class="credit">{map.streets.credit}</small>}
      <p class="chip">{radius * camera.scale > HOUSE ? chip : fromAfar}</p>
    </div>
  );
}

/** Where the way is not known, where it leads to. */
const straight = (van: string, from: Point, to: Point): string =>
  van === 'moving' ? pathData([from, to]) : '';

interface StreetsProps {
  readonly sketch: Sketch;
  readonly camera: Camera;
  readonly size: Size;
}

function Streets({ sketch: { side, parks, water, streets, mains, rail }, camera, size }: StreetsProps) {
  return (
    <g class="streets" transform={sketchTransform(side, camera, size)}>
      <path class="park" d={parks} />
      <path class="water" d={water} />
      <path class="casing" d={streets} />
      <path class="casing main" d={mains} />
      <path d={streets} />
      <path class="main" d={mains} />
      <path class="rail" d={rail} />
    </g>
  );
}
