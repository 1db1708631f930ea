import { useMemo } from 'preact/hooks';
import { frameAll, onPicture, type Size } from '../../../shared/public/drawing/camera.ts';
import { flatten, type Point, pathData } from '../../../shared/public/drawing/plane.ts';
import { besideHouse } from '../../../shared/public/drawing/scene.ts';
import type { Fix } from '../rules/pace.ts';
import { firstName, type Visit } from '../rules/visit.ts';
import type { Told } from './told.ts';

const SIZE: Size = [390, 300];
const HOME: Point = [0, 0];

interface MapProps {
  readonly visit: Visit;
  readonly radius: number;
  readonly fix: Fix | undefined;
  readonly told: Told;
  readonly chip: string;
}

/** The house, the circle in which an arrival marks itself, and where this phone is. */
export function ArrivalMap({ visit, radius, fix, told, chip }: MapProps) {
  const { lat, lng } = visit.address;
  const flat = useMemo(
    () => (lat === undefined || lng === undefined ? undefined : flatten({ lat, lng })),
    [lat, lng],
  );
  if (!flat) return <p class="no-map">{told.words.noCircle}</p>;
  const me = fix && flat(fix);
  const rim: Point[] = [
    [-radius, -radius],
    [radius, radius],
  ];
  const camera = frameAll(me ? [...rim, me] : rim, SIZE);
  const put = onPicture(camera, SIZE);
  const [x, y] = put(HOME);
  const [myX, myY] = me ? besideHouse([x, y], put(me)) : HOME;
  return (
    <div class="map">
      <svg
        viewBox={`0 0 ${SIZE[0]} ${SIZE[1]}`}
        preserveAspectRatio="xMidYMid meet"
        role="img"
        aria-label={told.words.mapOf(firstName(visit))}
      >
        {me && <path class="way" d={pathData([put(me), put(HOME)])} />}
        <circle class="circle" cx={x} cy={y} r={radius * camera.scale} />
        <g transform={`translate(${x},${y})`}>
          <circle class="disc" r="16" />
          <path class="house" d="M-7-.5 0-7l7 6.5M-5-2v8.5H5V-2" />
        </g>
        {me && (
          <g transform={`translate(${myX},${myY})rotate(${fix.heading ?? 0})`}>
            <circle class="doubt" r={Math.min(120, fix.accuracy * camera.scale)} />
            <rect class="body" x="-9" y="-17" width="18" height="34" rx="5" />
            <path class="glass" d="M-6.5-9q6.5-3.5 13 0l-1.5 5h-10z" />
            <rect class="roof" x="-4" y="2" width="8" height="8" rx="2" />
          </g>
        )}
      </svg>
      <p class="chip">{chip}</p>
    </div>
  );
}
