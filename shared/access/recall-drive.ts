import { Problem } from '../kernel/problem.ts';
import type { Account } from '../team/account-store.ts';
import type { Member } from '../team/member.ts';
import { findLatest } from '../tracking/latest-items-store.ts';
import { changeStatus } from '../visits/change-status.ts';
import { findVisit } from '../visits/visit-store.ts';

interface Recall {
  readonly member: Member;
  readonly by: Member;
  readonly account: Account;
  /** Epoch ms. */
  readonly now: number;
}

const REASON = 'access ended';

/** Takes back the drive of somebody who may no longer be shown: the visit waits for somebody else to be sent. */
export async function recallDrive({ member, by, account, now }: Recall): Promise<void> {
  const [latest] = await findLatest([member.memberId]);
  const visit = latest?.drive && (await findVisit(latest.drive.visitId));
  if (visit?.status !== 'en_route' || visit.driverId !== member.memberId) return;
  const { role, memberId } = by;
  try {
    await changeStatus({ visit, to: 'dispatched', by: { role, memberId }, reason: REASON, account, now });
  } catch (error) {
    // Somebody was quicker: arrived, closed or given to somebody else.
    if (!(error instanceof Problem && error.status === 409)) throw error;
  }
}
