import { createDuty, permissionOf } from './duty.ts';
import { openPhoneStore } from './phone-store.ts';
import { watchBattery } from './power.ts';
import { createDayReader, NotAllowed } from './read-day.ts';
import { readAfter } from './rules/pace.ts';
import { NEXT, type Refusal, type WaitingStep } from './rules/steps.ts';
import { firstName, type Status, type Visit } from './rules/visit.ts';
import { createSending } from './send-positions.ts';
import { createSteps } from './send-steps.ts';
import { createSession, isOfOffice, SignedOut, type SignInConfig } from './session.ts';
import { BEGINNING, type State } from './state.ts';
import { createTracker, Unreachable } from './tracker-client.ts';

/** So long a step can be undone before anybody hears of it. */
export const UNDO_MS = 4000;
export const VERSION = '1';

/** Everything a technician can do here. */
export type Phone = Awaited<ReturnType<typeof startPhone>>;

/**
 * Puts the parts together: what is kept is shown at once, then everything goes on from where it was.
 * @param show is called with every change
 */
export async function startPhone(config: SignInConfig, language: string, show: (state: State) => void) {
  let state = BEGINNING;
  const change = (patch: Partial<State>) => {
    state = { ...state, ...patch };
    show(state);
  };
  const session = createSession(await openPhoneStore('sign-in'), config);
  const signInFailed = !(await session.finish().catch(() => false));
  const me = await session.me();
  const store = await openPhoneStore(me?.memberId ?? 'nobody');
  const tracker = createTracker(session);
  const days = createDayReader(store, tracker);
  const keep = (patch: Partial<State>) => {
    change(patch);
    const { offSince, otherApp, answered } = state;
    void store.put('choices', { offSince, otherApp, answered });
  };

  const reached = (yes: boolean) => {
    if (yes ? state.cutSince !== undefined : state.cutSince === undefined)
      change({ cutSince: yes ? undefined : Date.now() });
  };
  const signedOut = () => {
    change({ signedIn: false });
    duty.adapt();
  };
  const sending = createSending({
    store,
    tracker,
    about: () => ({ ...permissionOf(state), appVersion: VERSION }),
    onChange: (sent) => {
      const before = state.sent;
      change({ sent, ...(sent.barred && { standing: 'barred' as const }) });
      // That another position waits says nothing of the signal: what was taken does, or was not.
      if (sent.takenAt !== before.takenAt) reached(true);
      if (sent.cutSince !== undefined && sent.cutSince !== before.cutSince) reached(false);
      if (sent.signedOut) signedOut();
    },
  });
  const steps = createSteps({
    store,
    tracker,
    onWaiting: (waiting) => {
      change({ waiting });
      duty.adapt();
    },
    onTaken: (step, visit) => {
      if (visit) showVisit(visit);
      if (step.kind === 'late')
        change({ toldLate: { visitId: step.visitId, minutes: Number(step.body['minutes']) } });
      otherTabs.postMessage(step.id);
      void read();
    },
    onRefused: (refusals) => {
      change({ refusals });
      for (const { visit } of refusals) if (visit) showVisit(visit);
    },
    onReach: reached,
    onSignedOut: signedOut,
  });
  const duty = createDuty({ store, sending, state: () => state, change });

  const showVisit = (visit: Visit) => {
    const { day } = state;
    if (!day) return;
    const visits = day.visits.map((one) => (one.visitId === visit.visitId ? visit : one));
    change({ day: { ...day, visits } });
    duty.adapt();
  };
  let reading: ReturnType<typeof setTimeout> | undefined;
  let reads = 0;
  const read = async (): Promise<void> => {
    clearTimeout(reading);
    if (!state.signedIn) return;
    const turn = ++reads;
    try {
      const day = await days.read(state.day);
      // What was asked before the last step was taken may be told after it.
      if (turn === reads) change({ day, standing: undefined });
      if (state.otherApp) change({ otherApp: { at: await lastOfOthers() } });
      reached(true);
    } catch (error) {
      if (error instanceof SignedOut) return signedOut();
      if (error instanceof NotAllowed) change({ standing: error.soon ? 'soon' : 'barred' });
      if (error instanceof Unreachable) reached(false);
    }
    duty.adapt();
    clearTimeout(reading);
    if (!document.hidden)
      reading = setTimeout(() => void read(), readAfter(state.day?.visits ?? [], state.fix, Date.now()));
  };
  /** When another app last reported for this technician. */
  const lastOfOthers = async (): Promise<number | undefined> => {
    const path = `/team/members/${state.me?.memberId}/device-tokens`;
    const { body } = await tracker<{ deviceTokens?: { lastSeenAt?: string }[] }>('GET', path);
    const seen = (body.deviceTokens ?? []).map(({ lastSeenAt = '' }) => Date.parse(lastSeenAt));
    const last = Math.max(...seen.filter((at) => at > 0));
    return Number.isFinite(last) ? last : undefined;
  };
  /** A step that one of them took is behind the others as well. */
  const otherTabs = new BroadcastChannel(`technician-${me?.memberId}`);
  otherTabs.onmessage = () => goOn();
  const goOn = () => {
    void steps.flush();
    void sending.flush();
    void read();
  };
  const flush = () => {
    void steps.flush(true);
    void sending.flush(true);
  };

  const watchPermission = async () => {
    const asked = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => undefined);
    if (!asked) return;
    const tell = () => {
      change({ permission: asked.state });
      duty.adapt();
    };
    asked.addEventListener('change', tell);
    tell();
  };
  const watchPage = () => {
    let hiddenAt: number | undefined;
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        hiddenAt = Date.now();
        return flush();
      }
      if (hiddenAt !== undefined) change({ back: { at: Date.now(), hiddenMs: Date.now() - hiddenAt } });
      goOn();
    });
    window.addEventListener('pagehide', flush);
    window.addEventListener('online', goOn);
    window.addEventListener('offline', () => reached(false));
  };

  const choices = await store.get<Partial<State>>('choices');
  change({
    ...choices,
    isReady: true,
    me,
    signInFailed,
    signedIn: !isOfOffice(me) && (await session.isOpen()),
    day: await days.kept(),
    waiting: await store.listSteps(),
    sent: { waiting: await store.countFixes() },
  });
  watchPage();
  void watchBattery((battery) => {
    change({ battery });
    duty.adapt();
  });
  await watchPermission();
  if (state.signedIn) goOn();

  const take = (visit: Visit, status: Status, heldUntil: number, more: object = {}) => {
    const at = new Date().toISOString();
    const { visitId } = visit;
    return steps.take({
      kind: 'status',
      visitId,
      name: firstName(visit),
      status,
      at,
      body: { status, at, ...more },
      heldUntil,
    });
  };
  return {
    signIn: (hint: string) => session.begin(hint, language),
    signOut: () => session.end(),
    /** Takes the visit's next step; the moment is now, whenever it gets through. */
    async step(visit: Visit): Promise<void> {
      const next = NEXT[visit.status];
      if (next) await take(visit, next.to, Date.now() + UNDO_MS);
    },
    /** From one visit to the next: what was open is completed first. */
    async goOnTo(visit: Visit, left: Visit | undefined, answered: string): Promise<void> {
      keep({ answered });
      if (left && left.status === 'arrived') await take(left, 'completed', 0);
      await take(visit, 'en_route', 0);
    },
    async completeOnly(left: Visit, answered: string): Promise<void> {
      keep({ answered });
      await take(left, 'completed', 0);
    },
    answer: (answered: string) => keep({ answered }),
    undo: (step: WaitingStep) => steps.undo(step),
    /** The technician is not there, whatever the circle said. */
    undoArrival: (visit: Visit) => take(visit, 'en_route', 0),
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
    useOther(on: boolean): void {
      keep({ otherApp: on ? {} : undefined });
      duty.adapt();
      void read();
    },
    /** Links and codes that set up another app to report for this technician. */
    async makeLinks() {
      const path = `/team/members/${state.me?.memberId}/device-token`;
      const { status, body } = await tracker<{
        setupUrls: Record<string, string>;
        qrCodes: Record<string, string>;
      }>('POST', path, { body: { label: 'Technician’s page' } });
      return status === 201 ? body : undefined;
    },
    refresh: goOn,
  };
}
