import { createSession, isOfOffice, type SignInConfig } from '../session/session.ts';
import { type Actions, createActions } from './actions.ts';
import { openClock } from './clock.ts';
import { createDuty, permissionOf } from './duty.ts';
import { followDay } from './follow-day.ts';
import { createNotifying } from './notify.ts';
import { openPhoneStore } from './phone-store.ts';
import { watchBattery } from './power.ts';
import { createDayReader } from './read-day.ts';
import { createMapReader } from './read-map.ts';
import { createSending } from './send-positions.ts';
import { createSteps } from './send-steps.ts';
import { BEGINNING, type State } from './state.ts';
import { talkToOtherTabs } from './tabs.ts';
import { createTracker } from './tracker-client.ts';
import { isApple } from './views/platform.ts';
import { watchPage } from './watch-page.ts';

/** Which build this is: the hash in its name. */
export const VERSION = /technician\.([\w-]+)\.js/.exec(import.meta.url)?.[1] ?? 'unknown';

/** Where it stands what left with the page; of all that a page can write, this alone waits for nothing. */
const LEFT = 'left';

/** What a technician's phone can do. */
export type Phone = Actions;

/**
 * Puts the parts together: what is kept is shown at once, then everything goes on from where it was.
 * @param show is called with every change
 */
export async function startPhone(
  config: SignInConfig,
  language: string,
  show: (state: State) => void,
): Promise<Phone> {
  let state = BEGINNING;
  const change = (patch: Partial<State>) => {
    state = { ...state, ...patch };
    show(state);
  };
  const session = createSession(await openPhoneStore('sign-in'), config);
  const signInFailed = !(await session.finish().catch(() => false));
  const me = await session.me();
  const store = await openPhoneStore(me?.memberId ?? 'nobody');
  const clock = await openClock(store, (behind) => change({ behind }));
  const tracker = createTracker(session, clock);
  const days = createDayReader(store, tracker);
  const maps = createMapReader(store, tracker);
  const keep = (patch: Partial<State>) => {
    change(patch);
    const { offSince, otherApp, answered, silent } = state;
    void store.put('choices', { offSince, otherApp, answered, silent }).then(() => tell('choices'));
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
    clock,
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
    clock,
    left: {
      get: () => localStorage.getItem(LEFT)?.split(' ') ?? [],
      put: (ids) => localStorage.setItem(LEFT, ids.join(' ')),
    },
    onWaiting: (waiting) => {
      change({ waiting });
      duty.adapt();
    },
    onTaken: (step, visit) => {
      if (visit) day.show(visit);
      if (step.kind === 'seen') day.forget(step.visitId);
      if (step.kind === 'late')
        change({ toldLate: { visitId: step.visitId, minutes: Number(step.body['minutes']) } });
      tell('taken');
      void day.read();
    },
    onRefused: (refusals) => {
      change({ refusals });
      for (const { visit } of refusals) if (visit) day.show(visit);
    },
    onReach: reached,
    onSignedOut: signedOut,
    onQueue: () => tell('queue'),
  });
  const duty = createDuty({ sending, clock, state: () => state, change, onFix: () => day.hurry() });
  const day = followDay({
    days,
    maps,
    tracker,
    state: () => state,
    change,
    onNews: () => duty.adapt(),
    onReach: reached,
    onSignedOut: signedOut,
  });
  const goOn = () => {
    void steps.flush();
    void sending.flush();
    void day.read();
  };
  const recall = async () => change((await store.get<Partial<State>>('choices')) ?? {});
  const tell = talkToOtherTabs(`technician-${me?.memberId}`, {
    taken: goOn,
    queue: () => void steps.flush(),
    choices: () => void recall().then(duty.adapt),
  });

  await recall();
  change({
    isReady: true,
    me,
    signInFailed,
    signedIn: !isOfOffice(me) && (await session.isOpen()),
    day: await days.kept(),
    map: await maps.kept(),
    behind: clock.behind(),
    waiting: await steps.list(),
    sent: { waiting: await store.countFixes() },
  });
  void watchBattery((battery) => {
    change({ battery });
    duty.adapt();
  });
  await watchPage({
    onPermission: (permission) => {
      change({ permission });
      duty.adapt();
    },
    onBack: goOn,
    onLeaving: () => {
      void steps.flush(true);
      void sending.flush(true);
    },
    onGone: () => {
      if (!state.signedIn || !navigator.onLine) return;
      steps.leave();
      sending.leave();
    },
    onHidden: (hiddenMs) => change({ back: { at: Date.now(), hiddenMs } }),
    onOffline: () => reached(false),
  });
  const notifying = createNotifying(tracker, isApple());
  if (state.signedIn) {
    goOn();
    void notifying.look().catch(() => undefined);
  }
  const parts = { session, language, tracker, steps, sending, duty, notifying, state: () => state };
  return createActions({ ...parts, change, keep, goOn });
}
