import { type Map as MapLibre, Marker } from 'maplibre-gl';
import { useEffect, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { SECOND } from '../../../../shared/kernel/time.ts';
import type { Vehicle } from '../../api/device-calls.ts';
import type { Position, Visit } from '../../api/types.ts';
import { type CrewMember, doubtOf } from '../../rules/crew.ts';
import { freshness, ringOf } from '../../rules/row-state.ts';
import { placeOf } from '../../rules/selection.ts';
import { firstName, lookOf, startOf } from '../../rules/visit.ts';
import { useNow } from '../../state/clock.ts';
import { useTold } from '../../state/office.ts';
import { Photo } from '../board/row-head.tsx';
import { Sign } from '../sign.tsx';
import { HomeIcon, VanIcon } from './map-icons.tsx';

interface Spot {
  readonly map: MapLibre;
  readonly lat: number;
  readonly lng: number;
  /** What lies on top of what. */
  readonly rank: 'pin' | 'vehicle' | 'crew' | 'chosen';
  readonly children: React.ReactNode;
}

/** Something of ours at a place of the map; whoever reads by keyboard or ear finds it in the lists. */
function Spot({ map, lat, lng, rank, children }: Spot) {
  const element = useMemo(() => {
    const made = document.createElement('div');
    made.setAttribute('aria-hidden', 'true');
    return made;
  }, []);
  const marker = useMemo(() => new Marker({ element }), [element]);
  useEffect(() => {
    marker.setLngLat([lng, lat]).addTo(map);
  }, [marker, map, lat, lng]);
  useEffect(() => () => void marker.remove(), [marker]);
  useEffect(() => {
    element.dataset['rank'] = rank;
  }, [element, rank]);
  return createPortal(children, element);
}

interface CrewMarkerProps {
  readonly map: MapLibre;
  readonly one: CrewMember;
  readonly isChosen: boolean;
  readonly onChoose: (memberId: string | undefined) => void;
}

/** Somebody where they are, never without how old that is; or where they set out from, on another day. */
export function CrewMarker({ map, one, isChosen, onChoose }: CrewMarkerProps) {
  const { technician, state, position, place } = one;
  if (!place) return null;
  const { memberId } = technician;
  return (
    <Spot map={map} lat={place.lat} lng={place.lng} rank={isChosen ? 'chosen' : 'crew'}>
      <button
        type="button"
        tabIndex={-1}
        className={`crew-marker${isChosen ? ' chosen' : ''}`}
        data-member={memberId}
        onClick={() => onChoose(isChosen ? undefined : memberId)}
      >
        {position ? <Aged one={one} position={position} /> : <Photo technician={technician} ring="none" />}
        {!state && (
          <span className="crew-age">
            <HomeIcon />
          </span>
        )}
      </button>
    </Spot>
  );
}

function Aged({
  one: { technician, state },
  position,
}: {
  readonly one: CrewMember;
  readonly position: Position;
}) {
  const told = useTold();
  const now = useNow(SECOND);
  const doubt = doubtOf(now - Date.parse(position.at));
  const age = told.age(position.at, now);
  const { heading, speed } = position;
  const eta = state?.kind === 'en_route' ? state.eta : undefined;
  const isMoving = heading !== null && (speed ?? 0) > 1 && doubt === 0;
  const label = doubt > 0 ? told.words.row.lastSeen(age) : eta && told.clock(Date.parse(eta));
  return (
    <>
      {doubt > 0 && <i className="crew-doubt" style={{ '--doubt': `${doubt}px` } as React.CSSProperties} />}
      {isMoving && <i className="crew-nose" style={{ rotate: `${heading}deg` }} />}
      <span className={`crew-face ${freshness(position.at, now)}`}>
        <Photo technician={technician} ring={state ? ringOf(state) : 'none'} />
      </span>
      {doubt === 0 && <span className="crew-age">{age}</span>}
      <span className={`crew-label${label ? ' kept' : ''}`}>
        {[firstName(technician.name), label].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}

/** A vehicle by itself. */
export function VehicleMarker({ map, vehicle }: { readonly map: MapLibre; readonly vehicle: Vehicle }) {
  const told = useTold();
  const now = useNow(SECOND);
  const { position, name } = vehicle;
  if (!position) return null;
  return (
    <Spot map={map} lat={position.lat} lng={position.lng} rank="vehicle">
      <span className={`crew-marker vehicle ${freshness(position.at, now)}`} data-vehicle={vehicle.vehicleId}>
        <span className="crew-van">
          <VanIcon />
        </span>
        <span className="crew-age">{told.age(position.at, now)}</span>
        <span className="crew-label">{name}</span>
      </span>
    </Spot>
  );
}

interface PinMarkerProps {
  readonly map: MapLibre;
  readonly visit: Visit;
  readonly isOn: boolean;
  /** Of somebody else than who is chosen. */
  readonly isDimmed: boolean;
  readonly onToggle: (...visitIds: readonly string[]) => void;
}

/** A visit at its address, by the beginning of its window; a click selects it. */
export function PinMarker({ map, visit, isOn, isDimmed, onToggle }: PinMarkerProps) {
  const told = useTold();
  const place = placeOf(visit);
  if (!place) return null;
  const { visitId, customer, late } = visit;
  const look = lookOf(visit);
  const classes = ['crew-pin', `look-${look}`, isOn && 'on', isDimmed && 'dimmed', late && 'late'];
  return (
    <Spot map={map} lat={place.lat} lng={place.lng} rank={isOn ? 'chosen' : 'pin'}>
      <button
        type="button"
        tabIndex={-1}
        className={classes.filter(Boolean).join(' ')}
        data-visit={visitId}
        title={told.words.block.named([customer.name, told.range(visit.window), told.words.looks[look]])}
        onClick={() => onToggle(visitId)}
      >
        <Sign look={look} />
        {told.clock(startOf(visit))}
      </button>
    </Spot>
  );
}
