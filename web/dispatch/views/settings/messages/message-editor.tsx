import { useRef } from 'react';
import { defaultSettings } from '../../../../../shared/team/default-settings.ts';
import { PLACEHOLDERS } from '../../../../../shared/team/message-template.ts';
import type { MessageKind } from '../../../api/settings-calls.ts';
import { withoutOffending } from '../../../rules/template-parts.ts';
import { useOffice } from '../../../state/office.ts';
import { typed } from '../../../state/setting-changes.ts';
import { useSaving, useSetting } from '../../../state/settings-desk.ts';
import { useSettingsWords } from '../../../state/settings-words.ts';
import { useTextPreview } from '../../../state/template-preview.ts';
import { toast } from '../../../state/toasts.ts';
import { Overtaken } from '../overtaken.tsx';
import { Segmented } from '../segmented.tsx';
import { Unsaved } from '../unsaved.tsx';
import { Channels } from './channels.tsx';
import { NoEta } from './no-eta.tsx';
import { SizeCard } from './size-card.tsx';
import { type Inserting, TemplateField } from './template-field.tsx';

export type Language = 'en' | 'es';
const LANGUAGES: readonly Language[] = ['en', 'es'];

interface MessageEditorProps {
  readonly kind: MessageKind;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** The words of one kind of message, in each language, and what they cost. */
export function MessageEditor({ kind, language, onLanguage }: MessageEditorProps) {
  const words = useSettingsWords();
  const name = words.messages.kinds[kind];
  const enabled = useSetting<boolean>(`/messages/${kind}/enabled`);
  return (
    <section className="message-editor" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <LanguageTabs kind={kind} shown={language} onShow={onLanguage} />
      </header>
      {!enabled.value && <p className="band quiet">{words.messages.off}</p>}
      <TextOf key={language} kind={kind} language={language} />
    </section>
  );
}

function LanguageTabs({
  kind,
  shown,
  onShow,
}: {
  kind: MessageKind;
  shown: Language;
  onShow: (to: Language) => void;
}) {
  const words = useSettingsWords();
  const changed = {
    en: useSetting(`/messages/${kind}/text/en`),
    es: useSetting(`/messages/${kind}/text/es`),
  };
  return (
    <Segmented label={words.messages.language} all={LANGUAGES} shown={shown} onShow={onShow}>
      {(one) => (
        <>
          <span lang={one}>{words.messages.languages[one]}</span>
          {changed[one].isChanged && <Unsaved />}
        </>
      )}
    </Segmented>
  );
}

function TextOf({ kind, language }: { readonly kind: MessageKind; readonly language: Language }) {
  const { settings } = useOffice();
  const words = useSettingsWords();
  const pointer = `/messages/${kind}/text/${language}`;
  const text = useSetting<string>(pointer);
  const { save, isSaving } = useSaving();
  const inserting = useRef<Inserting>(null);
  const preview = useTextPreview({ kind, language, text: text.value });
  const offending = preview.data?.offending ?? [];
  const original = defaultSettings(settings.company).messages[kind].text[language];
  const isEmpty = text.value.trim() === '';
  const fault = text.fault ?? (isEmpty ? words.messages.empty : preview.fault);
  const submit = async (): Promise<void> => {
    if (await save([pointer])) toast(words.saved);
  };
  return (
    <form
      lang={language}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
        if (key === 'Enter' && (ctrlKey || metaKey)) currentTarget.requestSubmit();
      }}
    >
      <TemplateField
        kind={kind}
        value={text.value}
        offending={offending}
        isFixed={text.isFixed}
        isFaulty={fault !== undefined}
        onChange={text.set}
        inserting={inserting}
      />
      <p id="template-said" className="bad field-fault" role="status">
        {fault}
      </p>
      <Overtaken setting={text} told={(theirs) => `“${theirs}”`} />
      {!text.isFixed && <Insert kind={kind} onInsert={(chosen) => inserting.current?.insert(chosen)} />}
      {preview.data && (
        <SizeCard
          kind={kind}
          language={language}
          text={text.value}
          preview={preview.data}
          isFixed={text.isFixed}
          onReplace={() => text.set(withoutOffending(text.value, offending))}
        />
      )}
      {text.value.includes('{eta}') && <NoEta kind={kind} language={language} text={text.value} />}
      <Channels kind={kind} />
      {!text.isFixed && (
        <div className="answers">
          <button
            type="button"
            className="text-button"
            disabled={text.value === original}
            onClick={() => text.set(original)}
          >
            {words.messages.backToDefault}
          </button>
          <span className="grow" />
          {text.isChanged && (
            <button type="button" className="button" onClick={() => typed.drop([pointer])}>
              {words.discard}
            </button>
          )}
          <button
            type="submit"
            className="button primary"
            disabled={!text.isChanged || isEmpty || isSaving || text.isOvertaken}
          >
            {isSaving ? words.saving : words.save}
          </button>
        </div>
      )}
    </form>
  );
}

function Insert({
  kind,
  onInsert,
}: {
  readonly kind: MessageKind;
  readonly onInsert: (text: string) => void;
}) {
  const { messages: words } = useSettingsWords();
  return (
    <fieldset className="insert" aria-label={words.insert}>
      <span className="muted" aria-hidden="true">
        {words.insert}
      </span>
      {PLACEHOLDERS[kind].map((name) => (
        <button
          key={name}
          type="button"
          className="placeholder"
          aria-label={`${words.insert} ${words.placeholders[name]}`}
          // The cursor stays where it is in the text.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onInsert(`{${name}}`)}
        >
          {words.placeholders[name]}
        </button>
      ))}
    </fieldset>
  );
}
