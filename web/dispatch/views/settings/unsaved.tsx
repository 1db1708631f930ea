import { useSettingsWords } from '../../state/settings-words.ts';

/** A dot: something is typed here and not saved. */
export function Unsaved() {
  const { unsaved } = useSettingsWords();
  return (
    <span className="unsaved" title={unsaved}>
      <span className="unseen">{unsaved}</span>
    </span>
  );
}
