import { useTold } from '../../state/office.ts';
import { useSetting } from '../../state/settings-desk.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { ChoiceSetting, NumberSetting } from './fields.tsx';
import { SettingsForm } from './settings-form.tsx';

/** When somebody has set off, is there, or is too late. */
export function ArrivalPart() {
  const { arrival: words } = useSettingsWords();
  const told = useTold();
  const radius = useSetting<number>('/arrival/radiusMeters');
  const isLength = typeof radius.value === 'number';
  return (
    <SettingsForm title={words.heading} pointers={['/arrival', '/enRoute', '/noShow']}>
      <ChoiceSetting
        setting={useSetting<'completed' | 'always' | 'never'>('/enRoute/onLeaving')}
        label={words.onLeaving}
        all={[
          ['completed', words.leaving.completed, words.leavingHint.completed],
          ['always', words.leaving.always, words.leavingHint.always],
          ['never', words.leaving.never, words.leavingHint.never],
        ]}
      />
      <NumberSetting
        setting={radius}
        label={words.radius}
        hint={isLength ? words.radiusHint(told.short(radius.value)) : undefined}
        unit="m"
        min={30}
        max={1000}
        step="any"
      />
      <NumberSetting
        setting={useSetting<number>('/noShow/minutes')}
        label={words.noShow}
        hint={words.noShowHint}
        unit="min"
        min={5}
        max={240}
      />
      <ChoiceSetting
        setting={useSetting<'start' | 'end'>('/noShow/from')}
        label={words.from}
        all={[
          ['start', words.fromStart],
          ['end', words.fromEnd],
        ]}
      />
    </SettingsForm>
  );
}
