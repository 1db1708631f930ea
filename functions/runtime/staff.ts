import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import * as z from 'zod/mini';
import {
  AlreadyInProgress,
  findIdempotentResult,
  type Idempotency,
  type IdempotentResult,
  idempotencyOf,
} from '../../shared/kernel/idempotency-store.ts';
import { comingSoon, forbidden, Problem } from '../../shared/kernel/problem.ts';
import { type Account, findAccount } from '../../shared/team/account-store.ts';
import type { Member } from '../../shared/team/member.ts';
import { findMember } from '../../shared/team/member-store.ts';
import { staffRoles } from '../staff-roles.ts';
import { readClaims } from './claims.ts';
import { bodyText, parseBody, parseValue } from './parse.ts';
import { problems } from './problems.ts';
import type { Reply } from './reply.ts';

/** What a staff door gets to see of a request; everything in it is checked. */
export interface StaffRequest<Body, Query, Subject> {
  readonly body: Body;
  readonly query: Query;
  /** What the path names, loaded and checked to be the caller's; see `subject` of the options. */
  readonly subject: Subject;
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly member: Member;
  readonly account: Account;
  /** Epoch milliseconds. */
  readonly now: number;
  /** To be written in the same transaction as what the request does. */
  readonly idempotency?: Idempotency;
}

/** Who calls, and what the path says; all that is known before anything is loaded. */
export type Caller = Pick<StaffRequest<unknown, unknown, unknown>, 'member' | 'account' | 'path' | 'now'>;

interface StaffOptions<Body, Query, Subject> {
  readonly body?: z.ZodMiniType<Body>;
  readonly query?: z.ZodMiniType<Query>;
  /** Refuses what the account has taken away from a role: that comes before 404. */
  readonly permits?: (caller: Caller) => void;
  /** Loads what the path names, before the body is looked at: 404 comes before 400. */
  readonly subject?: (caller: Caller) => Promise<Subject>;
  /** Answers a request that was made before under the same Idempotency-Key. */
  readonly again?: (result: IdempotentResult, caller: Caller) => Promise<Reply>;
  /** True for what an account that is not switched on may do: read its settings, and ask to be told. */
  readonly evenDisabled?: true;
}

/**
 * A door for the team: checks, in this order, the member, the role, the account, what the path names, the query and
 * the body; then hands over. The JWT itself is checked by the gateway.
 */
export function staff<Body = undefined, Query = undefined, Subject = undefined>(
  options: StaffOptions<Body, Query, Subject>,
  handle: (request: StaffRequest<Body, Query, Subject>) => Promise<Reply>,
) {
  return middy<APIGatewayProxyEventV2, Reply>()
    .use(problems())
    .handler(async (event) => {
      const caller = await admit(event, options.evenDisabled ?? false);
      options.permits?.(caller);
      const subject = (await options.subject?.(caller)) as Subject;
      const query = (
        options.query ? parseValue(options.query, given(event.queryStringParameters)) : undefined
      ) as Query;
      const text = bodyText(event);
      const body = (options.body ? parseBody(options.body, text) : parseBody(nothing, text)) as Body;
      const request = { ...caller, headers: event.headers, subject, query, body };
      const guard = options.again && guardOf(event, caller, text);
      if (!guard || !options.again) return handle(request);
      return idempotently(guard, caller, options.again, () => handle({ ...request, idempotency: guard }));
    });
}

/** A door that needs no body still refuses what is none: half a request must not act. */
const nothing = z.object({});

/** A parameter without a value is as good as none: `?status=&technicianId=`. */
const given = (parameters: APIGatewayProxyEventV2['queryStringParameters']) =>
  Object.fromEntries(Object.entries(parameters ?? {}).filter(([, value]) => value !== ''));

async function admit(event: APIGatewayProxyEventV2, evenDisabled: boolean): Promise<Caller> {
  const claims = readClaims(event as APIGatewayProxyEventV2WithJWTAuthorizer);
  const [member, account] = await Promise.all([
    findMember(claims.memberId),
    findAccount(claims.accountId, Date.now()),
  ]);
  if (!member?.active || member.accountId !== claims.accountId || !account) {
    throw forbidden('Your access to this account has ended.');
  }
  if (!staffRoles[event.routeKey]?.includes(member.role)) {
    throw forbidden(`Not as a ${member.role}.`);
  }
  if (!account.enabled && !evenDisabled) throw comingSoon();
  return { member, account, path: event.pathParameters ?? {}, now: Date.now() };
}

function guardOf(
  event: APIGatewayProxyEventV2,
  { member, now }: Caller,
  text: string,
): Idempotency | undefined {
  const key = event.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (key === '' || key.length > 255) {
    throw new Problem(400, 'invalid', 'Invalid request', 'An Idempotency-Key has 1 to 255 characters.');
  }
  return idempotencyOf(member.memberId, event.routeKey, key, `${event.rawPath}\n${text}`, now);
}

async function idempotently(
  guard: Idempotency,
  caller: Caller,
  again: (result: IdempotentResult, caller: Caller) => Promise<Reply>,
  first: () => Promise<Reply>,
): Promise<Reply> {
  const before = await findIdempotentResult(guard, caller.now);
  if (before) return again(before, caller);
  try {
    return await first();
  } catch (error) {
    const meanwhile =
      error instanceof AlreadyInProgress ? await findIdempotentResult(guard, caller.now) : undefined;
    if (meanwhile) return again(meanwhile, caller);
    throw error;
  }
}
