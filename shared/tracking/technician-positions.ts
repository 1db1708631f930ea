import { DAY, instant, SECOND } from '../kernel/time.ts';
import type { Member } from '../team/member.ts';
import { listMembers } from '../team/member-store.ts';
import { findLatest, type Latest } from './latest-items-store.ts';

/** A position older than this says nothing about today. */
const OLDEST = DAY;

/** Where an account's technicians were last seen, in the order of their names. */
export async function technicianPositions(accountId: string, now: number) {
  const technicians = (await listMembers(accountId)).filter(isTechnician);
  const latest = await findLatest(technicians.map(({ memberId }) => memberId));
  const byMember = new Map(latest.map((one) => [one.memberId, one]));
  return technicians
    .flatMap((member) => lastSeen(member, byMember.get(member.memberId), now) ?? [])
    .sort((a, b) => a.name.localeCompare(b.name));
}

const isTechnician = ({ role, active }: Member) => role === 'technician' && active;

function lastSeen({ memberId, name }: Member, latest: Latest | undefined, now: number) {
  const fix = latest?.fixes.at(-1);
  if (!fix || fix.at < now - OLDEST) return undefined;
  const { battery, batteryAt, permission, appVersion } = latest ?? {};
  return {
    memberId,
    name,
    lat: fix.lat,
    lng: fix.lng,
    at: instant(fix.at),
    age: Math.max(0, Math.floor((now - fix.at) / SECOND)),
    accuracy: fix.accuracy ?? null,
    speed: fix.speed ?? null,
    heading: fix.heading ?? null,
    ...(battery !== undefined && { battery }),
    ...(batteryAt !== undefined && { batteryAt: instant(batteryAt) }),
    ...(permission !== undefined && { permission }),
    ...(appVersion !== undefined && { appVersion }),
    source: fix.source ?? 'app',
    ...(latest?.drive && { visitId: latest.drive.visitId }),
  };
}
