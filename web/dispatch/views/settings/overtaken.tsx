import { typed } from '../../state/setting-changes.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import type { Setting } from '../../state/typed-saving.ts';

interface OvertakenProps<T> {
  readonly setting: Setting<T>;
  /** How what stands there now is told. */
  readonly told?: (value: T) => string;
}

/** Somebody else was quicker: what they have saved, and which of the two is to stay. */
export function Overtaken<T>({ setting, told = String }: OvertakenProps<T>) {
  const words = useSettingsWords();
  if (!setting.isOvertaken) return null;
  const theirs = setting.saved === undefined ? words.nothing : told(setting.saved);
  return (
    <div className="band warn overtaken" role="alert">
      <p>{words.overtaken(theirs)}</p>
      <button
        type="button"
        className="button small"
        onClick={() => typed.insist(setting.pointer, setting.saved)}
      >
        {words.keepMine}
      </button>
      <button type="button" className="button small" onClick={() => typed.drop([setting.pointer])}>
        {words.takeTheirs}
      </button>
    </div>
  );
}
