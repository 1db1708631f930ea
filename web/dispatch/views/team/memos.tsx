import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Memo } from '../../api/team-calls.ts';
import type { Member } from '../../api/types.ts';
import { firstName } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { useTeamCalls } from '../../state/team-desk.ts';
import { MessageQuestion } from '../board/message-question.tsx';
import { ResendIcon } from '../icons.tsx';
import { useSending } from '../use-sending.ts';

const MEMOS = 'memos';
/** Nobody tells when a text arrived, or was acknowledged. */
const EVERY = 15_000;

/** What the office has written to somebody, whether they said that they got it, and the next word. */
export function Memos({ member }: { readonly member: Member }) {
  const { queries, told } = useOffice();
  const { team: words } = useSettingsWords();
  const calls = useTeamCalls();
  const [isWriting, setWriting] = useState(false);
  const { memberId, name } = member;
  const { data, isError, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: [MEMOS, memberId],
    queryFn: ({ pageParam }) => calls.memos(memberId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: EVERY,
  });
  const memos = data?.pages.flatMap(({ messages }) => messages);
  const changed = () => queries.invalidateQueries({ queryKey: [MEMOS, memberId] });
  return (
    <section className="panel-form memos" aria-label={words.memos.title}>
      <h3>{words.memos.title}</h3>
      {isWriting ? (
        <MessageQuestion
          memberId={memberId}
          name={name}
          onClose={() => {
            setWriting(false);
            void changed();
          }}
        />
      ) : (
        <button type="button" className="button" onClick={() => setWriting(true)}>
          {told.words.alerts.message(firstName(name))}
        </button>
      )}
      {isError && !memos && <p className="muted">{told.words.drawer.failed}</p>}
      {memos?.length === 0 && <p className="muted">{words.memos.none}</p>}
      <ul>
        {memos?.map((memo) => (
          <MemoLine key={memo.messageId} memo={memo} onSent={changed} />
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="button" disabled={isFetching} onClick={() => void fetchNextPage()}>
          {words.audit.more}
        </button>
      )}
    </section>
  );
}

function MemoLine({ memo, onSent }: { readonly memo: Memo; readonly onSent: () => Promise<void> }) {
  const { told } = useOffice();
  const { drawer } = told.words;
  const { memos: words } = useSettingsWords().team;
  const calls = useTeamCalls();
  const { send, isSending } = useSending();
  const { messageId, memberId, text, at, by, state, reason, acknowledgedAt } = memo;
  const now = Date.now();
  const canResend = !acknowledgedAt && (state === 'failed' || state === 'unknown');
  const why = reason && !acknowledgedAt ? (drawer.reasons[reason] ?? reason) : undefined;
  const resend = () =>
    send(async () => {
      await calls.resendMemo(memberId, messageId);
      await onSent();
    });
  return (
    <li>
      <p>{text}</p>
      <p className="muted meta">
        {[by.name, `${told.dayOf(at, now)}, ${told.time(at)}`, why].filter(Boolean).join(' · ')}
      </p>
      <span className={acknowledgedAt ? 'fits' : `state ${state}`}>
        {acknowledgedAt ? words.got(told.when(acknowledgedAt, now)) : (drawer.states[state] ?? state)}
      </span>
      {canResend && (
        <button type="button" className="button small" disabled={isSending} onClick={resend}>
          <ResendIcon />
          {drawer.resend}
        </button>
      )}
    </li>
  );
}
