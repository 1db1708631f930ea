import type { MessageKind, TextPreview } from '../../../api/settings-calls.ts';
import { insteadOf, withoutOffending } from '../../../rules/template-parts.ts';
import { roomOf } from '../../../rules/text-room.ts';
import { useTold } from '../../../state/office.ts';
import { useSettingsWords } from '../../../state/settings-words.ts';
import { useTextPreview } from '../../../state/template-preview.ts';
import { WarnIcon } from '../../icons.tsx';

interface SizeCardProps {
  readonly kind: MessageKind;
  readonly language: 'en' | 'es';
  readonly text: string;
  readonly preview: TextPreview;
  readonly isFixed: boolean;
  readonly onReplace: () => void;
}

/** What a text costs, and the characters that make it cost more than it need. */
export function SizeCard({ kind, language, text, preview, isFixed, onReplace }: SizeCardProps) {
  const { messages: words } = useSettingsWords();
  const money = usePrices();
  const { offending, segments, encoding } = preview;
  const plain = withoutOffending(text, offending);
  const { data: without } = useTextPreview({ kind, language, text: plain }, offending.length > 0);
  const isDearer = offending.length > 0 && without !== undefined && without.segments < segments;
  const { used, room } = roomOf(preview.text, encoding, segments);
  const spared = isDearer ? without : undefined;
  return (
    <div className="card size">
      {offending.length > 0 && (
        <div className="offence" role="status">
          <WarnIcon />
          <div>
            <b>
              {isDearer ? words.turns(offending, without.segments, segments) : words.costsNothing(offending)}
            </b>
            <p>{plain === text ? words.fromElsewhere : words.whyMany}</p>
          </div>
          {!isFixed && plain !== text && (
            <button type="button" className="button small" onClick={onReplace}>
              {replacing(offending, words)}
            </button>
          )}
        </div>
      )}
      <div className="size-body">
        <Bars text={preview.text} encoding={encoding} segments={segments} isDearer={isDearer} />
        <p className="size-line">
          <span>
            <b>{words.segments(segments)}</b>{' '}
            <span className="muted">{words.characters(used, encoding)}</span>
          </span>
          {spared ? (
            <span className="fits">{words.without(spared.segments)}</span>
          ) : (
            <span className="muted">{words.of(used, room)}</span>
          )}
        </p>
      </div>
      <p className="size-price muted">
        {words.price(money(preview.price.amount), spared && money(spared.price.amount))}
      </p>
    </div>
  );
}

type MessageWords = ReturnType<typeof useSettingsWords>['messages'];

const replacing = (offending: readonly string[], words: MessageWords): string => {
  if (offending.length > 1) return words.replaceAll;
  const instead = insteadOf(offending[0] ?? '');
  return instead ? words.use(instead) : words.takeOut;
};

/** A bar for each segment; the last is as full as it is. */
function Bars({
  text,
  encoding,
  segments,
  isDearer,
}: Pick<TextPreview, 'text' | 'encoding' | 'segments'> & { isDearer: boolean }) {
  const { last } = roomOf(text, encoding, segments);
  return (
    <svg className={`bars${isDearer ? ' dearer' : ''}`} height="8" aria-hidden="true">
      {Array.from({ length: segments }, (_, index) => {
        const [from, width] = [(index * 100) / segments, 100 / segments - (segments > 1 ? 1 : 0)];
        const isLast = index === segments - 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: segments have nothing but their place.
          <g key={index}>
            <rect className="ground" x={`${from}%`} width={`${width}%`} height="8" rx="4" />
            <rect x={`${from}%`} width={`${isLast ? width * last : width}%`} height="8" rx="4" />
          </g>
        );
      })}
    </svg>
  );
}

/** Less than a cent is told by its parts. */
function usePrices(): (amount: number) => string {
  const { words } = useTold();
  const format = new Intl.NumberFormat(words.locale, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 4,
  });
  return (amount) => format.format(amount);
}
