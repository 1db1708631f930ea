import { useSetting } from '../../state/settings-desk.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { NumberSetting, TextSetting } from './fields.tsx';
import { SettingsForm } from './settings-form.tsx';

/** How long a link is kept when the work is done, and what is asked then. */
export function AfterPart() {
  const { after: words } = useSettingsWords();
  return (
    <SettingsForm title={words.heading} pointers={['/link', '/review']}>
      <NumberSetting
        setting={useSetting<number>('/link/retentionHours')}
        label={words.retention}
        hint={words.retentionHint}
        unit="h"
        min={0}
        max={168}
        step="any"
      />
      <TextSetting
        setting={useSetting('/review/url')}
        label={words.review}
        hint={words.reviewHint}
        type="url"
        placeholder="https://"
        isOptional
      />
      <NumberSetting
        setting={useSetting<number>('/review/delayHours')}
        label={words.delay}
        hint={words.delayHint}
        unit="h"
        min={0}
        max={168}
        step="any"
      />
    </SettingsForm>
  );
}
