import type { Phone } from '../phone.ts';
import { unread } from '../rules/memos.ts';
import type { State } from '../state.ts';
import type { Told } from './told.ts';

interface MemosProps {
  readonly state: State;
  readonly phone: Phone;
  readonly told: Told;
}

/** What the office has written stays on top until the technician has got it. */
export function Memos({ state, phone, told }: MemosProps) {
  const { memo: words } = told.words;
  return unread(state.day?.messages, state.waiting).map((message) => (
    <section class="memo" role="status" key={message.messageId}>
      <p class="quiet">{words.from(message.from, told.time(message.at))}</p>
      <p class="said">{message.text}</p>
      <button type="button" class="plain" onClick={() => void phone.gotIt(message)}>
        {words.gotIt}
      </button>
    </section>
  ));
}
