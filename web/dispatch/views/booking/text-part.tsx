import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { renderText, SOMEBODY } from '../../../../shared/messaging/render-text.ts';
import { clockTime, windowInWords } from '../../../../shared/messaging/spoken-time.ts';
import type { TextPreview, Visit } from '../../api/types.ts';
import { isTexted, type Terms } from '../../rules/booking.ts';
import { firstName } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { useSettled } from '../use-settled.ts';
import type { FieldProps } from './form.ts';
import { useBookingWords } from './use-words.ts';

const PAUSE = 250;

interface TextPartProps extends Pick<FieldProps, 'draft' | 'set'> {
  readonly terms: Terms;
  readonly sketch: Visit | undefined;
  readonly technician: string | undefined;
}

/** Whether the customer gets the link now, what they will read, and what that costs. */
export function TextPart({ draft, set, terms, sketch, technician }: TextPartProps) {
  const words = useBookingWords();
  const isOn = isTexted(draft, terms);
  const name = draft.known?.name ?? draft.name;
  const preview = usePreview(draft.known?.language, isOn ? sketch : undefined, technician);
  return (
    <section className="booking-part">
      <div className="part-head">
        <label className="text-switch">
          <input
            type="checkbox"
            role="switch"
            aria-checked={isOn}
            checked={isOn}
            disabled={!terms.mayText}
            onChange={({ currentTarget: { checked } }) => set({ sendLink: checked })}
          />
          <b>{words.text.label(firstName(name) || words.text.customer)}</b>
        </label>
        {isOn && preview.data && <Size preview={preview.data} />}
      </div>
      {!terms.mayText && <p className="meta muted">{words.text.notAllowed}</p>}
      {isOn && !sketch && <p className="meta muted">{words.text.waits}</p>}
      {isOn && preview.isError && <p className="meta muted">{words.text.noPreview}</p>}
      {isOn && sketch && preview.data && <Bubble text={preview.data.text} />}
    </section>
  );
}

function Size({ preview: { text, segments, encoding, offending } }: { readonly preview: TextPreview }) {
  const { text: words } = useBookingWords();
  return (
    <span className="meta muted">
      {words.size(text.length)} ·{' '}
      <b className={segments > 1 ? 'amber' : 'fits'}>{words.segments(segments)}</b> · {encoding}
      {offending.length > 0 && <> · {words.offending(offending.join(' '))}</>}
    </span>
  );
}

/** The link in it leads nowhere: there is none before there is a visit. */
const Bubble = ({ text }: { readonly text: string }) => {
  const [before = '', link = '', after = ''] = text.split(/(https?:\/\/\S+)/, 3);
  return (
    <p className="text-bubble">
      {before}
      <u>{link}</u>
      {after}
    </p>
  );
};

/**
 * The company's own text with this visit's particulars, counted by the service: only the link is its sample, as long as
 * a real one.
 */
function usePreview(
  spoken: 'en' | 'es' | undefined,
  sketch: Visit | undefined,
  technician: string | undefined,
) {
  const { calls, settings } = useOffice();
  const { company, messages } = settings;
  const language = spoken ?? company.language;
  const now = Date.now();
  const place = { language, timeZone: company.timeZone };
  const text =
    sketch &&
    renderText(messages.booked.text[language], {
      company: company.name,
      officePhone: company.phone,
      customer: sketch.customer.name,
      start: clockTime(sketch.window.start, place),
      window: windowInWords(sketch.window, place, now),
      technician: technician ? firstName(technician) : SOMEBODY[language],
    });
  const asked = useSettled(text, PAUSE);
  return useQuery({
    queryKey: ['text-preview', asked, language],
    queryFn: async (): Promise<TextPreview | undefined> => {
      const preview = await calls.previewText({ kind: 'booked', text: asked ?? '', language });
      return 'segments' in preview ? preview : undefined;
    },
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
  });
}
