import { useId, useState } from 'react';
import { useOffice } from '../../state/office.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import type { Setting } from '../../state/typed-saving.ts';
import { NotTaken, TAKEN, uploadImage } from '../../state/upload-image.ts';
import { useSending } from '../use-sending.ts';
import { TextSetting } from './fields.tsx';

interface ImageSettingProps {
  readonly setting: Setting<string | undefined>;
  readonly label: string;
  readonly hint: string;
  readonly purpose: 'logo' | 'photo';
}

/** A picture: chosen and shown, or named by an address; it is the company's once it is saved like everything else. */
export function ImageSetting({ setting, label, hint, purpose }: ImageSettingProps) {
  const { session } = useOffice();
  const { image: words } = useSettingsWords();
  const { send, isSending } = useSending();
  const [fault, setFault] = useState<'type' | 'size'>();
  const id = useId();
  const take = (file: File) => {
    setFault(undefined);
    send(async () => {
      try {
        setting.set(await uploadImage(session, file, purpose));
      } catch (error) {
        if (!(error instanceof NotTaken)) throw error;
        setFault(error.why);
      }
    });
  };
  const { value, isFixed } = setting;
  const isOurs = value?.startsWith('/') || value?.startsWith(`${location.origin}/`);
  return (
    <div className="image-setting">
      <TextSetting setting={setting} label={label} hint={hint} placeholder="https://" isOptional />
      {!isFixed && (
        <div className="image-choice">
          {value && isOurs && (
            <img className={`image-shown ${purpose}`} src={value} alt={words.shown(label)} />
          )}
          <label className="button small" htmlFor={id} aria-disabled={isSending}>
            {isSending ? words.sending : words.choose}
          </label>
          <input
            id={id}
            className="unseen"
            type="file"
            accept={TAKEN.join()}
            aria-label={words.chooseFor(label)}
            disabled={isSending}
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = '';
              if (file) take(file);
            }}
          />
          {value && (
            <button type="button" className="text-button" onClick={() => setting.set(undefined)}>
              {words.remove}
            </button>
          )}
        </div>
      )}
      {fault && (
        <p className="bad meta" role="alert">
          {words.faults[fault]}
        </p>
      )}
    </div>
  );
}
