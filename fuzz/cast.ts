import type { Role } from '../functions/routes.ts';
import type { Chance } from './chance.ts';
import type { Operation } from './document.ts';
import type { Hint } from './values.ts';

/** Somebody signed in. */
export interface Member {
  readonly token: string;
  readonly memberId: string;
}

/** What a path names: its parameters, by name. */
export type Things = Readonly<Record<string, string>>;

/** Signs a member in, as `POST /_local/token` does. */
export type SignIn = (role: Role, accountId: string, memberId: string) => Promise<Member>;

/** A company that the requests are about, another one that must not see it, and what there is to ask for. */
export type Cast = Awaited<ReturnType<typeof assemble>>;

/** Of one kind so many are remembered: the latest. */
const REMEMBERED = 30;

/** @param name of the company; several casts of one stack need several */
export async function assemble(signIn: SignIn, name: string) {
  const team = (account: string) =>
    Promise.all(
      (['owner', 'dispatcher', 'technician'] as const).map((role) =>
        signIn(role, account, `${account}-${role}`),
      ),
    );
  const [owner, dispatcher, technician] = await team(name);
  const [otherOwner, otherDispatcher, otherTechnician] = await team(`${name}-rival`);
  if (!owner || !dispatcher || !technician || !otherOwner || !otherDispatcher || !otherTechnician)
    throw new Error('Not everybody could be signed in.');
  const known = new Map<string, Things[]>();
  let hired = 0;
  return {
    members: { owner, dispatcher, technician } satisfies Record<Role, Member>,
    others: { owner: otherOwner, dispatcher: otherDispatcher, technician: otherTechnician } satisfies Record<
      Role,
      Member
    >,
    /** Somebody of whom the requests may do what they like: who asks must stay. */
    async hire(): Promise<Things> {
      hired += 1;
      const { memberId } = await signIn('technician', name, `${name}-hired-${hired}`);
      return { memberId };
    },
    /** @param kind see `kindOf` */
    remember(kind: string, things: Things): void {
      const before = known.get(kind) ?? [];
      if (before.some((one) => isSame(one, things))) return;
      known.set(kind, [...before, things].slice(-REMEMBERED));
    },
    forget(kind: string, things: Things): void {
      known.set(
        kind,
        (known.get(kind) ?? []).filter((one) => !isSame(one, things)),
      );
    },
    known: (kind: string): readonly Things[] => known.get(kind) ?? [],
  };
}

const isSame = (one: Things, other: Things) => JSON.stringify(one) === JSON.stringify(other);

/** Which things a path names: by the names of its parameters, and for a token by what it opens. */
export const kindOf = ({ path, names }: Pick<Operation, 'path' | 'names'>): string =>
  names
    .map((name) => (name === 'token' || name === 'messageId' ? `${path.split('/')[1]} ${name}` : name))
    .join();

/** What members mean by their names. An instant is within a day of now, and mostly in whole quarters. */
export function hintsFor(cast: Cast, chance: Chance, now: number): Hint {
  const instant = () => new Date(now + (chance.below(192) - 48) * 900_000).toISOString();
  const one = (kind: string, name: string) => chance.any(cast.known(kind))?.[name];
  const meant: Record<string, () => unknown> = {
    memberId: () => one('memberId', 'memberId') ?? cast.members.technician.memberId,
    customerId: () => one('customerId', 'customerId'),
    deliveryId: () => undefined,
    timeZone: () => chance.of(['America/Los_Angeles', 'Europe/Madrid', 'Pacific/Kiritimati', 'UTC']),
    // Nobody real may be written to, or called.
    url: () => `https://hooks${chance.below(100)}.example.com/told`,
    endpoint: () => `https://fcm.googleapis.com/fcm/send/${chance.below(1000)}`,
    pushToken: () => `token-${chance.below(1000)}`,
    email: () => `dana${chance.below(10_000)}@example.com`,
    phone: () => `+1415555${String(chance.below(10_000)).padStart(4, '0')}`,
    line: () => chance.of(['48 Willow Ln', '12 Elm St', '900 Market Street', '7 Rua Nova']),
    logoUrl: () => 'https://example.com/logo.png',
    photoUrl: () => 'https://example.com/face.png',
    start: instant,
    end: instant,
    at: instant,
    from: instant,
    to: instant,
    since: instant,
    until: instant,
    snoozedUntil: instant,
  };
  meant['technicianIds'] = meant['memberIds'] = meant['memberId'] as () => unknown;
  return (name) => meant[name]?.();
}
