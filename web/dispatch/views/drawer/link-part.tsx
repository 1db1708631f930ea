import { useState } from 'react';
import { Refused } from '../../api/client.ts';
import type { Visit } from '../../api/types.ts';
import { firstName } from '../../rules/visit.ts';
import { OF_VISIT } from '../../state/day-cache.ts';
import { useOffice } from '../../state/office.ts';
import { useOfVisit } from '../../state/queries.ts';
import { toast } from '../../state/toasts.ts';
import { CopyIcon, LinkIcon } from '../icons.tsx';
import { useSending } from '../use-sending.ts';

/** So much of a token is shown: enough to tell one from another. */
const SHOWN = 8;

/** The customer's link: copied, texted, or replaced by a new one. */
export function LinkPart({ visit }: { readonly visit: Visit }) {
  const { told, desk, queries, calls } = useOffice();
  const { words } = told;
  const { visitId } = visit;
  const [asks, setAsks] = useState(false);
  const { data: link, error } = useOfVisit(visitId, 'link', (all) => all.link(visitId));
  const { send, isSending } = useSending();
  if (error instanceof Refused)
    return (
      <section>
        <p className="muted line">
          <LinkIcon />
          {words.drawer.noLink}
        </p>
      </section>
    );
  const textIt = () =>
    send(async () => {
      await calls.textLink(visitId);
      toast(words.toasts.texted(firstName(visit.customer.name)));
      await queries.invalidateQueries({ queryKey: [OF_VISIT, visitId] });
    });
  const replace = () =>
    send(async () => {
      queries.setQueryData([OF_VISIT, visitId, 'link'], await calls.replaceLink(visitId));
      setAsks(false);
    });
  return (
    <section>
      <div className="line">
        <LinkIcon />
        <span className="grow link-words">
          {link ? (
            <>
              …/t/<b>{link.token.slice(0, SHOWN)}…</b>
              <span className="muted"> · {words.drawer.until(told.dayOf(link.expiresAt, Date.now()))}</span>
            </>
          ) : (
            <span className="muted">{words.drawer.loading}</span>
          )}
        </span>
        <button
          type="button"
          className="button small"
          disabled={!link}
          onClick={() => void desk.copyLink(visitId)}
        >
          <CopyIcon />
          {words.drawer.copy}
        </button>
        <button type="button" className="button small" disabled={!link || isSending} onClick={textIt}>
          {words.drawer.text}
        </button>
        <button type="button" className="button small" aria-expanded={asks} onClick={() => setAsks(!asks)}>
          {words.drawer.replace}
        </button>
      </div>
      {asks && (
        <div className="line band warn">
          <span className="grow">{words.drawer.replaceWarning}</span>
          <button type="button" className="button small" disabled={isSending} onClick={replace}>
            {words.drawer.replaceYes}
          </button>
        </div>
      )}
    </section>
  );
}
