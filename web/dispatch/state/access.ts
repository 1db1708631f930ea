import { create } from 'zustand';
import { SignedOut } from '../../session/session.ts';
import { Refused } from '../api/client.ts';

/** Whether the service still speaks with us, and how live what is shown is. */
interface Access {
  readonly standing: 'open' | 'expired' | 'soon' | 'barred';
  /** Nothing comes through since then, epoch ms. */
  readonly cutSince: number | undefined;
}

export const useAccess = create<Access>(() => ({ standing: 'open', cutSince: undefined }));

export const access = {
  cut: (cutSince: number | undefined) => useAccess.setState({ cutSince }),
  expire: () => useAccess.setState({ standing: 'expired' }),
  /** What an answer says of it, whatever was asked. */
  note(error: unknown) {
    if (error instanceof SignedOut) return access.expire();
    if (!(error instanceof Refused) || error.status !== 403) return;
    if (error.kind === 'account-not-enabled') useAccess.setState({ standing: 'soon' });
    else useAccess.setState({ standing: 'barred' });
  },
};
