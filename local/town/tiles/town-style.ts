const LIGHT = {
  land: '#f2f1ec',
  park: '#dfead6',
  water: '#cfe0ea',
  street: '#ffffff',
  casing: '#e3e0d7',
  name: '#68665d',
};
const DARK: typeof LIGHT = {
  land: '#1a1d24',
  park: '#1c2c25',
  water: '#1b2a38',
  street: '#363c48',
  casing: '#23272f',
  name: '#a3a8b4',
};

/** A MapLibre style for the town's tiles. @param tileUrl with {z}, {x} and {y} in it */
export function townStyle(tileUrl: string, dark: boolean): object {
  const colors = dark ? DARK : LIGHT;
  const roads = (id: string, kind: string, color: string, widths: readonly [number, number]) => ({
    id,
    type: 'line',
    source: 'town',
    'source-layer': 'roads',
    filter: ['==', ['get', 'kind'], kind],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': color,
      'line-width': ['interpolate', ['linear'], ['zoom'], 11, widths[0], 16, widths[1]],
    },
  });
  return {
    version: 8,
    sources: {
      town: {
        type: 'vector',
        tiles: [tileUrl],
        minzoom: 10,
        maxzoom: 14,
        attribution: 'Generated town',
      },
    },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colors.land } },
      {
        id: 'parks',
        type: 'fill',
        source: 'town',
        'source-layer': 'landuse',
        paint: { 'fill-color': colors.park },
      },
      roads('casing', 'minor_road', colors.casing, [1.6, 10]),
      roads('main-casing', 'major_road', colors.casing, [3, 16]),
      roads('streets', 'minor_road', colors.street, [1, 8]),
      roads('mains', 'major_road', colors.street, [2, 13]),
      roads('rail', 'rail', colors.name, [0.5, 1]),
      {
        id: 'names',
        type: 'symbol',
        source: 'town',
        'source-layer': 'roads',
        minzoom: 13,
        filter: ['has', 'name'],
        layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-size': 12 },
        paint: { 'text-color': colors.name, 'text-halo-color': colors.land, 'text-halo-width': 2 },
      },
    ],
  };
}
