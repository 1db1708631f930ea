import { useSettingsWords } from '../../state/settings-words.ts';
import { toast } from '../../state/toasts.ts';
import { CopyIcon } from '../icons.tsx';

/** Puts something long where it can be pasted. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { copied, notCopied } = useSettingsWords();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast(copied),
      () => toast(notCopied, { tone: 'bad' }),
    );
  return (
    <button type="button" className="button small" onClick={() => void copy()}>
      <CopyIcon />
      {label}
    </button>
  );
}
