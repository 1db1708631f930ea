import * as Menu from '@radix-ui/react-dropdown-menu';
import { Suspense } from 'react';
import { brandColors } from '../../../shared/team/brand-colors.ts';
import { initialsOf } from '../rules/visit.ts';
import { useAccess } from '../state/access.ts';
import { useAlertSound } from '../state/alert-sound.ts';
import { useOffice } from '../state/office.ts';
import { goTo, useRoute } from '../state/route.ts';
import { ui, useUi } from '../state/ui.ts';
import type { Words } from '../words/en.ts';
import { BoardPage } from './board/board-page.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { HelpIcon } from './icons.tsx';
import { LAZY, PAGES } from './pages.ts';
import { Toasts } from './toasts.tsx';

interface FrameProps {
  readonly words: Words;
  /** What the account has set is known: before that nothing can be shown. */
  readonly isRead: boolean;
  readonly onSignIn: () => void;
  readonly onSignOut: () => void;
}

/** The rail, and beside it the page that the address names. */
export function Frame({ words, isRead, onSignIn, onSignOut }: FrameProps) {
  const standing = useAccess((state) => state.standing);
  return (
    <>
      {standing === 'expired' && (
        <div className="expired" role="alert">
          <span>{words.expired.text}</span>
          <button type="button" className="button" onClick={onSignIn}>
            {words.expired.button}
          </button>
        </div>
      )}
      {isRead && (
        <div className="frame">
          <Rail onSignOut={onSignOut} />
          <Outlet />
          <HelpDialog />
          <AlertSound />
        </div>
      )}
      <Toasts words={words} />
    </>
  );
}

/** Alerts are heard on whichever page somebody is. */
function AlertSound() {
  useAlertSound();
  return null;
}

function Outlet() {
  const { page } = useRoute();
  const Lazy = LAZY[page];
  if (!Lazy) return <BoardPage />;
  return (
    <Suspense fallback={<main className="blank" aria-busy="true" />}>
      <Lazy />
    </Suspense>
  );
}

function Rail({ onSignOut }: Pick<FrameProps, 'onSignOut'>) {
  const { told, settings, me } = useOffice();
  const { page: shown } = useRoute();
  const { words } = told;
  const { company } = settings;
  const pages = PAGES.filter(({ ownerOnly }) => !ownerOnly || me.role === 'owner');
  return (
    <nav className="rail" aria-label={words.rail.label}>
      <span className="tile" style={{ background: company.brandColor }} title={company.name}>
        <CompanyMark brandColor={company.brandColor} name={company.name} />
      </span>
      {pages.map(({ name, title, Icon }) => (
        <button
          key={name}
          type="button"
          className="rail-item"
          title={title(words)}
          aria-label={title(words)}
          aria-current={name === shown || (name === 'day' && shown === 'week') ? 'page' : undefined}
          onClick={() => goTo({ page: name })}
        >
          <Icon />
        </button>
      ))}
      <span className="grow" />
      <button
        type="button"
        className="rail-item"
        title={words.rail.help}
        aria-label={words.rail.help}
        onClick={() => ui.set({ dialog: 'help' })}
      >
        <HelpIcon />
      </button>
      <You onSignOut={onSignOut} />
    </nav>
  );
}

/** The first letter stands on the company's colour in black or white, whichever can be read. */
const CompanyMark = ({ name, brandColor }: { readonly name: string; readonly brandColor: string }) => (
  <b style={{ color: brandColors(brandColor).ink }}>{name.charAt(0).toUpperCase()}</b>
);

function You({ onSignOut }: Pick<FrameProps, 'onSignOut'>) {
  const { me, told } = useOffice();
  const single = useUi(({ singleKeys }) => singleKeys);
  const { words } = told;
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="you" aria-label={`${initialsOf(me.name)}: ${words.as(me.name)}`}>
        {initialsOf(me.name)}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" side="right" align="end" sideOffset={8}>
          <Menu.Label className="menu-label">{words.as(me.name)}</Menu.Label>
          <Menu.CheckboxItem
            className="menu-item"
            checked={single}
            onCheckedChange={(singleKeys) => ui.choose({ singleKeys })}
          >
            <span className="tick">{single ? '✓' : ''}</span>
            {words.help.single}
          </Menu.CheckboxItem>
          <Menu.Separator className="menu-line" />
          <Menu.Item className="menu-item" onSelect={onSignOut}>
            <span className="tick" />
            {words.signOut}
          </Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
