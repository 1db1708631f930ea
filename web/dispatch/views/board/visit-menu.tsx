import * as Menu from '@radix-ui/react-dropdown-menu';
import type { Visit } from '../../api/types.ts';
import { DEED_KEYS } from '../../rules/keys.ts';
import { readRoute } from '../../rules/route.ts';
import { type Deed, deedsOf, needsReason } from '../../rules/steps.ts';
import { firstName } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { goTo } from '../../state/route.ts';
import { ui, useUi } from '../../state/ui.ts';
import { useDeed } from './use-deed.ts';

const KEY_OF = Object.fromEntries(Object.entries(DEED_KEYS).map(([key, deed]) => [deed, key.toUpperCase()]));

/** Everything a key can do, for who right-clicks: one menu for the board, wherever it is opened. */
export function VisitMenu({ visits }: { readonly visits: readonly Visit[] }) {
  const { told } = useOffice();
  const menu = useUi((state) => state.menu);
  const visit = visits.find(({ visitId }) => visitId === menu?.visitId);
  const close = () => ui.set({ menu: undefined });
  const { words } = told;
  return (
    <Menu.Root
      modal={false}
      open={menu !== undefined && visit !== undefined}
      onOpenChange={(open) => open || close()}
    >
      <Menu.Trigger asChild>
        <span className="menu-anchor" aria-hidden="true" style={{ left: menu?.x ?? 0, top: menu?.y ?? 0 }} />
      </Menu.Trigger>
      <Menu.Portal>
        {visit && (
          <Menu.Content
            className="menu"
            align="start"
            sideOffset={2}
            aria-label={words.menu.label(firstName(visit.customer.name))}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              focusOnVisit(visit.visitId);
            }}
          >
            <Menu.Item
              className="menu-item"
              onSelect={() => goTo({ ...readRoute(location.hash), visitId: visit.visitId })}
            >
              <span>{words.menu.open}</span>
              <kbd>Enter</kbd>
            </Menu.Item>
            <Menu.Separator className="menu-line" />
            <DeedItems visit={visit} row={menu?.row} />
          </Menu.Content>
        )}
      </Menu.Portal>
    </Menu.Root>
  );
}

/** What can be done with a visit as it is, a line each; corrections stand apart. */
export function DeedItems({ visit, row }: { readonly visit: Visit; readonly row?: string | undefined }) {
  const { told } = useOffice();
  const begin = useDeed();
  const corrects = (deed: Deed) => needsReason(deed) && deed !== 'hold';
  const deeds = deedsOf(visit);
  const item = (deed: Deed) => (
    <Menu.Item
      key={deed}
      className={`menu-item${deed === 'cancel' ? ' grave' : ''}`}
      onSelect={() => begin(visit, deed, row)}
    >
      <span>{told.words.deeds[deed]}</span>
      {KEY_OF[deed] && <kbd>{KEY_OF[deed]}</kbd>}
    </Menu.Item>
  );
  const last = deeds.filter(corrects);
  return (
    <>
      {deeds.filter((deed) => !corrects(deed)).map(item)}
      {last.length > 0 && <Menu.Separator className="menu-line" />}
      {last.map(item)}
    </>
  );
}

/** Back to where the keyboard was, unless a question has been opened there. */
function focusOnVisit(visitId: string): void {
  if (ui.get().question) return;
  document.querySelector<HTMLElement>(`.scroller [data-visit="${CSS.escape(visitId)}"]`)?.focus();
}
