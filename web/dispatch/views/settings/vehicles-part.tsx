import { useState } from 'react';
import type { Vehicle } from '../../api/device-calls.ts';
import { TEAM } from '../../state/day-cache.ts';
import { useDeviceCalls, useReadAnew, useVehicles, VEHICLES } from '../../state/devices-desk.ts';
import { useOffice } from '../../state/office.ts';
import { driving, useTeam } from '../../state/queries.ts';
import { typed } from '../../state/setting-changes.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { toast } from '../../state/toasts.ts';
import { useIsChanged, useTypedSaving, useTypedValue } from '../../state/typed-saving.ts';
import { useSending } from '../use-sending.ts';
import { TextSetting } from './fields.tsx';
import { Tokens } from './tokens.tsx';

const NEW_AT = '/vehicle';
const vehicleAt = (vehicleId: string): string => `/vehicles/${vehicleId}`;

/** What the company drives: who drives it today, how customers recognise it, and the trackers in it. */
export function VehiclesPart() {
  const { vehicles: words } = useSettingsWords();
  const { data, isError, refetch } = useVehicles();
  const [shown, setShown] = useState<string>();
  return (
    <div className="settings-part">
      <div className="settings-form">
        <h2>{words.heading}</h2>
        <p className="muted">{words.intro}</p>
        {isError && !data && (
          <p className="bad">
            {words.failed}{' '}
            <button type="button" className="text-button" onClick={() => void refetch()}>
              {words.retry}
            </button>
          </p>
        )}
        {data?.length === 0 && <p className="muted">{words.none}</p>}
        {data && data.length > 0 && (
          <ul className="card rows">
            {data.map((vehicle) => {
              const isShown = vehicle.vehicleId === shown;
              return (
                <li key={vehicle.vehicleId}>
                  <VehicleLine
                    vehicle={vehicle}
                    isShown={isShown}
                    onShow={() => setShown(isShown ? undefined : vehicle.vehicleId)}
                  />
                  {isShown && <VehicleFields vehicle={vehicle} />}
                </li>
              );
            })}
          </ul>
        )}
        <NewVehicle />
      </div>
    </div>
  );
}

interface VehicleLineProps {
  readonly vehicle: Vehicle;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function VehicleLine({ vehicle, isShown, onShow }: VehicleLineProps) {
  const { told } = useOffice();
  const { vehicles: words } = useSettingsWords();
  const { name, description, plate, position } = vehicle;
  return (
    <div className="vehicle-line">
      <button type="button" className="person" aria-expanded={isShown} onClick={onShow}>
        <span>
          <b>{name}</b>
          <span className="muted">
            {[description, plate, position && words.seen(told.age(position.at, Date.now()))]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </button>
      <Driver vehicle={vehicle} />
    </div>
  );
}

/** Whoever is chosen leaves the vehicle they drove. */
function Driver({ vehicle: { vehicleId, name, driver } }: { readonly vehicle: Vehicle }) {
  const { queries } = useOffice();
  const { vehicles: words } = useSettingsWords();
  const team = driving(useTeam() ?? []);
  const calls = useDeviceCalls();
  const readAnew = useReadAnew();
  const { send, isSending } = useSending();
  const drive = (memberId: string) =>
    send(async () => {
      await calls.setDriver(vehicleId, memberId || null);
      await Promise.all([readAnew(VEHICLES), queries.invalidateQueries({ queryKey: [TEAM] })]);
    });
  return (
    <select
      aria-label={words.driverOf(name)}
      disabled={isSending}
      value={driver?.memberId ?? ''}
      onChange={({ currentTarget: { value } }) => drive(value)}
    >
      <option value="">{words.noDriver}</option>
      {team.map(({ memberId, name: who }) => (
        <option key={memberId} value={memberId}>
          {who}
        </option>
      ))}
    </select>
  );
}

function Fields({ at, vehicle }: { readonly at: string; readonly vehicle?: Vehicle }) {
  const { vehicles: words } = useSettingsWords();
  return (
    <>
      <TextSetting
        setting={useTypedValue<string | undefined>(`${at}/name`, vehicle?.name, false)}
        label={words.name}
      />
      <TextSetting
        setting={useTypedValue(`${at}/description`, vehicle?.description, false)}
        label={words.description}
        hint={words.descriptionHint}
        isOptional
      />
      <TextSetting
        setting={useTypedValue(`${at}/plate`, vehicle?.plate, false)}
        label={words.plate}
        isOptional
      />
    </>
  );
}

function VehicleFields({ vehicle }: { readonly vehicle: Vehicle }) {
  const all = useSettingsWords();
  const { vehicles: words } = all;
  const { vehicleId, name } = vehicle;
  const at = vehicleAt(vehicleId);
  const calls = useDeviceCalls();
  const readAnew = useReadAnew();
  const isChanged = useIsChanged([at]);
  const { save, isSaving } = useTypedSaving();
  const { send, isSending } = useSending();
  const [isAsked, setAsked] = useState(false);
  const submit = async (): Promise<void> => {
    const isSaved = await save({
      root: at,
      pointers: [at],
      read: async () => ({
        vehicles: Object.fromEntries((await calls.vehicles()).map((one) => [one.vehicleId, one])),
      }),
      write: (body) => calls.changeVehicle(vehicleId, body),
    });
    await readAnew(VEHICLES);
    if (isSaved) toast(all.saved);
  };
  const remove = () =>
    send(async () => {
      await calls.deleteVehicle(vehicleId);
      typed.drop([at]);
      await readAnew(VEHICLES);
    });
  return (
    <div className="vehicle-open">
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Fields at={at} vehicle={vehicle} />
        <div className="answers">
          {isAsked ? (
            <>
              <span>{words.removeAsk}</span>
              <button type="button" className="button small" onClick={() => setAsked(false)}>
                {words.keep}
              </button>
              <button type="button" className="button small grave" disabled={isSending} onClick={remove}>
                {words.remove}
              </button>
            </>
          ) : (
            <button type="button" className="button" onClick={() => setAsked(true)}>
              {words.remove}
            </button>
          )}
          <span className="grow" />
          <button type="submit" className="button primary" disabled={!isChanged || isSaving}>
            {all.save}
          </button>
        </div>
      </form>
      <h3>{words.trackers}</h3>
      <Tokens whose={{ vehicleId }} name={name} />
    </div>
  );
}

function NewVehicle() {
  const { vehicles: words } = useSettingsWords();
  const calls = useDeviceCalls();
  const readAnew = useReadAnew();
  const { save, isSaving } = useTypedSaving();
  const isChanged = useIsChanged([`${NEW_AT}/name`]);
  const submit = async (): Promise<void> => {
    const isSaved = await save({
      root: NEW_AT,
      pointers: [NEW_AT],
      read: async () => ({}),
      write: (body) => calls.createVehicle(body as Parameters<typeof calls.createVehicle>[0]),
    });
    if (isSaved) await readAnew(VEHICLES);
  };
  return (
    <form
      className="card fields new-one"
      aria-label={words.add}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{words.add}</h3>
      <Fields at={NEW_AT} />
      <div className="answers">
        <button type="submit" className="button primary" disabled={!isChanged || isSaving}>
          {words.add}
        </button>
      </div>
    </form>
  );
}
