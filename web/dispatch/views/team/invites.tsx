import { useState } from 'react';
import type { Invite } from '../../api/team-calls.ts';
import { useOffice } from '../../state/office.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { useInvites, useTeamCalls, useTeamChanged } from '../../state/team-desk.ts';
import { toast } from '../../state/toasts.ts';
import { useSending } from '../use-sending.ts';

/** Who was asked and has not come yet. */
export function Invites() {
  const { team: words } = useSettingsWords();
  const { data, isError, refetch } = useInvites();
  if (isError && !data)
    return (
      <p className="band warn">
        {words.invite.failed}{' '}
        <button type="button" className="text-button" onClick={() => void refetch()}>
          {words.retry}
        </button>
      </p>
    );
  if (!data || data.length === 0) return null;
  return (
    <section className="invites" aria-label={words.invite.waiting}>
      <h2>{words.invite.waiting}</h2>
      <ul>
        {data.map((invite) => (
          <InviteLine key={invite.inviteId} invite={invite} />
        ))}
      </ul>
    </section>
  );
}

function InviteLine({ invite }: { readonly invite: Invite }) {
  const { told } = useOffice();
  const { team: words } = useSettingsWords();
  const calls = useTeamCalls();
  const changed = useTeamChanged();
  const { send, isSending } = useSending();
  const [isAsked, setAsked] = useState(false);
  const { inviteId, name, email, role, position, sentAt, expiresAt, expired } = invite;
  const now = Date.now();
  const resend = () =>
    send(async () => {
      const { mailed } = await calls.resend(inviteId);
      await changed();
      toast(mailed ? words.invite.sent(email) : words.invite.notMailed, { tone: mailed ? 'plain' : 'bad' });
    });
  const withdraw = () =>
    send(async () => {
      await calls.withdraw(inviteId);
      await changed();
    });
  return (
    <li>
      <div>
        <b>{name}</b>
        <p className="muted">{[email, words.roles[role], position].filter(Boolean).join(' · ')}</p>
      </div>
      <span className={expired ? 'amber' : 'muted'}>
        {expired
          ? words.invite.expired
          : `${words.invite.sentAt(told.dayOf(sentAt, now))} · ${words.invite.until(told.dayOf(expiresAt, now))}`}
      </span>
      {isAsked ? (
        <span className="line">
          <span>{words.invite.withdrawAsk}</span>
          <button type="button" className="button small" onClick={() => setAsked(false)}>
            {words.revoke.keep}
          </button>
          <button type="button" className="button small grave" disabled={isSending} onClick={withdraw}>
            {words.invite.withdraw}
          </button>
        </span>
      ) : (
        <span className="line">
          <button
            type="button"
            className="button small"
            aria-label={`${words.invite.resend}: ${name}`}
            disabled={isSending}
            onClick={resend}
          >
            {words.invite.resend}
          </button>
          <button
            type="button"
            className="button small"
            aria-label={`${words.invite.withdraw}: ${name}`}
            onClick={() => setAsked(true)}
          >
            {words.invite.withdraw}
          </button>
        </span>
      )}
    </li>
  );
}
