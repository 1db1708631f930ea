import { type Ref, useImperativeHandle, useRef } from 'react';
import { NEW_VISIT } from '../../rules/route.ts';
import { OWN, presetOn, SLOTS, type Slot } from '../../rules/windows.ts';
import { useOffice } from '../../state/office.ts';
import { swapTo } from '../../state/route.ts';
import { FaultLine, faultIdOf, idOf } from './field.tsx';
import type { FieldProps } from './form.ts';
import { useBookingWords } from './use-words.ts';

interface WindowFieldProps extends FieldProps {
  readonly day: string;
  readonly ref: Ref<{ focus(): void }>;
}

/** When: one of the windows a company promises, by its digit, or two times; on the day that the board shows. */
export function WindowField({ draft, set, faultOf, leave, day, ref }: WindowFieldProps) {
  const words = useBookingWords();
  const group = useRef<HTMLDivElement>(null);
  const fault = faultOf('window');
  const radio = (slot: Slot) => group.current?.querySelector<HTMLInputElement>(`input[value="${slot}"]`);
  useImperativeHandle(ref, () => ({ focus: () => radio(draft.slot || '1')?.focus() }));
  const choose = (slot: Slot) => {
    set({ slot });
    radio(slot)?.focus();
  };
  return (
    <section className="booking-part">
      <div className="part-head">
        <h3 id={`${idOf('window')}-label`}>{words.window.label}</h3>
        <label className="day-choice">
          <span className="unseen">{words.window.day}</span>
          <input
            type="date"
            required
            value={day}
            onChange={({ currentTarget: { value } }) =>
              value && swapTo({ page: 'day', day: value, visitId: NEW_VISIT })
            }
          />
        </label>
      </div>
      <div
        ref={group}
        id={idOf('window')}
        role="radiogroup"
        aria-labelledby={`${idOf('window')}-label`}
        aria-describedby={fault ? faultIdOf('window') : undefined}
        className="slots"
        onKeyDown={(event) => {
          const slot = SLOTS.find((one) => one === event.key);
          if (!slot || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          choose(slot);
        }}
        onBlur={({ relatedTarget }) => group.current?.contains(relatedTarget) || leave('window')}
      >
        {SLOTS.map((slot) => (
          <label key={slot} className="slot-choice">
            <input
              type="radio"
              name={idOf('window')}
              value={slot}
              checked={draft.slot === slot}
              onChange={() => set({ slot })}
            />
            <small aria-hidden="true">{slot}</small>
            <SlotName slot={slot} day={day} />
          </label>
        ))}
      </div>
      {draft.slot === OWN && (
        <div className="own-times">
          {(['from', 'until'] as const).map((end) => (
            <label key={end} className="field">
              <span>{words.window[end]}</span>
              <input
                type="time"
                value={draft[end]}
                aria-invalid={fault ? true : undefined}
                onChange={({ currentTarget: { value } }) => set({ [end]: value })}
                onBlur={() => end === 'until' && leave('window')}
              />
            </label>
          ))}
        </div>
      )}
      <FaultLine fault={fault} words={words} />
    </section>
  );
}

/** `8–10`, by clocks with twelve hours or with twenty-four; read aloud with its half of the day. */
function SlotName({ slot, day }: { readonly slot: Slot; readonly day: string }) {
  const { told, settings } = useOffice();
  const words = useBookingWords();
  const window = presetOn(day, slot, settings.company.timeZone);
  if (!window) return <b>{words.window.own}</b>;
  const [from, until] = [told.hour(Date.parse(window.start)), told.hour(Date.parse(window.end))];
  const brief = (hour: string) => hour.replace(/\s*\D+$/, '');
  return (
    <>
      <b aria-hidden="true">
        {brief(from)}–{brief(until)}
      </b>
      <span className="unseen">{told.range(window)}</span>
    </>
  );
}
