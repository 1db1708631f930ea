import { closeToast, type Toast, useSaid, useToasts } from '../state/toasts.ts';
import type { Words } from '../words/en.ts';
import { CloseIcon, WarnIcon } from './icons.tsx';

/** What was done and can be taken back, and what others did first. Two regions: one waits for a pause, one does not. */
export function Toasts({ words }: { readonly words: Words }) {
  const toasts = useToasts();
  const said = useSaid();
  const of = (tone: Toast['tone']) => toasts.filter((one) => one.tone === tone);
  return (
    <div className="toasts">
      <div role="status" aria-live="polite">
        <span className="unseen">{said}</span>
        {of('plain').map((one) => (
          <ToastCard key={one.id} toast={one} words={words} />
        ))}
      </div>
      <div role="alert" aria-live="assertive">
        {of('bad').map((one) => (
          <ToastCard key={one.id} toast={one} words={words} />
        ))}
      </div>
    </div>
  );
}

function ToastCard({
  toast: { id, text, tone, action, also },
  words,
}: {
  readonly toast: Toast;
  readonly words: Words;
}) {
  return (
    <div className={`toast ${tone}`}>
      {tone === 'bad' && <WarnIcon />}
      <span>{text}</span>
      {[also, action].map(
        (one) =>
          one && (
            <button
              key={one.label}
              type="button"
              className="toast-act"
              onClick={() => {
                closeToast(id);
                one.act();
              }}
            >
              {one.label}
            </button>
          ),
      )}
      <button
        type="button"
        className="toast-close"
        aria-label={words.toasts.close}
        onClick={() => closeToast(id)}
      >
        <CloseIcon />
      </button>
    </div>
  );
}
