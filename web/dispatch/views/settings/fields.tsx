import { useId } from 'react';
import type { Setting } from '../../state/typed-saving.ts';
import { Overtaken } from './overtaken.tsx';

interface FieldProps<T> {
  readonly setting: Setting<T>;
  readonly label: string;
  readonly hint?: React.ReactNode;
}

interface AroundProps<T> extends FieldProps<T> {
  readonly children: (ids: { id: string; said: string }) => React.ReactNode;
}

/** A label above, what is wrong or worth knowing below. */
function Around<T>({ setting, label, hint, children }: AroundProps<T>) {
  const id = useId();
  const said = `${id}-said`;
  return (
    <div className="field setting">
      <label htmlFor={id}>{label}</label>
      {children({ id, said })}
      <div id={said} className="setting-said">
        {setting.fault && (
          <p className="bad" role="alert">
            {setting.fault}
          </p>
        )}
        {hint && <p className="muted meta">{hint}</p>}
      </div>
      <Overtaken setting={setting} />
    </div>
  );
}

interface TextSettingProps extends FieldProps<string | undefined> {
  readonly type?: 'text' | 'tel' | 'url' | 'email';
  readonly list?: readonly string[];
  readonly placeholder?: string;
  /** Emptied, it is taken away. */
  readonly isOptional?: true;
}

export const TextSetting = ({ type = 'text', list, placeholder, isOptional, ...field }: TextSettingProps) => {
  const { setting } = field;
  return (
    <Around {...field}>
      {({ id, said }) => (
        <>
          <input
            id={id}
            type={type}
            list={list && `${id}-list`}
            placeholder={placeholder}
            readOnly={setting.isFixed}
            aria-describedby={said}
            aria-invalid={setting.fault !== undefined}
            value={setting.value ?? ''}
            onChange={({ currentTarget: { value } }) =>
              setting.set(isOptional && value === '' ? undefined : value)
            }
          />
          {list && (
            <datalist id={`${id}-list`}>
              {list.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Around>
  );
};

interface NumberSettingProps extends FieldProps<number> {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number | 'any';
}

export const NumberSetting = ({ unit, min, max, step = 1, ...field }: NumberSettingProps) => {
  const { setting } = field;
  return (
    <Around {...field}>
      {({ id, said }) => (
        <span className="with-unit">
          <input
            id={id}
            type="number"
            inputMode="decimal"
            min={min}
            max={max}
            step={step}
            readOnly={setting.isFixed}
            aria-describedby={said}
            aria-invalid={setting.fault !== undefined}
            value={setting.value ?? ''}
            onChange={({ currentTarget: { value } }) => setting.set(numberOf(value))}
          />
          <span className="muted">{unit}</span>
        </span>
      )}
    </Around>
  );
};

/** What is no number is left for the service to refuse; it says what it takes. */
const numberOf = (typed: string): number => (typed === '' ? (typed as unknown as number) : Number(typed));

interface ChoiceProps<T extends string> {
  readonly setting: Setting<T>;
  readonly label: string;
  readonly all: readonly (readonly [value: T, name: string, hint?: string])[];
}

/** One of a few, each with what it means. */
export function ChoiceSetting<T extends string>({ setting, label, all }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className="setting-choices" disabled={setting.isFixed}>
      <legend>{label}</legend>
      {all.map(([value, title, hint]) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={setting.value === value}
            onChange={() => setting.set(value)}
          />
          <span>
            <b>{title}</b>
            {hint && <span className="muted">{hint}</span>}
          </span>
        </label>
      ))}
      <Overtaken setting={setting} told={(value) => all.find(([one]) => one === value)?.[1] ?? value} />
    </fieldset>
  );
}

interface TickProps {
  readonly label: string;
  readonly hint?: string;
  readonly isOn: boolean;
  readonly isFixed: boolean;
  readonly onToggle: (on: boolean) => void;
}

export const Tick = ({ label, hint, isOn, isFixed, onToggle }: TickProps) => (
  <label className="tick-line">
    <input
      type="checkbox"
      checked={isOn}
      disabled={isFixed}
      onChange={({ currentTarget: { checked } }) => onToggle(checked)}
    />
    <span>
      <b>{label}</b>
      {hint && <span className="muted">{hint}</span>}
    </span>
  </label>
);
