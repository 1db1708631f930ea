import {
  AttributionControl,
  LngLatBounds,
  Map as MapLibre,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import { keyedUrl } from '../../../drawing/keyed-url.ts';
import type { MapWords } from '../../words/map/en.ts';

/** Where no streets are to be had, the crew is still worth showing. */
const BLANK: StyleSpecification = { version: 8, sources: {}, layers: [] };
const dark = matchMedia('(prefers-color-scheme:dark)');
const calm = matchMedia('(prefers-reduced-motion:reduce)');

interface Opened {
  readonly map: MapLibre;
  close(): void;
}

/**
 * A map in the colours of the page.
 * @param styleUrl with its key; undefined: without streets
 * @returns undefined where the browser cannot draw it
 */
export function openMap(
  container: HTMLElement,
  styleUrl: string | undefined,
  words: MapWords,
): Opened | undefined {
  const style = () => (styleUrl ? `${styleUrl}&color-scheme=${dark.matches ? 'Dark' : 'Light'}` : BLANK);
  setWorkerUrl(new URL(workerPath(), location.href).href);
  try {
    const map = new MapLibre({
      container,
      style: style(),
      locale: { 'Map.Title': words.map },
      // Other hosts are told ours, by which the key opens, and never a path.
      transformRequest: (url) => ({
        url: styleUrl ? keyedUrl(url, styleUrl) : url,
        referrerPolicy: 'strict-origin',
      }),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 18,
      reduceMotion: calm.matches,
    });
    let isStyled = false;
    map.on('style.load', () => {
      isStyled = true;
    });
    map.on('error', ({ error }) => {
      console.warn(error);
      if (!isStyled) map.setStyle(BLANK);
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new AttributionControl({ compact: false }), 'top-right');
    const recolour = () => map.setStyle(style());
    dark.addEventListener('change', recolour);
    return {
      map,
      close() {
        dark.removeEventListener('change', recolour);
        map.remove();
      },
    };
  } catch (error) {
    console.warn(error);
    return undefined;
  }
}

/** The build has named it in the page: of the same version as this script. */
const workerPath = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name=map-worker]')?.content ?? '';

/** Room for the tools above and the card below, px. */
const PADDING = { top: 84, right: 60, bottom: 60, left: 60 };

export function fitTo(
  map: MapLibre,
  places: readonly { readonly lat: number; readonly lng: number }[],
  animate = !calm.matches,
): void {
  const [first] = places;
  if (!first) return;
  const bounds = places.reduce(
    (box, { lat, lng }) => box.extend([lng, lat]),
    new LngLatBounds([first.lng, first.lat], [first.lng, first.lat]),
  );
  map.fitBounds(bounds, { padding: PADDING, maxZoom: 15, animate });
}
