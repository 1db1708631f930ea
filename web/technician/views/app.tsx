import { useEffect, useState } from 'preact/hooks';
import { isOfOffice } from '../../session/session.ts';
import type { Phone } from '../phone.ts';
import { sortDay } from '../rules/day.ts';
import { projected } from '../rules/steps.ts';
import type { Visit } from '../rules/visit.ts';
import type { State } from '../state.ts';
import type { Words } from '../words/en.ts';
import { Card } from './card.tsx';
import { DoneLine, Nothing, VisitList, WaitingList } from './day-list.tsx';
import { Dock, IdleDock } from './dock.tsx';
import { Header } from './header.tsx';
import { LateSheet } from './late-sheet.tsx';
import { Memos } from './memos.tsx';
import { NextSheet } from './next-sheet.tsx';
import { NotesSheet } from './notes-sheet.tsx';
import { LateCard, LateTold, Notices } from './notices.tsx';
import { SettingsSheet } from './settings-sheet.tsx';
import { SharingSheet } from './sharing-sheet.tsx';
import { SignIn } from './sign-in.tsx';
import { createTold } from './told.ts';
import { useTones } from './tones.ts';
import { useNow } from './use-now.ts';

interface AppProps {
  readonly state: State;
  readonly phone: Phone;
  readonly words: Words;
  readonly language: 'en' | 'es';
}

type Open = 'sharing' | 'late' | 'settings' | 'notes' | undefined;

/** Top to read, bottom to press. */
export function App({ state, phone, words, language }: AppProps) {
  const [open, setOpen] = useState<Open>();
  const visits = projected(state.day?.visits ?? [], state.waiting, state.refusals);
  const day = sortDay(visits, state.chosen);
  const { current } = day;
  useTones(current, state.silent === true);
  const now = useNow(isBusy(state, current));
  useEffect(() => {
    if (current?.status === 'arrived') setOpen(undefined);
  }, [current?.status]);
  const nobody = !state.me || isOfOffice(state.me) || (!state.signedIn && !state.day);
  if (nobody) return <SignIn state={state} phone={phone} words={words} />;
  const company = state.day?.company?.company;
  const timeZone =
    current?.address.timeZone ?? company?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const told = createTold(words, { language, timeZone });
  const shared = { state, phone, told, now };
  // What the service knows happens by its clock.
  const there = { ...shared, now: now + state.behind };
  const close = () => setOpen(undefined);
  // A step that can still be undone, or was refused, keeps its place though nothing is left to do after it.
  const unsettled = state.refusals[0]?.step ?? state.waiting.find(({ heldUntil }) => heldUntil > now);
  const acted = current ?? visits.find(({ visitId }) => visitId === unsettled?.visitId);
  const ask = state.day?.ask;
  const next = day.later.concat(current ?? []).find(({ visitId }) => visitId === ask?.visitId);
  const asks = ask && next?.status === 'dispatched' && state.answered !== ask.at;
  return (
    <>
      <Header {...shared} day={day} onPill={() => setOpen('sharing')} onMenu={() => setOpen('settings')} />
      <main>
        <Memos {...shared} />
        <Notices {...shared} />
        <LateCard {...there} visit={current} onGive={() => setOpen('late')} />
        <LateTold {...shared} visit={current} />
        {current ? <Card {...there} visit={current} /> : state.day && <Nothing day={day} told={told} />}
        <WaitingList {...shared} />
        <VisitList
          title={words.day.later}
          visits={current?.status === 'en_route' ? [] : day.later}
          told={told}
          onOpen={({ visitId }) => phone.open(visitId)}
        />
        <VisitList title={words.day.next} visits={state.day?.upcoming ?? []} told={told} isAhead />
        <DoneLine day={day} told={told} />
      </main>
      {acted ? (
        <Dock {...shared} visit={acted} onLate={() => setOpen('late')} onNotes={() => setOpen('notes')} />
      ) : (
        state.day && <IdleDock told={told} phone={company?.phone} />
      )}
      {open === 'sharing' && <SharingSheet {...shared} onClose={close} />}
      {open === 'settings' && <SettingsSheet {...shared} onClose={close} />}
      {open === 'late' && current && <LateSheet {...shared} visit={current} onClose={close} />}
      {open === 'notes' && current && <NotesSheet told={told} visit={current} onClose={close} />}
      {!open && asks && (
        <NextSheet
          ask={ask}
          next={next}
          left={visits.find(({ visitId }) => visitId === ask.leftVisitId)}
          state={state}
          phone={phone}
          told={told}
        />
      )}
    </>
  );
}

/** Does something on the screen count seconds? */
const isBusy = ({ waiting, behind }: State, current: Visit | undefined): boolean =>
  current?.status === 'arrived' ||
  waiting.length > 0 ||
  Date.parse(current?.undoableUntil ?? '') > Date.now() + behind;
