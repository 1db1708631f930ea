import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { useEffect } from 'react';
import type { CrewMember } from '../../rules/crew.ts';
import { placeOf } from '../../rules/selection.ts';
import { isOver } from '../../rules/visit.ts';

const WAY = 'crew-way';

/** From whoever is chosen to their open stops, in the order of these: an order, and no street. */
export function useWay(map: MapLibre | undefined, chosen: CrewMember | undefined): void {
  useEffect(() => {
    if (!map) return;
    const draw = () => drawWay(map, chosen ? wayOf(chosen) : []);
    if (map.isStyleLoaded()) draw();
    map.on('style.load', draw);
    return () => void map.off('style.load', draw);
  }, [map, chosen]);
}

function wayOf({ place, stops }: CrewMember): [number, number][] {
  const open = stops.filter(({ status }) => !isOver(status)).flatMap((visit) => placeOf(visit) ?? []);
  return [...(place ? [place] : []), ...open].map(({ lng, lat }) => [lng, lat]);
}

function drawWay(map: MapLibre, coordinates: [number, number][]): void {
  const data = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates: coordinates.length > 1 ? coordinates : [] },
  } as const;
  const source = map.getSource<GeoJSONSource>(WAY);
  if (source) return void source.setData(data);
  map.addSource(WAY, { type: 'geojson', data });
  const color = getComputedStyle(document.documentElement).getPropertyValue('--brand').trim();
  map.addLayer({
    id: WAY,
    type: 'line',
    source: WAY,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': color, 'line-width': 4, 'line-dasharray': [0.01, 2] },
  });
}
