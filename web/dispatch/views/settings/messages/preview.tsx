import { useState } from 'react';
import { brandColors } from '../../../../../shared/team/brand-colors.ts';
import type { MessageKind, TextPreview } from '../../../api/settings-calls.ts';
import { withLinks } from '../../../rules/template-parts.ts';
import { useOffice } from '../../../state/office.ts';
import { useSetting } from '../../../state/settings-desk.ts';
import { useSettingsWords } from '../../../state/settings-words.ts';
import { useMailPreview, useTextPreview } from '../../../state/template-preview.ts';
import { Segmented } from '../segmented.tsx';
import { MailSheet } from './mail-sheet.tsx';

interface PreviewProps {
  readonly kind: MessageKind;
  readonly language: 'en' | 'es';
}

const WAYS = ['sms', 'email'] as const;

/** The message as the customer gets it, while it is typed: on a phone, or as a mail. */
export function Preview({ kind, language }: PreviewProps) {
  const { messages: words } = useSettingsWords();
  const { value: text } = useSetting<string>(`/messages/${kind}/text/${language}`);
  const { value: channels } = useSetting<readonly string[]>(`/messages/${kind}/channels`);
  const [chosen, setChosen] = useState<(typeof WAYS)[number]>();
  const way = chosen ?? (channels.includes('sms') ? 'sms' : 'email');
  return (
    <aside className="message-preview" aria-label={words.preview}>
      <header>
        <h2>{words.previewOf}</h2>
        <Segmented label={words.preview} all={WAYS} shown={way} onShow={setChosen}>
          {(one) => (one === 'sms' ? words.asText : words.asMail)}
        </Segmented>
      </header>
      {way === 'sms' ? (
        <OnPhone kind={kind} language={language} text={text} />
      ) : (
        <AsMail kind={kind} language={language} text={text} />
      )}
    </aside>
  );
}

interface OfTextProps extends PreviewProps {
  readonly text: string;
}

function OnPhone(template: OfTextProps) {
  const { settings } = useOffice();
  const { messages: words } = useSettingsWords();
  const { data, isFailed } = useTextPreview(template);
  const { brandColor, name, phone } = settings.company;
  return (
    <div className="phone">
      <div className="phone-head">
        <span className="tile" style={{ background: brandColor }}>
          <b style={{ color: brandColors(brandColor).ink }}>{name.charAt(0).toUpperCase()}</b>
        </span>
        <b>{phone}</b>
      </div>
      <div className="phone-body" lang={template.language}>
        {data && <Bubble preview={data} />}
        {isFailed && (
          <p className="bad" role="alert">
            {words.failed}
          </p>
        )}
      </div>
      <div className="phone-foot" aria-hidden="true">
        {words.reply}
      </div>
    </div>
  );
}

const DRAWN = { words: 'span', offending: 'mark', link: 'u' } as const;

function Bubble({ preview: { text, offending, segments } }: { readonly preview: TextPreview }) {
  const { messages: words } = useSettingsWords();
  return (
    <>
      <p className="bubble">
        {withLinks(text, offending).map((part, index) => {
          const Drawn = DRAWN[part.is];
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text are told apart by where they stand.
          return <Drawn key={index}>{part.text}</Drawn>;
        })}
      </p>
      <p className={`meta ${offending.length > 0 ? 'bad' : 'muted'}`}>{words.segments(segments)}</p>
    </>
  );
}

function AsMail(template: OfTextProps) {
  const { messages: words } = useSettingsWords();
  const { data, isFailed } = useMailPreview(template);
  return (
    <div className="mail">
      {data && (
        <>
          <p className="mail-subject" lang={template.language}>
            <span className="muted">{words.subject}</span> <b>{data.subject}</b>
          </p>
          <MailSheet html={data.html} />
          <p className="unseen" lang={template.language}>
            {data.text}
          </p>
        </>
      )}
      {isFailed && (
        <p className="bad" role="alert">
          {words.failed}
        </p>
      )}
    </div>
  );
}
