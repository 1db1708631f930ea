import { useEffect, useMemo, useRef } from 'react';
import { dayAt } from '../../../../shared/visits/local-day.ts';
import type { Visit } from '../../api/types.ts';
import { drawnWindow, type Field, isBlank, isTexted, sketchOf, type Terms } from '../../rules/booking.ts';
import { matches, NO_FILTER } from '../../rules/filter.ts';
import { routeHash } from '../../rules/route.ts';
import type { Row } from '../../rules/rows.ts';
import { firstName, rowOf, startOf } from '../../rules/visit.ts';
import { setGhost } from '../../state/ghost.ts';
import { useOffice } from '../../state/office.ts';
import { goTo } from '../../state/route.ts';
import { toast } from '../../state/toasts.ts';
import { ui } from '../../state/ui.ts';
import { CloseIcon, EnterIcon, ShiftIcon } from '../icons.tsx';
import { AddressField } from './address-field.tsx';
import { CustomerField } from './customer-field.tsx';
import { DetailFields, JobFields } from './detail-fields.tsx';
import { idOf } from './field.tsx';
import { TechnicianField } from './technician-field.tsx';
import { TextPart } from './text-part.tsx';
import { useBooking } from './use-booking.ts';
import { useBookingWords } from './use-words.ts';
import { WindowField } from './window-field.tsx';

interface NewVisitProps {
  readonly day: string;
  readonly rows: readonly Row[];
}

/** A visit from nothing to the board without the mouse; the board beside it shows where it will stand. */
export default function NewVisit({ day, rows }: NewVisitProps) {
  const { told, cache, desk } = useOffice();
  const words = useBookingWords();
  const terms = useTerms(day);
  const form = useRef<HTMLFormElement>(null);
  const address = useRef<HTMLInputElement>(null);
  const window = useRef<{ focus(): void }>(null);
  const { fields, save, reset, notice, isSaving } = useBooking(terms, (field) =>
    focusOn(form.current, field),
  );
  const { draft } = fields;
  const { timeZone } = terms;
  const sketch = useMemo(() => {
    const drawn = drawnWindow(draft, { day, timeZone });
    return drawn && sketchOf(draft, drawn, timeZone);
  }, [draft, day, timeZone]);
  useEffect(() => {
    setGhost(sketch);
    return () => setGhost(undefined);
  }, [sketch]);
  const technician = rows.find(({ id }) => id === draft.technicianId)?.technician;
  const close = () => {
    goTo({ page: 'day', day });
    document.getElementById('new-visit')?.focus();
  };
  const tell = (visit: Visit) => {
    const name = firstName(visit.customer.name);
    const row = technician?.name ?? told.words.board.unassigned;
    const done = words.booked.done(visit.customer.name, row, told.range(visit.window));
    const said = isTexted(draft, terms) ? `${done} ${words.booked.tells(name)}` : done;
    desk.booked(visit, { said, reason: words.booked.reason, copy: words.booked.copy });
  };
  const finish = async (isAnother: boolean): Promise<void> => {
    const saved = await save();
    if (!saved) return;
    const { visit, isNew } = saved;
    cache.put(visit);
    reset();
    if (!isNew) {
      toast(words.booked.known);
      return goTo({ page: 'day', day: dayAt(startOf(visit), timeZone), visitId: visit.visitId });
    }
    tell(visit);
    if (isAnother) return;
    if (!matches(visit, ui.get().filter)) ui.set({ filter: NO_FILTER });
    ui.set({ reveal: { row: rowOf(visit), visitId: visit.visitId } });
    goTo({ page: 'day', day });
  };
  const hear = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void finish(event.shiftKey);
  };
  return (
    <aside
      className="drawer booking"
      aria-label={words.title}
      onKeyDownCapture={hear}
      onKeyDown={({ key, defaultPrevented }) => key === 'Escape' && !defaultPrevented && close()}
    >
      <header className="drawer-top">
        <h2 className="grow">{words.title}</h2>
        {!isBlank(draft) && (
          <>
            <span className="meta muted">{words.kept}</span>
            <button type="button" className="text-button" onClick={reset}>
              {words.discard}
            </button>
          </>
        )}
        <button type="button" className="icon-button" aria-label={words.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <form
        ref={form}
        className="drawer-body"
        aria-label={words.title}
        onSubmit={(event) => event.preventDefault()}
      >
        <CustomerField {...fields} onNext={() => address.current?.focus()} />
        <AddressField {...fields} input={address} onNext={() => window.current?.focus()} />
        <WindowField {...fields} day={day} ref={window} />
        <JobFields {...fields} />
        <TechnicianField {...fields} rows={rows} sketch={sketch} />
        <TextPart
          draft={draft}
          set={fields.set}
          terms={terms}
          sketch={sketch}
          technician={technician?.name}
        />
        <DetailFields {...fields} />
        <p className="book-several">
          <a className="text-button" href={routeHash({ page: 'import' })}>
            {words.several}
          </a>
        </p>
      </form>
      <footer className="booking-foot">
        <p className={notice ? 'bad grow' : 'meta muted grow'} role="alert">
          {notice}
        </p>
        {!notice && (
          <p className="meta muted foot-hint">
            <kbd>Esc</kbd> {words.keeps}
          </p>
        )}
        <button type="button" className="button" disabled={isSaving} onClick={() => void finish(true)}>
          {words.saveNext} <KeyHint shift />
        </button>
        <button
          type="button"
          className="button primary"
          disabled={isSaving}
          onClick={() => void finish(false)}
        >
          {isSaving ? words.saving : words.save} <KeyHint />
        </button>
      </footer>
    </aside>
  );
}

const MOD = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';

const KeyHint = ({ shift }: { readonly shift?: true }) => (
  <span className="key-hint" aria-hidden="true">
    {MOD}
    {shift && <ShiftIcon />}
    <EnterIcon />
  </span>
);

function useTerms(day: string): Terms {
  const { settings, me } = useOffice();
  return useMemo(() => {
    const { company, messages, permissions } = settings;
    return {
      day,
      timeZone: company.timeZone,
      home: company.phone,
      texts: messages.booked.enabled,
      mayText: me.role === 'owner' || permissions.dispatchersSendLinks,
    };
  }, [day, settings, me]);
}

/** To what has to be mended; fields that are not on the screen yet come with the next frame. */
function focusOn(form: HTMLElement | null, field: Field): void {
  requestAnimationFrame(() => {
    const found = form?.querySelector<HTMLElement>(`[data-field="${field}"], #${idOf(field)}`);
    const target = found?.matches('[role=radiogroup]')
      ? (found.querySelector<HTMLElement>(':checked') ?? found.querySelector('input'))
      : found;
    target?.focus();
  });
}
