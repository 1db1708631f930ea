import { useState } from 'react';
import type { MessageKind } from '../../../api/settings-calls.ts';
import { useOffice } from '../../../state/office.ts';
import { KindList } from './kind-list.tsx';
import { type Language, MessageEditor } from './message-editor.tsx';
import { Preview } from './preview.tsx';

/** What customers are told: which of it, in which words, and how it reads and what it costs. */
export function MessagesPart() {
  const { settings } = useOffice();
  const [kind, setKind] = useState<MessageKind>('en_route');
  const [language, setLanguage] = useState<Language>(settings.company.language);
  return (
    <div className="messages-part">
      <KindList shown={kind} onShow={setKind} />
      <MessageEditor key={kind} kind={kind} language={language} onLanguage={setLanguage} />
      <Preview kind={kind} language={language} />
    </div>
  );
}
