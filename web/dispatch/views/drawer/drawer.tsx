import * as Menu from '@radix-ui/react-dropdown-menu';
import { useState } from 'react';
import { MINUTE } from '../../../../shared/kernel/time.ts';
import type { Technician, Visit } from '../../api/types.ts';
import { deedsOf, needsReason, nextDeed } from '../../rules/steps.ts';
import { lookOf, minutesLate } from '../../rules/visit.ts';
import { useNow } from '../../state/clock.ts';
import { useOffice } from '../../state/office.ts';
import { useOfVisit } from '../../state/queries.ts';
import { goTo, swapTo } from '../../state/route.ts';
import { useDeed } from '../board/use-deed.ts';
import { DeedItems } from '../board/visit-menu.tsx';
import { CallIcon, CloseIcon, MoreIcon, NoPinIcon, UndoIcon, VerifiedIcon, WriteIcon } from '../icons.tsx';
import { Sign } from '../sign.tsx';
import { ArrivalPart } from './arrival-part.tsx';
import { EditPart } from './edit-part.tsx';
import { LinkPart } from './link-part.tsx';
import { MessagesPart } from './messages-part.tsx';
import { TechnicianPart } from './technician-part.tsx';
import { TimelinePart } from './timeline-part.tsx';

interface DrawerProps {
  readonly visitId: string;
  /** As the board has it; a visit of another day is asked for. */
  readonly known: Visit | undefined;
  /** Those that match the filter, for going from one to the next. */
  readonly among: readonly Visit[];
  readonly team: readonly Technician[];
  readonly day: string;
}

/** Everything about one visit in one scroll, what comes next first. The board beside it stays alive. */
export default function Drawer({ visitId, known, among, team, day }: DrawerProps) {
  const { told } = useOffice();
  const { data: read, isError } = useOfVisit(visitId, 'itself', (calls) => calls.visit(visitId));
  const visit = known ?? read;
  const { words } = told;
  const close = () => {
    goTo({ page: 'day', day });
    document.querySelector<HTMLElement>(`.scroller [data-visit="${CSS.escape(visitId)}"]`)?.focus();
  };
  const index = among.findIndex((one) => one.visitId === visitId);
  const walk = (step: number) => {
    const next = among[(index + step + among.length) % among.length];
    if (next) swapTo({ page: 'day', day, visitId: next.visitId });
  };
  return (
    <aside
      className="drawer"
      aria-label={visit?.customer.name ?? words.drawer.loading}
      onKeyDown={({ key, defaultPrevented }) => key === 'Escape' && !defaultPrevented && close()}
    >
      <header className="drawer-top">
        {visit && <Badges visit={visit} />}
        <span className="grow" />
        {index >= 0 && among.length > 1 && (
          <>
            <span className="meta muted">{words.drawer.place(index + 1, among.length)}</span>
            <button
              type="button"
              className="key-button"
              aria-label={words.drawer.next}
              onClick={() => walk(1)}
            >
              J
            </button>
            <button
              type="button"
              className="key-button"
              aria-label={words.drawer.previous}
              onClick={() => walk(-1)}
            >
              K
            </button>
          </>
        )}
        {visit && <MoreMenu visit={visit} />}
        <button type="button" className="icon-button" aria-label={words.drawer.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      {visit ? (
        <div className="drawer-body">
          <Head visit={visit} />
          <ArrivalPart visit={visit} />
          <TechnicianPart visit={visit} team={team} />
          <LinkPart visit={visit} />
          <MessagesPart visit={visit} />
          <TimelinePart visit={visit} team={team} />
        </div>
      ) : (
        <p className="drawer-wait muted" role="status">
          {isError ? words.drawer.failed : words.drawer.loading}
        </p>
      )}
    </aside>
  );
}

function Badges({ visit }: { readonly visit: Visit }) {
  const { told, settings } = useOffice();
  const now = useNow(MINUTE);
  const late = minutesLate(visit, settings.noShow.from, now);
  const look = lookOf(visit);
  return (
    <>
      <span className={`badge look-${look}`}>
        <Sign look={look} />
        {told.words.looks[look]}
      </span>
      {late !== undefined && (
        <span className="badge late">
          <Sign look="late" />
          {told.words.block.late(late)}
        </span>
      )}
    </>
  );
}

function MoreMenu({ visit }: { readonly visit: Visit }) {
  const { told } = useOffice();
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="icon-button" aria-label={told.words.menu.more}>
        <MoreIcon />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align="end" sideOffset={4}>
          <DeedItems visit={visit} />
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Who, what, where and when, and the next step as its first button. */
function Head({ visit }: { readonly visit: Visit }) {
  const { told } = useOffice();
  const begin = useDeed();
  const { words } = told;
  const next = nextDeed(visit);
  const [isEditing, setEditing] = useState(false);
  const { customer, job, address, window, notes } = visit;
  return (
    <section className="drawer-head">
      <h2>{customer.name}</h2>
      <p className="muted">
        {job && <>{job} · </>}
        {address.line}{' '}
        <span
          className={address.verified ? 'verified' : 'unverified'}
          title={address.verified ? words.drawer.verified : words.drawer.unverified}
        >
          {address.verified ? <VerifiedIcon /> : <NoPinIcon />}
          <span className="unseen">{address.verified ? words.drawer.verified : words.drawer.unverified}</span>
        </span>{' '}
        · {told.range(window)}
      </p>
      <div className="deeds">
        {next && (
          <button type="button" className="button primary" onClick={() => begin(visit, next)}>
            <NextSign visit={visit} />
            {words.deeds[next]}
          </button>
        )}
        <a className="button" href={`tel:${customer.phone}`}>
          <CallIcon />
          {words.drawer.call}
        </a>
        <button type="button" className="button" onClick={() => document.getElementById('write')?.focus()}>
          <WriteIcon />
          {words.drawer.write}
        </button>
        {visit.status !== 'cancelled' && (
          <button
            type="button"
            className="button"
            aria-expanded={isEditing}
            onClick={() => setEditing(!isEditing)}
          >
            {words.edit.open}
          </button>
        )}
        <Correct visit={visit} />
      </div>
      {isEditing && <EditPart visit={visit} onClose={() => setEditing(false)} />}
      {!isEditing && notes && <p className="notes">{notes}</p>}
    </section>
  );
}

const NextSign = ({ visit: { status, hold } }: { readonly visit: Visit }) => {
  const next = {
    pending_dispatch: 'dispatched',
    dispatched: 'en_route',
    en_route: 'arrived',
    arrived: 'completed',
  } as const;
  if (hold || status === 'completed' || status === 'cancelled') return null;
  return <Sign look={next[status]} />;
};

/** What takes something back, where there is something to take back. */
function Correct({ visit }: { readonly visit: Visit }) {
  const { told } = useOffice();
  const begin = useDeed();
  const deeds = deedsOf(visit).filter((deed) => needsReason(deed));
  if (deeds.length === 0) return null;
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="button last">
        <UndoIcon />
        {told.words.drawer.correct}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align="end" sideOffset={4}>
          {deeds.map((deed) => (
            <Menu.Item
              key={deed}
              className={`menu-item${deed === 'cancel' ? ' grave' : ''}`}
              onSelect={() => begin(visit, deed)}
            >
              {told.words.deeds[deed]}
            </Menu.Item>
          ))}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
