import type { Address } from '../town/addresses.ts';
import { createTrackerClient, type SignedIn, type TrackerClient } from '../tracker-client.ts';
import { DEMO_ACCOUNT, DEMO_CUSTOMERS, DEMO_HOMES, DEMO_MEMBERS, DEMO_VAN } from './team.ts';

/** The demo's people, signed in. */
export interface Crew {
  readonly owner: SignedIn;
  readonly dispatcher: SignedIn;
  readonly marcus: SignedIn;
  readonly priya: SignedIn;
  readonly ana: SignedIn;
  readonly devon: SignedIn;
  readonly tom: SignedIn;
  readonly sofia: SignedIn;
  readonly jorge: SignedIn;
}

const HOUR_MS = 3_600_000;

/** Account and team, as every start of the local stack wants them; doing it again changes nothing. */
export async function seedTeam(baseUrl: string): Promise<Crew> {
  const client = createTrackerClient(baseUrl);
  const crew = await signInCrew(client);
  const { company } = await client.call<{ company: { name: string } }>('GET', '/settings', crew.owner.token);
  if (company.name !== DEMO_ACCOUNT.company.name)
    await client.call('PUT', '/settings', crew.owner.token, { company: DEMO_ACCOUNT.company });
  await seedVan(client, crew);
  await seedHomes(client, crew);
  return crew;
}

/** One van, and who drives it, unless there are vehicles. */
async function seedVan(client: TrackerClient, { dispatcher: { token }, marcus }: Crew): Promise<void> {
  const { vehicles } = await client.call<{ vehicles: object[] }>('GET', '/vehicles', token);
  if (vehicles.length > 0) return;
  const { vehicle } = await client.call<{ vehicle: { vehicleId: string } }>(
    'POST',
    '/vehicles',
    token,
    DEMO_VAN,
  );
  const { memberId } = marcus;
  await client.call('PUT', `/vehicles/${vehicle.vehicleId}/driver`, token, { memberId });
}

/** Where technicians set out from in the morning, unless somebody has said so. */
async function seedHomes(client: TrackerClient, { owner: { token } }: Crew): Promise<void> {
  const { members } = await client.call<{ members: { memberId: string; homeAddress?: object }[] }>(
    'GET',
    '/team/members',
    token,
  );
  for (const [memberId, line] of Object.entries(DEMO_HOMES)) {
    const member = members.find((one) => one.memberId === memberId);
    if (member && !member.homeAddress)
      await client.call('PATCH', `/team/members/${memberId}`, token, { homeAddress: { line } });
  }
}

/** Local tokens last a day: whoever runs longer signs in again. */
export async function signInCrew(client: TrackerClient): Promise<Crew> {
  const [owner, dispatcher, marcus, priya, ana, devon, tom, sofia, jorge] = DEMO_MEMBERS;
  const signIn = ({ role, memberId, name }: (typeof DEMO_MEMBERS)[number]) =>
    client.signIn(role, { accountId: DEMO_ACCOUNT.accountId, memberId, name });
  return {
    owner: await signIn(owner),
    dispatcher: await signIn(dispatcher),
    marcus: await signIn(marcus),
    priya: await signIn(priya),
    ana: await signIn(ana),
    devon: await signIn(devon),
    tom: await signIn(tom),
    sofia: await signIn(sofia),
    jorge: await signIn(jorge),
  };
}

/** A booking as the office makes it. */
interface Booking {
  readonly house: Address;
  /** Nobody, when absent. */
  readonly technicians?: readonly SignedIn[];
  /** Which of the demo's customers, counted round. */
  readonly customer: number;
  /** Milliseconds from now. */
  readonly startsIn: number;
  /** Instead of the customer's own number. */
  readonly phone?: string;
  readonly sendLink?: boolean;
  readonly priority?: string;
  readonly tags?: readonly string[];
  readonly externalId?: string;
}

export async function bookVisit(
  client: TrackerClient,
  crew: Crew,
  { house, technicians = [], customer, startsIn, phone, ...more }: Booking,
): Promise<{ visitId: string; url: string }> {
  const { job, ...person } = DEMO_CUSTOMERS[customer % DEMO_CUSTOMERS.length] ?? DEMO_CUSTOMERS[0];
  const start = roundToQuarter((await client.now()) + startsIn);
  const { visit, link } = await client.call<{ visit: { visitId: string }; link: { url: string } }>(
    'POST',
    '/visits',
    crew.dispatcher.token,
    {
      customer: { ...person, ...(phone !== undefined && { phone }) },
      address: { line: house.line },
      window: { start: new Date(start).toISOString(), end: new Date(start + HOUR_MS).toISOString() },
      technicianIds: technicians.map(({ memberId }) => memberId),
      job,
      sendLink: false,
      ...more,
    },
  );
  return { visitId: visit.visitId, url: link.url };
}

/** Windows begin at quarter hours, as offices write them. */
function roundToQuarter(instant: number): number {
  const quarter = HOUR_MS / 4;
  return Math.round(instant / quarter) * quarter;
}
