import { firstName } from '../../rules/visit.ts';
import { useDraft } from '../../state/drafts.ts';
import { useOffice } from '../../state/office.ts';
import { toast } from '../../state/toasts.ts';
import { useSending } from '../use-sending.ts';

interface MessageQuestionProps {
  /** `all`: every technician. */
  readonly memberId: string;
  /** Nothing for all. */
  readonly name: string;
  readonly onClose: () => void;
}

const LONGEST = 600;

/** A word to a technician, or to all of them. */
export function MessageQuestion({ memberId, name, onClose }: MessageQuestionProps) {
  const { calls, told } = useOffice();
  const { ask, toasts } = told.words;
  const [text, setText] = useDraft(`to-${memberId}`);
  const { send, isSending } = useSending();
  const isToAll = memberId === 'all';
  const write = () =>
    send(async () => {
      await (isToAll ? calls.writeToTeam('all', text) : calls.writeToMember(memberId, text));
      setText('');
      onClose();
      toast(isToAll ? toasts.writtenToAll : toasts.written(firstName(name)));
    });
  return (
    <form
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !isSending) write();
      }}
    >
      <label className="field">
        <span>{isToAll ? ask.messageAll : ask.message(firstName(name))}</span>
        <textarea
          rows={3}
          maxLength={LONGEST}
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
        />
      </label>
      <p className="meta muted">{ask.messageHint}</p>
      <div className="answers">
        <button type="button" className="button" onClick={onClose}>
          {ask.back}
        </button>
        <button type="submit" className="button primary" disabled={!text.trim() || isSending}>
          {ask.send}
        </button>
      </div>
    </form>
  );
}
