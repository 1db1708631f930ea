import { brandUses } from '../../rules/brand-check.ts';
import { useOffice } from '../../state/office.ts';
import { useSetting } from '../../state/settings-desk.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { ChoiceSetting, TextSetting } from './fields.tsx';
import { ImageSetting } from './image-setting.tsx';
import { SettingsForm } from './settings-form.tsx';

const ZONES = Intl.supportedValuesOf('timeZone');

/** Who the company is to its customers. */
export function CompanyPart() {
  const { company: words } = useSettingsWords();
  return (
    <SettingsForm title={words.heading} intro={words.intro} pointers={['/company']}>
      <TextSetting setting={useSetting('/company/name')} label={words.name} hint={words.nameHint} />
      <TextSetting
        setting={useSetting('/company/phone')}
        label={words.phone}
        hint={words.phoneHint}
        type="tel"
      />
      <TextSetting
        setting={useSetting('/company/timeZone')}
        label={words.zone}
        hint={words.zoneHint}
        list={ZONES}
      />
      <ChoiceSetting
        setting={useSetting<'en' | 'es'>('/company/language')}
        label={words.language}
        all={[
          ['en', 'English'],
          ['es', 'Español'],
        ]}
      />
      <BrandColor />
      <ImageSetting
        setting={useSetting('/company/logoUrl')}
        label={words.logo}
        hint={words.logoHint}
        purpose="logo"
      />
    </SettingsForm>
  );
}

/** The colour, and how it is read wherever customers meet it. */
function BrandColor() {
  const { settings } = useOffice();
  const { company: words } = useSettingsWords();
  const color = useSetting<string>('/company/brandColor');
  const uses = brandUses(color.value);
  return (
    <fieldset className="brand" aria-label={words.brand}>
      <div className="brand-choice">
        <TextSetting
          setting={color as ReturnType<typeof useSetting<string | undefined>>}
          label={words.brand}
          hint={words.brandHint}
        />
        <input
          type="color"
          aria-label={words.pick}
          disabled={color.isFixed}
          value={uses ? color.value : settings.company.brandColor}
          onChange={({ currentTarget: { value } }) => color.set(value)}
        />
      </div>
      {uses && (
        <ul className="brand-uses">
          {uses.map(({ where, ground, ink, ratio, isMoved }) => (
            <li key={where}>
              <span className="brand-sample" style={{ background: ground, color: ink }}>
                {where === 'under' ? settings.company.name.charAt(0).toUpperCase() : words.sample}
              </span>
              <b>{words.uses[where]}</b>
              <span className="muted meta">
                {words.contrast(ratio)}
                {isMoved && ` · ${words.moved(ink)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
