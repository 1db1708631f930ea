import type { Map as MapLibre } from 'maplibre-gl';
import {
  TerraDraw,
  TerraDrawCircleMode,
  TerraDrawFreehandMode,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { Area } from '../../rules/selection.ts';

/** What the pointer does on the map. */
export const TOOLS = ['move', 'freehand', 'polygon', 'rectangle', 'circle'] as const;
export type Tool = (typeof TOOLS)[number];

/** What lets the map be dragged, in the library's words. */
const NO_TOOL = 'static';

const BLUE = '#2f49e0';
const styles = {
  fillColor: BLUE,
  fillOpacity: 0.12,
  outlineColor: BLUE,
  outlineWidth: 2,
} as const;
/** As with every other thing that is drawn on a screen; with two clicks too, for those who cannot hold and move. */
const drawInteraction = 'click-move-or-drag';

/** Lets areas be drawn on a map: one at a time, and told as soon as it is closed. */
export function startDrawing(map: MapLibre, onDrawn: (area: Area) => void) {
  let tool: Tool = 'move';
  let draw: TerraDraw | undefined;
  const use = () => draw?.setMode(tool === 'move' ? NO_TOOL : tool);
  /** Another style has none of its layers any more: it begins anew. */
  const begin = () => {
    draw = create(map);
    draw.start();
    draw.on('finish', (id, { action }) => {
      const area = draw?.getSnapshotFeature(id)?.geometry;
      if (action !== 'draw' || area?.type !== 'Polygon') return;
      const others = draw
        ?.getSnapshot()
        .flatMap((one) => (one.id === id || one.id === undefined ? [] : one.id));
      if (others && others.length > 0) draw?.removeFeatures(others);
      onDrawn({ type: 'Polygon', coordinates: area.coordinates });
    });
    use();
  };
  if (map.isStyleLoaded()) begin();
  map.on('style.load', begin);
  return {
    take(next: Tool) {
      tool = next;
      use();
    },
    clear: () => draw?.clear(),
    stop() {
      map.off('style.load', begin);
      draw = undefined;
    },
  };
}

const create = (map: MapLibre): TerraDraw =>
  new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: 'area' }),
    modes: [
      new TerraDrawFreehandMode({ styles, drawInteraction, autoClose: true }),
      new TerraDrawPolygonMode({ styles }),
      new TerraDrawRectangleMode({ styles, drawInteraction }),
      new TerraDrawCircleMode({ styles, drawInteraction }),
    ],
  });
