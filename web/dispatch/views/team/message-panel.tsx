import { useState } from 'react';
import type { Member } from '../../api/types.ts';
import { useDraft } from '../../state/drafts.ts';
import { useOffice } from '../../state/office.ts';
import { driving } from '../../state/queries.ts';
import { goTo } from '../../state/route.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { toast } from '../../state/toasts.ts';
import { Tick } from '../settings/fields.tsx';
import { useSending } from '../use-sending.ts';
import { SidePanel } from './side-panel.tsx';

const LONGEST = 600;

/** The same to all technicians, or to those who are chosen. */
export function MessagePanel({ team }: { readonly team: readonly Member[] }) {
  const { calls, told } = useOffice();
  const { ask } = told.words;
  const { memos: words } = useSettingsWords().team;
  const technicians = driving(team);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [text, setText] = useDraft('to-team');
  const { send, isSending } = useSending();
  const chosen = technicians.filter(({ memberId }) => !left.has(memberId));
  const isReady = text.trim() !== '' && chosen.length > 0 && !isSending;
  const choose = (memberId: string, isChosen: boolean) => {
    const others = [...left].filter((one) => one !== memberId);
    setLeft(new Set(isChosen ? others : [...others, memberId]));
  };
  const write = () =>
    send(async () => {
      await calls.writeToTeam(left.size === 0 ? 'all' : chosen.map(({ memberId }) => memberId), text);
      setText('');
      toast(words.sent(chosen.length));
      goTo({ page: 'team' });
    });
  return (
    <SidePanel title={words.open}>
      <form
        className="panel-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) write();
        }}
      >
        <label className="field">
          <span>{words.text}</span>
          <textarea
            rows={4}
            maxLength={LONGEST}
            value={text}
            onChange={({ currentTarget: { value } }) => setText(value)}
          />
        </label>
        <p className="meta muted">{ask.messageHint}</p>
        <fieldset className="recipients">
          <legend>{words.to(chosen.length, technicians.length)}</legend>
          <button
            type="button"
            className="text-button"
            onClick={() =>
              setLeft(left.size === 0 ? new Set(technicians.map(({ memberId }) => memberId)) : new Set())
            }
          >
            {left.size === 0 ? words.nobody : words.everybody}
          </button>
          {technicians.map(({ memberId, name }) => (
            <Tick
              key={memberId}
              label={name}
              isOn={!left.has(memberId)}
              isFixed={false}
              onToggle={(isOn) => choose(memberId, isOn)}
            />
          ))}
        </fieldset>
        <div className="answers">
          <button type="submit" className="button primary" disabled={!isReady}>
            {words.send(chosen.length)}
          </button>
        </div>
      </form>
    </SidePanel>
  );
}
