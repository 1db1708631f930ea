import { useState } from 'react';
import { SignedOut } from '../../session/session.ts';
import { Refused } from '../api/client.ts';
import { access } from '../state/access.ts';
import { useOffice } from '../state/office.ts';
import { toast } from '../state/toasts.ts';

/** Sends something that one button began; what went wrong is said, and nothing that was typed is lost. */
export function useSending() {
  const { told } = useOffice();
  const [isSending, setSending] = useState(false);
  const send = (act: () => Promise<unknown>): void => {
    setSending(true);
    void act()
      .catch((error: unknown) => {
        if (error instanceof SignedOut) return access.expire();
        const { words } = told;
        toast(error instanceof Refused ? words.problem(error.problem) : words.toasts.unreached, {
          tone: 'bad',
        });
      })
      .finally(() => setSending(false));
  };
  return { send, isSending };
}
