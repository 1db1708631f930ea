import createClient from 'openapi-fetch';
import { answerOf } from './client.ts';
import type { paths } from './openapi.ts';
import type { Schema } from './types.ts';

const JOIN = '#join=';

/** What an invite's link carries behind the `#`, where no server sees it. */
export const invitedBy = (hash: string): string | undefined =>
  hash.startsWith(JOIN) ? hash.slice(JOIN.length) || undefined : undefined;

/**
 * Takes the place that an invite keeps; nobody is signed in yet.
 * @param name where the invite has it wrong
 * @throws Refused, Unreachable
 */
export async function acceptInvite(token: string, name: string): Promise<Schema<'Accepted'>> {
  const api = createClient<paths>({ baseUrl: location.origin });
  const body = name.trim() ? { name: name.trim() } : {};
  return answerOf(api.POST('/team/invites/{token}/accept', { params: { path: { token } }, body }));
}
