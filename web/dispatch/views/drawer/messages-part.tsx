import type { Message, Visit } from '../../api/types.ts';
import { firstName } from '../../rules/visit.ts';
import { OF_VISIT } from '../../state/day-cache.ts';
import { useDraft } from '../../state/drafts.ts';
import { useOffice } from '../../state/office.ts';
import { useOfVisit } from '../../state/queries.ts';
import { ResendIcon } from '../icons.tsx';
import { useSending } from '../use-sending.ts';

const LONGEST = 600;
/** What becomes of a text is no change of the visit, and nobody is told of it. */
const MESSAGES_EVERY = 10_000;

/** What the customer was told and what became of it, what they answered, and a field to write. */
export function MessagesPart({ visit }: { readonly visit: Visit }) {
  const { told } = useOffice();
  const { words } = told;
  const { visitId, customer } = visit;
  const { data, isError } = useOfVisit(
    visitId,
    'messages',
    (calls) => calls.messages(visitId),
    MESSAGES_EVERY,
  );
  const toCustomer = data?.filter(({ recipient }) => recipient === undefined);
  return (
    <section>
      <h3>{words.drawer.messages(firstName(customer.name))}</h3>
      {isError && <p className="muted">{words.drawer.failed}</p>}
      {toCustomer?.length === 0 && <p className="muted">{words.drawer.noMessages}</p>}
      <ul className="messages">
        {toCustomer?.map((message) => (
          <MessageLine key={message.messageId} message={message} visitId={visitId} />
        ))}
      </ul>
      {visit.status !== 'cancelled' && <Write visit={visit} />}
    </section>
  );
}

function MessageLine({ message, visitId }: { readonly message: Message; readonly visitId: string }) {
  const { told, calls, queries } = useOffice();
  const { drawer } = told.words;
  const { send, isSending } = useSending();
  const { kind, channel, at, state, reason, direction, text, messageId } = message;
  const canResend = direction === 'out' && (state === 'failed' || state === 'unknown');
  const why = reason ? (drawer.reasons[reason] ?? reason) : state === 'unknown' ? drawer.noAnswer : undefined;
  const resend = () =>
    send(async () => {
      await calls.resend(visitId, messageId);
      await queries.invalidateQueries({ queryKey: [OF_VISIT, visitId] });
    });
  return (
    <li className={direction === 'in' ? 'answer' : ''}>
      <b>{drawer.kinds[kind] ?? kind}</b>
      <span className="muted">{drawer.channels[channel] ?? channel}</span>
      <span className="muted grow" title={text}>
        {told.when(at, Date.now())}
        {why && <> · {why}</>}
        {(kind === 'message' || kind === 'reply') && <q>{text}</q>}
      </span>
      {direction === 'out' && <span className={`state ${state}`}>{drawer.states[state] ?? state}</span>}
      {canResend && (
        <button
          type="button"
          className="button small"
          disabled={isSending}
          title={state === 'unknown' ? drawer.mayTwice : undefined}
          onClick={resend}
        >
          <ResendIcon />
          {drawer.resend}
        </button>
      )}
      {canResend && state === 'unknown' && <span className="meta amber wide">{drawer.mayTwice}</span>}
    </li>
  );
}

function Write({ visit }: { readonly visit: Visit }) {
  const { told, calls, queries } = useOffice();
  const { drawer } = told.words;
  const [text, setText] = useDraft(`message-${visit.visitId}`);
  const { send, isSending } = useSending();
  const write = () =>
    send(async () => {
      await calls.write(visit.visitId, text);
      setText('');
      await queries.invalidateQueries({ queryKey: [OF_VISIT, visit.visitId] });
    });
  return (
    <form
      className="write"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !isSending) write();
      }}
    >
      <label className="field">
        <span>{drawer.writeTo(firstName(visit.customer.name))}</span>
        <textarea
          id="write"
          rows={2}
          maxLength={LONGEST}
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
        />
      </label>
      <span className="meta muted grow">{text && drawer.size(text.length, LONGEST)}</span>
      <button type="submit" className="button" disabled={!text.trim() || isSending}>
        {drawer.send}
      </button>
    </form>
  );
}
