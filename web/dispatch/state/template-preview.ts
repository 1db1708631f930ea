import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Refused } from '../api/client.ts';
import type { MessageKind } from '../api/settings-calls.ts';
import { useSettingsCalls } from './settings-desk.ts';

interface Template {
  readonly kind: MessageKind;
  readonly language: 'en' | 'es';
  readonly text: string;
}

/** A pause in typing, ms: before it nothing is asked. */
const PAUSE = 250;

/** What is typed, once there was a pause. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

function usePreview<T>(
  way: string,
  template: Template,
  ask: (template: Template) => Promise<T>,
  wanted: boolean,
) {
  const { kind, language } = template;
  const text = usePaused(template.text);
  const { data, error, isPending } = useQuery({
    queryKey: ['template-preview', way, kind, language, text],
    queryFn: () => ask({ kind, language, text }),
    enabled: wanted && text.trim() !== '',
    // The company's own particulars are in it, and the time.
    gcTime: 60_000,
  });
  // What was shown stays until the next is there, and where what is typed cannot be filled in yet.
  const key = `${kind} ${language}`;
  const [last, setLast] = useState<{ readonly key: string; readonly data: T }>();
  if (data !== undefined && (last?.data !== data || last.key !== key)) setLast({ key, data });
  const fault = error instanceof Refused ? (error.problem.errors?.[0]?.detail ?? error.message) : undefined;
  return {
    data: data ?? (last?.key === key ? last.data : undefined),
    fault,
    isFailed: error !== null && fault === undefined,
    isPending,
  };
}

/** As a text: in words, and in what it takes to send it. */
export function useTextPreview(template: Template, wanted = true) {
  const calls = useSettingsCalls();
  return usePreview('sms', template, calls.previewText, wanted);
}

/** As a mail. */
export function useMailPreview(template: Template, wanted = true) {
  const calls = useSettingsCalls();
  return usePreview('email', template, calls.previewMail, wanted);
}
