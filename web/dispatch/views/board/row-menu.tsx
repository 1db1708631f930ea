import * as Menu from '@radix-ui/react-dropdown-menu';
import { HOUR } from '../../../../shared/kernel/time.ts';
import { clockAt, dayAt } from '../../../../shared/visits/local-day.ts';
import type { Row } from '../../rules/rows.ts';
import { firstName } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { planning } from '../../state/plan.ts';
import { ui, useUi } from '../../state/ui.ts';

/** What can be done with a row: of somebody's day, or with all that nobody has. */
export function RowMenu({ rows, day }: { readonly rows: readonly Row[]; readonly day: string }) {
  const { told, settings } = useOffice();
  const { words } = told;
  const nextHour = (ofDay: string) => beginsAt(ofDay, Date.now(), settings.company.timeZone);
  const menu = useUi((state) => state.rowMenu);
  const row = rows.find(({ id }) => id === menu?.row);
  const close = () => ui.set({ rowMenu: undefined });
  const name = row?.technician?.name;
  return (
    <Menu.Root modal={false} open={row !== undefined} onOpenChange={(open) => open || close()}>
      <Menu.Trigger asChild>
        <span className="menu-anchor" aria-hidden="true" style={{ left: menu?.x ?? 0, top: menu?.y ?? 0 }} />
      </Menu.Trigger>
      <Menu.Portal>
        {row && (
          <Menu.Content
            className="menu"
            align="start"
            sideOffset={2}
            aria-label={words.menu.label(name ?? words.board.unassigned)}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              if (ui.get().event || ui.get().question) return;
              document
                .querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"] [role=rowheader]`)
                ?.focus();
            }}
          >
            <Menu.Item className="menu-item" onSelect={() => planning.begin(row.id)}>
              <span>{name ? words.board.fill(firstName(name)) : words.board.assignAll}</span>
              <kbd>P</kbd>
            </Menu.Item>
            <Menu.Item
              className="menu-item"
              onSelect={() =>
                ui.set({
                  question: { kind: 'message', visitId: '', memberId: row.id || 'all', name: name ?? '' },
                })
              }
            >
              <span>{name ? words.alerts.message(firstName(name)) : words.ask.messageAll}</span>
            </Menu.Item>
            <Menu.Item
              className="menu-item"
              onSelect={() => ui.set({ event: { row: row.id, start: nextHour(day) } })}
            >
              <span>{words.board.newEvent}</span>
            </Menu.Item>
          </Menu.Content>
        )}
      </Menu.Portal>
    </Menu.Root>
  );
}

/** The hour after this one; on another day the ninth. */
const beginsAt = (day: string, now: number, timeZone: string): number =>
  dayAt(now, timeZone) === day ? Math.ceil(now / HOUR) * HOUR : clockAt(day, 9, timeZone);
