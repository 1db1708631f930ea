import type { Session } from '../session/session.ts';
import type { Duty } from './duty.ts';
import type { createNotifying } from './notify.ts';
import type { Memo } from './rules/memos.ts';
import { NEXT, type Refusal, type WaitingStep } from './rules/steps.ts';
import { firstName, type Status, type Visit } from './rules/visit.ts';
import type { Sending } from './send-positions.ts';
import type { Steps } from './send-steps.ts';
import type { State } from './state.ts';
import type { Tracker } from './tracker-client.ts';

/** So long a step can be undone before anybody hears of it. */
export const UNDO_MS = 4000;

interface Parts {
  readonly session: Session;
  readonly language: string;
  readonly tracker: Tracker;
  readonly steps: Steps;
  readonly sending: Sending;
  readonly duty: Duty;
  readonly notifying: ReturnType<typeof createNotifying>;
  readonly state: () => State;
  readonly change: (patch: Partial<State>) => void;
  /** The same for what is to outlive the page. */
  readonly keep: (patch: Partial<State>) => void;
  /** Sends and reads whatever there is. */
  readonly goOn: () => void;
}

/** Everything a technician can do here. */
export type Actions = ReturnType<typeof createActions>;

export function createActions({
  session,
  language,
  tracker,
  steps,
  sending,
  duty,
  notifying,
  state,
  change,
  keep,
  goOn,
}: Parts) {
  const stepOf = (visit: Visit, status: Status, heldUntil: number, more: Partial<WaitingStep> = {}) => {
    const at = new Date().toISOString();
    const { visitId } = visit;
    const name = firstName(visit);
    return { kind: 'status', visitId, name, status, at, body: { status, at }, heldUntil, ...more } as const;
  };
  /** What is held can be taken back, all that one press has begun together. */
  const hold = () => Date.now() + UNDO_MS;
  return {
    signIn: (hint: string) => session.begin(hint, language),
    /** Nobody is told on a phone that they have left. */
    async signOut(): Promise<void> {
      await notifying.stop().catch(() => undefined);
      await session.end();
    },
    notifying,
    /** Takes the visit's next step; the moment is now, whenever it gets through. */
    async step(visit: Visit): Promise<void> {
      const next = NEXT[visit.status];
      if (next) await steps.take(stepOf(visit, next.to, hold()));
    },
    /** From one visit to the next: what was open is completed first. */
    async goOnTo(visit: Visit, left: Visit | undefined, answers: string): Promise<void> {
      keep({ answered: answers });
      const heldUntil = hold();
      const done = left?.status === 'arrived' ? [stepOf(left, 'completed', heldUntil, { answers })] : [];
      await steps.take(...done, stepOf(visit, 'en_route', heldUntil, { answers }));
    },
    async completeOnly(left: Visit, answers: string): Promise<void> {
      keep({ answered: answers });
      await steps.take(stepOf(left, 'completed', hold(), { answers }));
    },
    answer: (answered: string) => keep({ answered }),
    /** What one press has begun goes with it, and a question that it answered is open again. */
    async undo({ heldUntil, answers }: WaitingStep): Promise<void> {
      await steps.undo(heldUntil);
      if (answers !== undefined) keep({ answered: undefined });
    },
    /** The technician is not there, whatever the circle said. */
    undoArrival: (visit: Visit) => steps.take(stepOf(visit, 'en_route', 0, { undoes: true })),
    /** They are not on their way, whatever the account starts by itself. */
    undoStart: (visit: Visit) => steps.take(stepOf(visit, 'dispatched', 0, { undoes: true })),
    async late(visit: Visit, minutes: number, reason: string): Promise<void> {
      await steps.take({
        kind: 'late',
        visitId: visit.visitId,
        name: firstName(visit),
        at: new Date().toISOString(),
        body: { minutes, ...(reason && { reason }) },
        heldUntil: 0,
      });
    },
    /** The office may know that it was read. */
    gotIt({ messageId, from }: Memo): Promise<void> {
      const at = new Date().toISOString();
      return steps.take({ kind: 'seen', visitId: messageId, name: from, at, body: { at }, heldUntil: 0 });
    },
    accept: (refusal: Refusal) => steps.accept(refusal),
    insist: (refusal: Refusal) => steps.insist(refusal, { anyway: true }),
    open: (chosen: string | undefined) => change({ chosen }),
    /** Asks for permission, on a tap and never by itself. */
    allow: () =>
      navigator.geolocation.getCurrentPosition(
        () => {
          change({ permission: 'granted', noFix: false });
          duty.adapt();
        },
        ({ code }) => {
          change(code === 1 ? { permission: 'denied' } : { permission: 'granted', noFix: true });
          duty.adapt();
        },
        { enableHighAccuracy: true, timeout: 20_000 },
      ),
    share(on: boolean): void {
      keep({ offSince: on ? undefined : Date.now(), ...(on && { otherApp: undefined }) });
      duty.adapt();
      if (!on) void sending.flush();
    },
    sound: (on: boolean) => keep({ silent: on ? undefined : true }),
    preferOther(on: boolean): void {
      keep({ otherApp: on ? {} : undefined });
      duty.adapt();
      goOn();
    },
    /** Links and codes that set up another app to report for this technician. */
    async makeLinks() {
      const path = `/team/members/${state().me?.memberId}/device-token`;
      const { status, body } = await tracker<{
        setupUrls: Record<string, string>;
        qrCodes: Record<string, string>;
      }>('POST', path, { body: { label: 'Technician’s page' } });
      return status === 201 ? body : undefined;
    },
  };
}
