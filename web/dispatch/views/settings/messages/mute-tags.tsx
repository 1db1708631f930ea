import { useState } from 'react';
import { useSaving, useSetting } from '../../../state/settings-desk.ts';
import { useSettingsWords } from '../../../state/settings-words.ts';
import { CloseIcon } from '../../icons.tsx';

/** As the service has it for a tag. */
const LONGEST_TAG = 50;

/** Tags whose visits are told to nobody: taken away with a press, added by their name. */
export function MuteTags() {
  const { messages: words } = useSettingsWords();
  const tags = useSetting<readonly string[]>('/muteTags');
  const { saveAtOnce } = useSaving();
  const [name, setName] = useState('');
  const tag = name.trim();
  const isTaken = tags.value.includes(tag);
  const add = async (): Promise<void> => {
    if (!tag || isTaken) return;
    setName('');
    await saveAtOnce(tags, [...tags.value, tag]);
  };
  return (
    <div className="mute">
      <b id="mute">{words.mute}</b>
      <p className="muted">{words.muteHint}</p>
      <ul aria-labelledby="mute">
        {tags.value.length === 0 && <li className="muted">{words.muteNone}</li>}
        {tags.value.map((one) => (
          <li key={one} className="tag">
            {one}
            {!tags.isFixed && (
              <button
                type="button"
                aria-label={words.muteRemove(one)}
                onClick={() =>
                  void saveAtOnce(
                    tags,
                    tags.value.filter((other) => other !== one),
                  )
                }
              >
                <CloseIcon />
              </button>
            )}
          </li>
        ))}
      </ul>
      {!tags.isFixed && (
        <form
          className="mute-add"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <input
            aria-label={words.muteAdd}
            placeholder={words.muteAdd}
            maxLength={LONGEST_TAG}
            value={name}
            onChange={({ currentTarget: { value } }) => setName(value)}
          />
          <button type="submit" className="button" disabled={!tag || isTaken}>
            {words.add}
          </button>
        </form>
      )}
      {(isTaken || tags.fault) && (
        <p className="bad" role="alert">
          {isTaken ? words.muteTaken : tags.fault}
        </p>
      )}
    </div>
  );
}
