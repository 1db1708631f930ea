import type { Row, Section } from '../report/row.ts';
import type { MeteredCall } from './meter.ts';
import type { Stage } from './stage.ts';

/** What GET /t/{token}/status reads, before the drive and during it, once the account is cached. */
export async function measureStatus(stage: Stage): Promise<Section> {
  const { visitId, token } = await stage.book();
  const first = await reads(stage, token);
  const waiting = await reads(stage, token);
  await stage.knock('visits/change-status', {
    routeKey: 'POST /visits/{visitId}/status',
    path: { visitId },
    caller: stage.technician,
    body: { status: 'en_route' },
  });
  const driving = await reads(stage, token);
  return {
    title: 'GET /t/{token}/status',
    rows: [
      { what: 'the first of a new function: reads', figure: first.length, unit: '', note: 'the account too' },
      ...rowsFor('pending', waiting),
      ...rowsFor('en route', driving),
    ],
  };
}

async function reads(stage: Stage, token: string): Promise<MeteredCall[]> {
  await stage.taken();
  await stage.knock('public/get-status', { routeKey: 'GET /t/{token}/status', path: { token } });
  return stage.taken();
}

function rowsFor(what: string, calls: readonly MeteredCall[]): Row[] {
  const units = calls.reduce((sum, call) => sum + call.units, 0);
  return [
    { what: `${what}: reads`, figure: calls.length, unit: '', bound: 2 },
    { what: `${what}: read units`, figure: units, unit: 'units', bound: 1.5 },
  ];
}
