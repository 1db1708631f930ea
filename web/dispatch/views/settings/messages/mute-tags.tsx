import { useSaving, useSetting } from '../../../state/settings-desk.ts';
import { useSettingsWords } from '../../../state/settings-words.ts';
import { TagsField } from '../tags-field.tsx';

/** Tags whose visits are told to nobody. */
export function MuteTags() {
  const { messages: words, add } = useSettingsWords();
  const tags = useSetting<readonly string[]>('/muteTags');
  const { saveAtOnce } = useSaving();
  return (
    <div className="mute">
      <b id="mute">{words.mute}</b>
      <p className="muted">{words.muteHint}</p>
      <TagsField
        labelledBy="mute"
        tags={tags.value}
        isFixed={tags.isFixed}
        words={{
          none: words.muteNone,
          add,
          addOne: words.muteAdd,
          taken: words.muteTaken,
          remove: words.muteRemove,
        }}
        onChange={(to) => void saveAtOnce(tags, to)}
      />
      {tags.fault && (
        <p className="bad" role="alert">
          {tags.fault}
        </p>
      )}
    </div>
  );
}
