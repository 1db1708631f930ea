import { useOffice } from '../../state/office.ts';
import { typed } from '../../state/setting-changes.ts';
import { useSaving } from '../../state/settings-desk.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { toast } from '../../state/toasts.ts';
import { useIsChanged } from '../../state/typed-saving.ts';

interface SettingsFormProps {
  readonly title: string;
  readonly intro?: string;
  /** What it changes: everything below them is saved together. */
  readonly pointers: readonly string[];
  readonly children: React.ReactNode;
}

/** Settings that belong together; what is typed stays until it is saved or discarded. */
export function SettingsForm({ title, intro, pointers, children }: SettingsFormProps) {
  const { me } = useOffice();
  const words = useSettingsWords();
  const isChanged = useIsChanged(pointers);
  const { save, isSaving } = useSaving();
  const submit = async (): Promise<void> => {
    if (await save(pointers)) toast(words.saved);
  };
  return (
    <div className="settings-part">
      <form
        className="settings-form"
        // The service checks everything, and says it at its place.
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2>{title}</h2>
        {intro && <p className="muted">{intro}</p>}
        {children}
        {me.role === 'owner' && (
          <div className="answers save-bar">
            {isChanged && <span className="muted">{words.unsaved}</span>}
            <span className="grow" />
            {isChanged && (
              <button type="button" className="button" onClick={() => typed.drop(pointers)}>
                {words.discard}
              </button>
            )}
            <button type="submit" className="button primary" disabled={!isChanged || isSaving}>
              {isSaving ? words.saving : words.save}
            </button>
          </div>
        )}
      </form>
    </div>
  );
}
