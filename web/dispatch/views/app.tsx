import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { isOfOffice, type Me, type Session } from '../../session/session.ts';
import { createCalls } from '../api/calls.ts';
import { createTracker } from '../api/client.ts';
import { listen } from '../api/live-connection.ts';
import type { Member, Settings } from '../api/types.ts';
import { access, useAccess } from '../state/access.ts';
import { createDayCache, TEAM } from '../state/day-cache.ts';
import { createDesk } from '../state/desk.ts';
import { type Office, OfficeContext } from '../state/office.ts';
import { createQueries } from '../state/queries.ts';
import { rememberRoute } from '../state/route.ts';
import type { Words } from '../words/en.ts';
import { createTold } from '../words/told.ts';
import { Frame } from './frame.tsx';
import { Barred, ComingSoon, NotTheirPage, SignIn } from './plain-pages.tsx';

interface AppProps {
  readonly session: Session;
  readonly me: Me | undefined;
  readonly failed: boolean;
  readonly words: Words;
  readonly language: 'en' | 'es';
}

/** Who is signed in, and whether this is the page for them. */
export function App({ session, me, failed, words, language }: AppProps) {
  const signIn = (hint: string): void => {
    rememberRoute();
    void session.begin(hint, language);
  };
  const signOut = (): void => void session.end();
  if (!me) return <SignIn words={words} failed={failed} onSignIn={signIn} />;
  if (!isOfOffice(me)) return <NotTheirPage words={words} me={me} onSignOut={signOut} />;
  return <SignedInOffice session={session} me={me} words={words} language={language} onSignOut={signOut} />;
}

interface SignedInProps extends Omit<AppProps, 'failed' | 'me'> {
  readonly me: Me;
  readonly onSignOut: () => void;
}

function SignedInOffice({ session, me, words, language, onSignOut }: SignedInProps) {
  const [queries] = useState(createQueries);
  return (
    <QueryClientProvider client={queries}>
      <OfficeOf
        session={session}
        me={me}
        words={words}
        language={language}
        onSignOut={onSignOut}
        queries={queries}
      />
    </QueryClientProvider>
  );
}

function OfficeOf({
  session,
  me,
  words,
  language,
  onSignOut,
  queries,
}: SignedInProps & Pick<Office, 'queries'>) {
  const calls = useMemo(() => createCalls(createTracker(session)), [session]);
  const { data: settings } = useQuery({ queryKey: ['settings'], queryFn: calls.settings });
  const standing = useAccess((state) => state.standing);
  const timeZone = settings?.company.timeZone;
  const office = useMemo((): Omit<Office, 'settings'> => {
    const ofAccount = () => queries.getQueryData<Settings>(['settings']);
    const cache = createDayCache(queries, () => ofAccount()?.company.timeZone);
    const told = createTold(words, { language, timeZone: timeZone ?? 'UTC' });
    const desk = createDesk({
      calls,
      cache,
      told: () => told,
      settings: ofAccount,
      team: () => queries.getQueryData<readonly Member[]>([TEAM]) ?? [],
      onSignedOut: access.expire,
    });
    return { me, session, calls, queries, cache, told, desk, language };
  }, [calls, queries, words, language, timeZone, me, session]);
  useEffect(() => {
    const leave = () => office.desk.settle(true);
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [office]);
  const isOpen = settings?.enabled === true && standing === 'open';
  useEffect(() => {
    if (!isOpen) return;
    return listen({
      ticket: calls.ticket,
      onTold: (told) => {
        if (told.type === 'visit') office.cache.put(told.visit);
        if (told.type === 'alert') office.cache.putAlert(told.alert);
        if (told.type === 'event' || told.type === 'event_deleted') office.cache.readEvents();
      },
      catchUp: office.cache.readAnew,
      onCut: access.cut,
      moving: office.cache.isAnyMoving,
    });
  }, [isOpen, calls, office]);
  if (standing === 'barred') return <Barred words={words} me={me} onSignOut={onSignOut} />;
  if (settings && (!settings.enabled || standing === 'soon'))
    return (
      <ComingSoon
        words={words}
        me={me}
        company={settings.company.name}
        onAsk={calls.joinWaitlist}
        onSignOut={onSignOut}
      />
    );
  if (!settings && standing !== 'expired') return <main className="blank" aria-busy="true" />;
  const ofAll = settings && { ...office, settings };
  return (
    <OfficeContext value={ofAll}>
      <Frame
        words={words}
        isRead={settings !== undefined}
        onSignIn={() => {
          rememberRoute();
          void session.begin('', language);
        }}
        onSignOut={onSignOut}
      />
    </OfficeContext>
  );
}
