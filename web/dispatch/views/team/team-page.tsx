import { useState } from 'react';
import { MINUTE } from '../../../../shared/kernel/time.ts';
import type { Member } from '../../api/types.ts';
import { routeHash } from '../../rules/route.ts';
import { inOrder, matchesMember } from '../../rules/team-list.ts';
import { useNow } from '../../state/clock.ts';
import { useOffice } from '../../state/office.ts';
import { useTeam } from '../../state/queries.ts';
import { goTo, useRoute } from '../../state/route.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { memberAt } from '../../state/team-desk.ts';
import { useIsChanged } from '../../state/typed-saving.ts';
import { Photo } from '../board/row-head.tsx';
import { SearchIcon } from '../icons.tsx';
import { Unsaved } from '../settings/unsaved.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { InvitePanel } from './invite-panel.tsx';
import { Invites } from './invites.tsx';
import { MemberPanel } from './member-panel.tsx';
import { MessagePanel } from './message-panel.tsx';

/** Who is of the company: what they do, what they drive, when they were last seen. */
export default function TeamPage() {
  const { me } = useOffice();
  const { team: words } = useSettingsWords();
  const { part } = useRoute();
  const [text, setText] = useState('');
  const [showsGone, setShowsGone] = useState(false);
  const all = useTeam();
  const gone = (all ?? []).filter(({ status }) => status === 'revoked');
  const shown = inOrder(all ?? []).filter(
    (one) => one.status === 'active' || (one.status === 'revoked' && showsGone),
  );
  const found = shown.filter((one) => matchesMember(one, text));
  return (
    <main className="team-page">
      <header className="top-bar">
        <h1 className="top-title">{words.heading}</h1>
        <span className="muted">
          {all && words.count(shown.filter(({ status }) => status === 'active').length)}
        </span>
        <span className="grow" />
        <search className="search">
          <SearchIcon />
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={text}
            onChange={({ currentTarget: { value } }) => setText(value)}
          />
        </search>
        <a className="button" href={routeHash({ page: 'team', part: 'message' })}>
          {words.memos.open}
        </a>
        {me.role === 'owner' && (
          <>
            <a className="button" href={routeHash({ page: 'team', part: 'history' })}>
              {words.audit.open}
            </a>
            <a className="button primary" href={routeHash({ page: 'team', part: 'invite' })}>
              {words.invite.open}
            </a>
          </>
        )}
      </header>
      <div className="team-body">
        <div className="team-scroller">
          {me.role === 'owner' && <Invites />}
          <table className="team-table" aria-busy={all === undefined}>
            <caption className="unseen">{words.heading}</caption>
            <thead>
              <tr>
                {(['name', 'role', 'skills', 'vehicle', 'seen'] as const).map((column) => (
                  <th key={column} scope="col">
                    {words.columns[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.map((member) => (
                <MemberRow key={member.memberId} member={member} isShown={member.memberId === part} />
              ))}
            </tbody>
          </table>
          {all && found.length === 0 && <p className="nothing-found muted">{words.nobody}</p>}
          {gone.length > 0 && (
            <button type="button" className="text-button show-gone" onClick={() => setShowsGone(!showsGone)}>
              {showsGone ? words.hideGone : words.showGone(gone.length)}
            </button>
          )}
        </div>
        <Panel part={part} team={all} />
      </div>
    </main>
  );
}

function Panel({
  part,
  team,
}: {
  readonly part: string | undefined;
  readonly team: readonly Member[] | undefined;
}) {
  const { me } = useOffice();
  const isOwner = me.role === 'owner';
  if (part === 'invite') return isOwner && <InvitePanel />;
  if (part === 'message') return <MessagePanel team={team ?? []} />;
  if (part === 'history') return isOwner && <AuditPanel team={team ?? []} />;
  const member = team?.find(({ memberId }) => memberId === part);
  return member && <MemberPanel key={member.memberId} member={member} />;
}

function MemberRow({ member, isShown }: { readonly member: Member; readonly isShown: boolean }) {
  const { told, me } = useOffice();
  const { team: words } = useSettingsWords();
  const now = useNow(MINUTE);
  const isChanged = useIsChanged([memberAt(member.memberId)]);
  const { memberId, name, role, status, position, skills, vehicle, lastSeenAt } = member;
  const open = () => goTo({ page: 'team', part: memberId });
  return (
    <tr className={`${isShown ? 'shown' : ''} ${status}`}>
      <th scope="row">
        <button type="button" className="person" aria-expanded={isShown} onClick={open}>
          <Photo technician={member} ring="none" />
          <span>
            <b>
              {name}
              {isChanged && <Unsaved />}
            </b>
            <span className="muted">
              {[memberId === me.memberId && words.you, position, status === 'revoked' && words.ended]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        </button>
      </th>
      <td>{words.roles[role]}</td>
      <td>
        <ul className="skills">
          {skills.map((skill) => (
            <li key={skill} className="tag">
              {skill}
            </li>
          ))}
        </ul>
      </td>
      <td>{vehicle}</td>
      <td className="seen-at">
        {lastSeenAt ? told.when(lastSeenAt, now) : <span className="muted">{words.neverSeen}</span>}
      </td>
    </tr>
  );
}
