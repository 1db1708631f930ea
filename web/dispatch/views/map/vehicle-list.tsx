import { SECOND } from '../../../../shared/kernel/time.ts';
import type { Vehicle } from '../../api/device-calls.ts';
import { freshness } from '../../rules/row-state.ts';
import { useNow } from '../../state/clock.ts';
import { useMapWords } from '../../state/map-words.ts';
import { useTold } from '../../state/office.ts';
import { VanIcon } from './map-icons.tsx';

/** The vehicles by themselves; one that never told where it is as well. */
export function VehicleList({ vehicles }: { readonly vehicles: readonly Vehicle[] }) {
  const words = useMapWords();
  if (vehicles.length === 0) return null;
  return (
    <>
      <h2 className="crew-heading">{words.vehicles}</h2>
      <ul>
        {vehicles.map((vehicle) => (
          <li key={vehicle.vehicleId} className="crew-vehicle">
            <span className="photo van" aria-hidden="true">
              <VanIcon />
            </span>
            <span className="who">
              <b>{vehicle.name}</b>
              <span>{vehicle.driver ? words.drivenBy(vehicle.driver.name) : words.noDriver}</span>
            </span>
            <Age vehicle={vehicle} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Age({ vehicle: { position } }: { readonly vehicle: Vehicle }) {
  const told = useTold();
  const now = useNow(SECOND);
  if (!position) return <span className="health">{told.words.row.never}</span>;
  const age = told.age(position.at, now);
  return (
    <span className="health">
      <span className={`seen ${freshness(position.at, now)}`}>
        <i aria-hidden="true" />
        <span className="unseen">{told.words.row.lastSeen(age)}</span>
        <span aria-hidden="true">{age}</span>
      </span>
    </span>
  );
}
