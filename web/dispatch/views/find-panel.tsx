import { Command } from 'cmdk';
import type { Member, Visit } from '../api/types.ts';
import { dayPlus } from '../rules/route.ts';
import { lookOf } from '../rules/visit.ts';
import { useOffice } from '../state/office.ts';
import { goTo } from '../state/route.ts';
import { ui } from '../state/ui.ts';
import { PAGES } from './pages.ts';
import { Sign } from './sign.tsx';

interface FindPanelProps {
  readonly visits: readonly Visit[];
  readonly team: readonly Member[];
  readonly day: string;
  readonly today: string;
}

const DAYS = [-1, 0, 1, 2, 3, 4, 5, 6];

/** Everything by its name: a visit of the day, somebody's visits, another day, a page. */
export default function FindPanel({ visits, team, day, today }: FindPanelProps) {
  const { told } = useOffice();
  const { words } = told;
  const close = () => ui.set({ dialog: undefined });
  const go = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <Command
      className="chooser find"
      label={words.find.label}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
        event.stopPropagation();
      }}
    >
      <Command.Input autoFocus placeholder={words.find.hint} onBlur={close} />
      <Command.List onMouseDown={(event) => event.preventDefault()}>
        <Command.Empty>{words.filters.none}</Command.Empty>
        <Command.Group heading={words.find.visits}>
          {visits.map((visit) => (
            <Command.Item
              key={visit.visitId}
              value={`${visit.customer.name} ${visit.job ?? ''} ${visit.address.line} ${visit.visitId}`}
              onSelect={go(() => goTo({ page: 'day', day, visitId: visit.visitId }))}
            >
              <Sign look={lookOf(visit)} />
              <span className="grow">{visit.customer.name}</span>
              <em className="muted">{told.range(visit.window)}</em>
            </Command.Item>
          ))}
        </Command.Group>
        <Command.Group heading={words.find.technicians}>
          {team.map(({ memberId, name }) => (
            <Command.Item
              key={memberId}
              value={`${name} ${memberId}`}
              onSelect={go(() => ui.filter({ technicianIds: [memberId] }))}
            >
              {name}
            </Command.Item>
          ))}
        </Command.Group>
        <Command.Group heading={words.find.message}>
          {[{ memberId: 'all', name: '' }, ...team].map(({ memberId, name }) => (
            <Command.Item
              key={memberId}
              value={`${words.find.message} ${name || words.ask.messageAll} ${memberId}`}
              onSelect={go(() => ui.set({ question: { kind: 'message', visitId: '', memberId, name } }))}
            >
              {name ? words.ask.message(name) : words.ask.messageAll}
            </Command.Item>
          ))}
        </Command.Group>
        <Command.Group heading={words.find.days}>
          {DAYS.map((days) => dayPlus(today, days)).map((one) => (
            <Command.Item
              key={one}
              value={told.day(one, 'long', Date.now())}
              onSelect={go(() => goTo({ page: 'day', day: one }))}
            >
              {told.day(one, 'long', Date.now())}
            </Command.Item>
          ))}
        </Command.Group>
        <Command.Group heading={words.rail.label}>
          {PAGES.map(({ name, title }) => (
            <Command.Item key={name} value={title(words)} onSelect={go(() => goTo({ page: name }))}>
              {title(words)}
            </Command.Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command>
  );
}
