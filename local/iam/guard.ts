import { type AwsCall, AwsError, type ServiceName } from '../emulators/emulator.ts';
import type { Deployment } from '../template/deployment.ts';
import type { AuthorizationReference } from './authorization-reference.ts';
import type { Need } from './need.ts';
import { NEEDS } from './needs.ts';
import type { Permission } from './permissions.ts';
import type { Role } from './read-role.ts';

/** Refuses what IAM would refuse: the functions may do what their roles allow, and nothing else. */
export interface Guard {
  /**
   * Who signs with a key that is no function's is the local cloud itself, which is not asked.
   * @throws AwsError in the service's words when the function's role does not allow the call
   */
  admit(accessKeyId: string, service: ServiceName, call: AwsCall): void;
  /** What was refused since the start, and what is allowed but was never done. */
  report(): { readonly refused: readonly Told[]; readonly unused: readonly Told[] };
}

interface Told extends Need {
  readonly function: string;
}

export interface GuardOptions {
  readonly deployment: Pick<Deployment, 'functions' | 'region' | 'accountId'>;
  /** Has to hold `GUARDED_SERVICES`. */
  readonly reference: Pick<AuthorizationReference, 'find'>;
  /** Told of each kind of refusal once. */
  readonly refused?: (message: string) => void;
}

interface Caller {
  readonly name: string;
  readonly role: Role;
  /** The needs known to be allowed; most calls are looked up here and nowhere else. */
  readonly allowed: Set<string>;
  readonly used: Set<Permission>;
  readonly refused: Map<string, Need>;
}

/** Where it is not 403 AccessDeniedException. */
const REFUSALS: Partial<Record<ServiceName, readonly [status: number, code: string]>> = {
  dynamodb: [400, 'AccessDeniedException'],
  events: [400, 'AccessDeniedException'],
  secretsmanager: [400, 'AccessDeniedException'],
  sns: [403, 'AuthorizationError'],
};
/** What Lambda does in the role's name before and after the function runs, its traces too: nothing a function calls. */
const LAMBDAS_OWN = /^(logs|sqs|xray):|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;

/** The access key of a function's thread: what the guard knows it by. */
export const accessKeyOf = (functionName: string, thread: number): string => `${functionName}.${thread}`;

export function createGuard({ deployment, reference, refused = () => undefined }: GuardOptions): Guard {
  const callers = new Map(
    deployment.functions.map(({ name, role }): [string, Caller] => [
      name,
      { name, role, allowed: new Set(), used: new Set(), refused: new Map() },
    ]),
  );
  const all = [...callers.values()];
  return {
    admit(accessKeyId, service, call) {
      const caller = callers.get(accessKeyId.slice(0, accessKeyId.lastIndexOf('.')));
      if (!caller) return;
      for (const need of NEEDS[service](call, deployment)) {
        const key = `${need.action} ${need.resource}`;
        if (caller.allowed.has(key)) continue;
        const why = judge(caller, need, reference);
        if (why === undefined) {
          caller.allowed.add(key);
          continue;
        }
        const message = `User: ${principal(caller, deployment)} is not authorized to perform: ${need.action} on resource: ${need.resource} ${why}`;
        if (!caller.refused.has(key)) refused(message);
        caller.refused.set(key, need);
        const [status, code] = REFUSALS[service] ?? [403, 'AccessDeniedException'];
        throw new AwsError(status, code, message);
      }
    },
    report: () => ({
      refused: all.flatMap((caller) => tell(caller, [...caller.refused.values()])),
      unused: all.flatMap((caller) => tell(caller, unusedBy(caller))),
    }),
  };
}

/** Why a need is not allowed, or undefined when it is. What is denied is denied whatever allows it. */
function judge(
  { role, used }: Caller,
  { action, resource }: Need,
  reference: GuardOptions['reference'],
): string | undefined {
  const entry = reference.find(action);
  if (!entry) return 'because AWS knows no such action';
  // Without a type of resource there is nothing to name: only a statement on `*` says anything about the action.
  const asked = entry.resourceTypes.length === 0 ? '*' : resource;
  const said = role.permissions.filter((permission) => permission.covers(action, asked));
  if (said.some(({ effect }) => effect === 'Deny'))
    return 'with an explicit deny in an identity-based policy';
  if (said.length === 0) return `because no identity-based policy allows the ${action} action`;
  for (const permission of said) used.add(permission);
  return undefined;
}

const unusedBy = ({ role, used }: Caller): Permission[] =>
  role.permissions.filter(
    (permission) =>
      permission.effect === 'Allow' && !used.has(permission) && !LAMBDAS_OWN.test(permission.action),
  );

const tell = ({ name }: Caller, needs: readonly Need[]): Told[] =>
  needs.map(({ action, resource }) => ({ function: name, action, resource }));

const principal = ({ name, role }: Caller, { accountId }: { accountId: string }): string =>
  `arn:aws:sts::${accountId}:assumed-role/${role.name}/${name}`;
