import { withoutPlaceholder } from '../../../../../shared/messaging/render-text.ts';
import type { MessageKind } from '../../../api/settings-calls.ts';
import { useSettingsWords } from '../../../state/settings-words.ts';
import { useTextPreview } from '../../../state/template-preview.ts';
import { ClockIcon } from '../../icons.tsx';

interface NoEtaProps {
  readonly kind: MessageKind;
  readonly language: 'en' | 'es';
  readonly text: string;
}

/** What is sent when nobody knows in time when they will be there. */
export function NoEta({ kind, language, text }: NoEtaProps) {
  const { messages: words } = useSettingsWords();
  const { data } = useTextPreview({ kind, language, text: withoutPlaceholder(text, 'eta') || text });
  return (
    <div className="card no-eta">
      <ClockIcon />
      <div>
        <b>{words.noEta}</b>
        <p className="muted">{data ? `“${data.text}”` : '…'}</p>
      </div>
    </div>
  );
}
