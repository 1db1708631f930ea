import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { createTracker } from '../api/client.ts';
import { createTeamCalls, type TeamCalls } from '../api/team-calls.ts';
import type { Schema } from '../api/types.ts';
import { TEAM } from './day-cache.ts';
import { useOffice } from './office.ts';
import { useTypedSaving } from './typed-saving.ts';

const INVITES = 'invites';
const AUDIT = 'audit';

/** What the team's page asks of the service. */
export function useTeamCalls(): TeamCalls {
  const { session } = useOffice();
  return useMemo(() => createTeamCalls(createTracker(session)), [session]);
}

/** Invites are the owner's: nobody else may so much as ask for them. */
export function useInvites() {
  const { me } = useOffice();
  const calls = useTeamCalls();
  return useQuery({ queryKey: [INVITES], queryFn: calls.invites, enabled: me.role === 'owner' });
}

/** Who did what to whom of the team, the newest first. */
export function useAudit() {
  const calls = useTeamCalls();
  return useInfiniteQuery({
    queryKey: [AUDIT],
    queryFn: ({ pageParam }) => calls.audit(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
  });
}

/** The team is read anew wherever it is shown. */
export function useTeamChanged() {
  const { queries } = useOffice();
  return () =>
    Promise.all([TEAM, INVITES, AUDIT].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}

/** Where what is typed of somebody stands, and of somebody who is to come. */
export const memberAt = (memberId: string): string => `/members/${memberId}`;
export const INVITE_AT = '/invite';

/** Saves what was typed of a member, or sends an invite. */
export function useTeamSaving() {
  const calls = useTeamCalls();
  const changed = useTeamChanged();
  const { save, isSaving } = useTypedSaving();
  return {
    isSaving,
    async saveMember(memberId: string): Promise<boolean> {
      const root = memberAt(memberId);
      const isSaved = await save({
        root,
        pointers: [root],
        read: async () => {
          const members = await calls.members();
          return { members: Object.fromEntries(members.map((one) => [one.memberId, one])) };
        },
        write: (body) => calls.change(memberId, changeOf(body)),
      });
      await changed();
      return isSaved;
    },
    /** @returns whether the mail has left; nothing where the invite was refused */
    async sendInvite(): Promise<boolean | undefined> {
      let isMailed = false;
      const isSent = await save({
        root: INVITE_AT,
        pointers: [INVITE_AT],
        read: async () => ({}),
        write: async (body) => {
          const asked = { role: 'technician', ...body } as Schema<'InviteInput'>;
          isMailed = (await calls.invite(asked)).mailed;
        },
      });
      if (!isSent) return undefined;
      await changed();
      return isMailed;
    },
  };
}

/** An address without a line is none. */
function changeOf(body: Readonly<Record<string, unknown>>): Schema<'MemberChange'> {
  const { homeAddress } = body as { homeAddress?: { line: string | null } };
  return { ...body, ...(homeAddress?.line === null && { homeAddress: null }) } as Schema<'MemberChange'>;
}
