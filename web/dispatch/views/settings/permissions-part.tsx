import { useSetting } from '../../state/settings-desk.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { Tick } from './fields.tsx';
import { Overtaken } from './overtaken.tsx';
import { SettingsForm } from './settings-form.tsx';

const MARKS = ['arrived', 'completed'] as const;
type Mark = (typeof MARKS)[number];

/** What technicians and dispatchers are trusted with; the owner may do all of it. */
export function PermissionsPart() {
  const { permissions: words } = useSettingsWords();
  const marks = useSetting<readonly Mark[]>('/permissions/techniciansMark');
  const links = useSetting<boolean>('/permissions/dispatchersSendLinks');
  return (
    <SettingsForm title={words.heading} intro={words.intro} pointers={['/permissions']}>
      <fieldset className="setting-choices">
        <legend>{words.technicians}</legend>
        {MARKS.map((mark) => (
          <Tick
            key={mark}
            label={words.marks[mark]}
            hint={words.marksHint[mark]}
            isOn={marks.value.includes(mark)}
            isFixed={marks.isFixed}
            onToggle={(on) =>
              marks.set(MARKS.filter((one) => (one === mark ? on : marks.value.includes(one))))
            }
          />
        ))}
        <Overtaken setting={marks} told={(all) => all.map((one) => words.marks[one]).join(', ')} />
      </fieldset>
      <fieldset className="setting-choices">
        <legend>{words.dispatchers}</legend>
        <Tick
          label={words.links}
          hint={words.linksHint}
          isOn={links.value}
          isFixed={links.isFixed}
          onToggle={links.set}
        />
        <Overtaken setting={links} told={(on) => (on ? words.yes : words.no)} />
      </fieldset>
    </SettingsForm>
  );
}
