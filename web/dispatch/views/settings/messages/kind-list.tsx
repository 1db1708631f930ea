import { MESSAGE_KINDS } from '../../../../../shared/team/settings.ts';
import type { MessageKind } from '../../../api/settings-calls.ts';
import { useOffice } from '../../../state/office.ts';
import { useSaving, useSetting } from '../../../state/settings-desk.ts';
import { useSettingsWords } from '../../../state/settings-words.ts';
import { useIsChanged } from '../../../state/typed-saving.ts';
import { Switch } from '../switch.tsx';
import { Unsaved } from '../unsaved.tsx';
import { MuteTags } from './mute-tags.tsx';

interface KindListProps {
  readonly shown: MessageKind;
  readonly onShow: (kind: MessageKind) => void;
}

/** Every kind of message, whether it goes out, and what holds for all of them. */
export function KindList({ shown, onShow }: KindListProps) {
  const { messages: words } = useSettingsWords();
  return (
    <section className="kinds" aria-label={words.heading}>
      <h2>{words.heading}</h2>
      <ul>
        {MESSAGE_KINDS.map((kind) => (
          <KindLine key={kind} kind={kind} isShown={kind === shown} onShow={() => onShow(kind)} />
        ))}
      </ul>
      <h2>{words.general}</h2>
      <OneSet />
      <MuteTags />
    </section>
  );
}

interface KindLineProps {
  readonly kind: MessageKind;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function KindLine({ kind, isShown, onShow }: KindLineProps) {
  const { settings } = useOffice();
  const { messages: words } = useSettingsWords();
  const enabled = useSetting<boolean>(`/messages/${kind}/enabled`);
  const isChanged = useIsChanged([`/messages/${kind}/text`]);
  const { saveAtOnce } = useSaving();
  const hint = {
    ...words.hints,
    late: words.lateHint(settings.noShow.minutes, settings.noShow.from),
    review: words.reviewHint(settings.review.delayHours),
  }[kind];
  return (
    <li className={isShown ? 'shown' : ''}>
      <button type="button" className="kind" aria-current={isShown ? 'true' : undefined} onClick={onShow}>
        <b>
          {words.kinds[kind]}
          {isChanged && <Unsaved />}
        </b>
        <span className="muted">{hint}</span>
      </button>
      <Switch
        label={words.on(words.kinds[kind])}
        isOn={enabled.value}
        isFixed={enabled.isFixed || kind === 'arrived'}
        onToggle={(on) => void saveAtOnce(enabled, on)}
      />
    </li>
  );
}

function OneSet() {
  const { messages: words } = useSettingsWords();
  const oneSet = useSetting<boolean>('/oneSetPerVisit');
  const { saveAtOnce } = useSaving();
  return (
    <div className="kinds-line">
      <div>
        <b>{words.oneSet}</b>
        <p className="muted">{words.oneSetHint}</p>
      </div>
      <Switch
        label={words.oneSet}
        isOn={oneSet.value}
        isFixed={oneSet.isFixed}
        onToggle={(on) => void saveAtOnce(oneSet, on)}
      />
    </div>
  );
}
