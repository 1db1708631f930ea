import type { AuditEntry } from '../../api/team-calls.ts';
import type { Member } from '../../api/types.ts';
import { useOffice } from '../../state/office.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { useAudit } from '../../state/team-desk.ts';
import { SidePanel } from './side-panel.tsx';

/** Who did what to whom: names of what was changed, never what it was. */
export function AuditPanel({ team }: { readonly team: readonly Member[] }) {
  const { team: words } = useSettingsWords();
  const { data, isError, hasNextPage, fetchNextPage, isFetching, refetch } = useAudit();
  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <SidePanel title={words.audit.title}>
      <ol className="audit" aria-busy={isFetching}>
        {entries?.map((entry) => (
          <AuditLine key={`${entry.at}-${entry.memberId}-${entry.what}`} entry={entry} team={team} />
        ))}
      </ol>
      {entries?.length === 0 && <p className="panel-form muted">{words.audit.none}</p>}
      {isError && !entries && (
        <p className="panel-form">
          <button type="button" className="button" onClick={() => void refetch()}>
            {words.retry}
          </button>
        </p>
      )}
      {hasNextPage && (
        <p className="panel-form">
          <button type="button" className="button" disabled={isFetching} onClick={() => void fetchNextPage()}>
            {words.audit.more}
          </button>
        </p>
      )}
    </SidePanel>
  );
}

function AuditLine({ entry, team }: { readonly entry: AuditEntry; readonly team: readonly Member[] }) {
  const { told } = useOffice();
  const { team: words } = useSettingsWords();
  const nameOf = (memberId: string) => team.find((one) => one.memberId === memberId)?.name ?? words.somebody;
  const { at, what, by, memberId, changed, from, to } = entry;
  const now = Date.now();
  const roles = from && to ? `${words.roles[from]} → ${words.roles[to]}` : undefined;
  const parts = (changed ?? []).map((part) => words.audit.parts[part] ?? part);
  return (
    <li>
      <b>{words.audit.what[what](nameOf(memberId))}</b>
      <span className="muted">
        {[words.audit.by(nameOf(by.memberId)), `${told.dayOf(at, now)}, ${told.time(at)}`].join(' · ')}
      </span>
      {(roles || parts.length > 0) && <span>{[roles, parts.join(', ')].filter(Boolean).join(' · ')}</span>}
    </li>
  );
}
