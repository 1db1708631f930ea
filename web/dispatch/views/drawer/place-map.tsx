import { useMemo } from 'react';
import { SECOND } from '../../../../shared/kernel/time.ts';
import { frameAll, onPicture, type Size } from '../../../../shared/public/drawing/camera.ts';
import { survey } from '../../../../shared/public/drawing/ground.ts';
import { type Point, pathData } from '../../../../shared/public/drawing/plane.ts';
import { draw, sideOf, sketchTransform } from '../../../../shared/public/drawing/scene.ts';
import { type Sketch, sideFor } from '../../../../shared/public/drawing/sketch.ts';
import type { Position, Visit } from '../../api/types.ts';
import { useNow } from '../../state/clock.ts';
import { useOffice } from '../../state/office.ts';
import { usePosition } from '../../state/positions.ts';
import { useOfVisit } from '../../state/queries.ts';

/** Drawn at twice the size it is shown in: the camera leaves as much room at its edges as on a phone. */
const SIZE: Size = [400, 256];
const HOME: Point = [0, 0];
/** How much around the house is shown when nobody is on the way, metres. */
const AROUND = 250;

/** The streets around the house, and where the technician is as they come; never without how long ago that was. */
export function PlaceMap({ visit }: { readonly visit: Visit }) {
  const { told } = useOffice();
  const position = usePosition(visit.technicianIds[0] ?? '');
  const shown = visit.status === 'en_route' ? position : undefined;
  const scene = useScene(visit, shown);
  const side = scene?.side ?? sideFor([HOME]);
  const { data } = useOfVisit(visit.visitId, `map ${side}`, (calls) => calls.map(visit.visitId, side));
  const now = useNow(SECOND);
  if (!scene) return null;
  const [x, y] = onPicture(scene.camera, SIZE)(HOME);
  const from = scene.van && onPicture(scene.camera, SIZE)(scene.van);
  const streets = data?.streets as Sketch | undefined;
  return (
    <div className="place-map" style={{ '--k': scene.thickness } as React.CSSProperties}>
      <svg viewBox={`0 0 ${SIZE[0]} ${SIZE[1]}`} role="img" aria-label={visit.address.line}>
        {streets && (
          <g className="streets" transform={sketchTransform(streets.side, scene.camera, SIZE)}>
            <path className="park" d={streets.parks} />
            <path className="water" d={streets.water} />
            <path className="casing" d={streets.streets} />
            <path className="casing main" d={streets.mains} />
            <path d={streets.streets} />
            <path className="main" d={streets.mains} />
            <path className="rail" d={streets.rail} />
          </g>
        )}
        {from && <path className="way" d={pathData([from, [x, y]])} />}
        <circle className="house-ground" cx={x} cy={y} r="20" />
        <path
          className="house"
          transform={`translate(${x} ${y})scale(2)`}
          d="M-4.5-.5 0-4.5l4.5 4M-3-1.5v5h6v-5"
        />
        {from && <circle className="van" cx={from[0]} cy={from[1]} r="13" />}
      </svg>
      {shown && (
        <span className="map-chip">
          <i aria-hidden="true" />
          {told.words.row.lastSeen(told.age(shown.at, now))}
        </span>
      )}
      {streets?.credit && <small>{streets.credit}</small>}
    </div>
  );
}

/** Undefined for an address that is on no map. */
function useScene(visit: Visit, position: Position | undefined) {
  const { lat, lng } = visit.address;
  const { lat: vanLat, lng: vanLng, at } = position ?? {};
  return useMemo(() => {
    if (lat === undefined || lng === undefined) return undefined;
    const van =
      vanLat !== undefined && vanLng !== undefined && at ? { lat: vanLat, lng: vanLng, at } : undefined;
    const ground = survey({ status: 'en_route', address: { lat, lng }, ...(van && { position: van }) });
    if (!ground) return undefined;
    const start = van && ground.line.points[0];
    const frame: Point[] = start
      ? [HOME, start]
      : [
          [-AROUND, -AROUND],
          [AROUND, AROUND],
        ];
    const camera = frameAll(frame, SIZE);
    const { thickness } = draw({ ground, along: 0, camera, size: SIZE });
    return { camera, thickness, van: start, side: sideOf(ground) };
  }, [lat, lng, vanLat, vanLng, at]);
}
