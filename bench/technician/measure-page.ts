import { gzipSync } from 'node:zlib';
import { buildTechnician } from '../../scripts/build-technician.ts';
import { createVirtualPhone, type VirtualPhoneOptions } from '../../test/support/virtual-phone.ts';
import type { Row, Section } from '../report/row.ts';

const HOUR = 3_600_000;
const DOOR = { lat: 37.7596, lng: -122.4269 };
const METERS = 111_195;
const BOUND_KB = 60;

const at = (meters: number, speed: number) => ({ lat: DOOR.lat - meters / METERS, lng: DOOR.lng, speed });
const toDoor = (from: number, speed: number) => (ms: number) => {
  const left = from - (speed * ms) / 1000;
  return left > 0 ? at(left, speed) : at(0, 0);
};

/** An hour of each thing a van does. */
const HOURS: Readonly<Record<string, VirtualPhoneOptions>> = {
  'driving, far from the door': {
    where: toDoor(90_000, 15),
    going: () => ({ status: 'driving', lowBattery: false, goal: DOOR }),
  },
  'driving, near the door': {
    where: toDoor(1900, 0.5),
    going: () => ({ status: 'driving', lowBattery: false, goal: DOOR }),
  },
  'driving on a low battery': {
    where: toDoor(90_000, 15),
    going: () => ({ status: 'driving', lowBattery: true, goal: DOOR }),
  },
  'on site, or between visits': {
    where: () => at(0, 0),
    going: () => ({ status: 'on-site', lowBattery: false, goal: DOOR }),
  },
};

/** What the technician's page costs a phone: bytes once, and how often it is woken. */
export async function measureTechnicianPage(): Promise<Section> {
  const { hashed, page, worker } = await buildTechnician();
  const bytes = [...Object.values(hashed), page, worker].reduce(
    (sum, text) => sum + gzipSync(text).length,
    0,
  );
  return {
    title: "The technician's page on a phone",
    rows: [
      { what: 'first load, gzipped', figure: bytes / 1024, unit: 'KB', bound: BOUND_KB },
      ...Object.entries(HOURS).flatMap(([what, options]) => wakeUps(what, options)),
    ],
  };
}

function wakeUps(what: string, options: VirtualPhoneOptions): Row[] {
  const phone = createVirtualPhone(options);
  phone.locating.start();
  phone.pass(HOUR);
  const { news, batches } = phone.told;
  const note = `${news} positions kept, ${batches} batches; a receiver that watches reports every second`;
  return [{ what: `wake-ups an hour, ${what}`, figure: phone.wakeUps(), unit: '', note }];
}
