import { useQuery } from '@tanstack/react-query';
import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Vehicle } from '../../api/device-calls.ts';
import type { Visit } from '../../api/types.ts';
import type { CrewMember } from '../../rules/crew.ts';
import { type Area, placeOf } from '../../rules/selection.ts';
import { useMapWords } from '../../state/map-words.ts';
import { useOffice } from '../../state/office.ts';
import { CrewMarker, PinMarker, VehicleMarker } from './markers.tsx';
import { fitTo, openMap } from './open-map.ts';
import { startDrawing, type Tool } from './start-drawing.ts';
import { Tools } from './tools.tsx';
import { useWay } from './use-way.ts';

interface CrewMapProps {
  readonly crew: readonly CrewMember[];
  readonly visits: readonly Visit[];
  readonly vehicles: readonly Vehicle[];
  readonly isToday: boolean;
  readonly chosenId: string | undefined;
  readonly onChoose: (memberId: string | undefined) => void;
  readonly selected: readonly string[];
  readonly onToggle: (...visitIds: readonly string[]) => void;
  /** Something was drawn around visits. */
  readonly onDrawn: (area: Area) => void;
}

/** What the lists beside it say, where it is; for the eye and the pointer alone. */
export default function CrewMap(props: CrewMapProps) {
  const { crew, visits, vehicles, isToday, chosenId, onChoose, selected, onToggle, onDrawn } = props;
  const words = useMapWords();
  const container = useRef<HTMLDivElement>(null);
  const { map, hasFailed, isDrawn } = useMap(container);
  const [tool, take] = useState<Tool>('move');
  const [showsStops, setShowsStops] = useState(true);
  const places = useMemo(
    () => [...crew.flatMap(({ place }) => place ?? []), ...visits.flatMap((visit) => placeOf(visit) ?? [])],
    [crew, visits],
  );
  useFirstSight(map, places);
  useDrawing(map, { tool, onDrawn, isCleared: selected.length === 0 });
  const chosen = crew.find(({ technician }) => technician.memberId === chosenId);
  useWay(map, chosen);
  useInSight(map, chosen);
  const isDimmed = (visit: Visit): boolean =>
    chosenId !== undefined && !visit.technicianIds.includes(chosenId);
  return (
    <>
      <Tools
        map={map}
        tool={tool}
        onTake={take}
        showsStops={showsStops}
        onShowStops={setShowsStops}
        isToday={isToday}
        onFit={() => map && fitTo(map, places)}
      />
      {hasFailed && <p className="crew-wait muted">{words.failed}</p>}
      <section
        ref={container}
        className={`crew-map tool-${tool}`}
        data-drawn={isDrawn || undefined}
        aria-label={`${words.map}. ${words.keyboard}`}
      />
      {map &&
        showsStops &&
        visits.map((visit) => (
          <PinMarker
            key={visit.visitId}
            map={map}
            visit={visit}
            isOn={selected.includes(visit.visitId)}
            isDimmed={isDimmed(visit)}
            onToggle={onToggle}
          />
        ))}
      {map &&
        vehicles.map((vehicle) => <VehicleMarker key={vehicle.vehicleId} map={map} vehicle={vehicle} />)}
      {map &&
        crew.map((one) => (
          <CrewMarker
            key={one.technician.memberId}
            map={map}
            one={one}
            isChosen={one === chosen}
            onChoose={onChoose}
          />
        ))}
    </>
  );
}

/** The map itself, as soon as it is known where its streets come from; without them it is drawn all the same. */
function useMap(container: React.RefObject<HTMLDivElement | null>) {
  const { calls } = useOffice();
  const words = useMapWords();
  const { data: styleUrl, isError } = useQuery({
    queryKey: ['map-style'],
    queryFn: calls.mapStyle,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const [map, setMap] = useState<MapLibre>();
  const [hasFailed, setFailed] = useState(false);
  const [isDrawn, setDrawn] = useState(false);
  const isKnown = styleUrl !== undefined || isError;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is opened once, in the language of the page.
  useEffect(() => {
    if (!container.current || !isKnown) return;
    const opened = openMap(container.current, styleUrl, words);
    if (!opened) return setFailed(true);
    opened.map.once('idle', () => setDrawn(true));
    setMap(opened.map);
    return () => {
      setMap(undefined);
      opened.close();
    };
  }, [isKnown]);
  return { map, hasFailed, isDrawn };
}

type Places = readonly { readonly lat: number; readonly lng: number }[];

/** Everything is in view when there is something; from then on it is looked where somebody wants to. */
function useFirstSight(map: MapLibre | undefined, places: Places): void {
  const seen = useRef<MapLibre>(undefined);
  useEffect(() => {
    if (!map || places.length === 0 || seen.current === map) return;
    seen.current = map;
    fitTo(map, places, false);
  }, [map, places]);
}

/** Whoever is chosen from the list, and is out of sight, is brought into it. */
function useInSight(map: MapLibre | undefined, chosen: CrewMember | undefined): void {
  const memberId = chosen?.technician.memberId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: being chosen moves the map, and nothing else does.
  useEffect(() => {
    if (!map || !chosen?.place) return;
    const { lat, lng } = chosen.place;
    if (!map.getBounds().contains([lng, lat])) map.easeTo({ center: [lng, lat] });
  }, [map, memberId]);
}

interface Drawing {
  readonly tool: Tool;
  readonly onDrawn: (area: Area) => void;
  /** Nothing is selected any more: what was drawn means nothing. */
  readonly isCleared: boolean;
}

function useDrawing(map: MapLibre | undefined, { tool, onDrawn, isCleared }: Drawing): void {
  const drawing = useRef<ReturnType<typeof startDrawing>>(undefined);
  const latest = useRef(onDrawn);
  latest.current = onDrawn;
  useEffect(() => {
    if (!map) return;
    const started = startDrawing(map, (area) => latest.current(area));
    drawing.current = started;
    return () => {
      drawing.current = undefined;
      started.stop();
    };
  }, [map]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a map that was opened anew has to be told, too.
  useEffect(() => drawing.current?.take(tool), [map, tool]);
  useEffect(() => {
    if (isCleared) drawing.current?.clear();
  }, [isCleared]);
}
