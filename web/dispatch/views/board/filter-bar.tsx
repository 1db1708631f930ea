import * as Menu from '@radix-ui/react-dropdown-menu';
import type { Technician, Visit } from '../../api/types.ts';
import { type Counts, isFiltering, NO_FILTER, type StatusFilter } from '../../rules/filter.ts';
import { useTold } from '../../state/office.ts';
import { ui, useUi } from '../../state/ui.ts';
import { CloseIcon, DownIcon, FilterIcon } from '../icons.tsx';
import { Sign } from '../sign.tsx';
import { useNarrow } from '../use-narrow.ts';

interface FilterBarProps {
  readonly counts: Counts;
  readonly visits: readonly Visit[];
  readonly team: readonly Technician[];
}

const STATUSES = ['pending_dispatch', 'dispatched', 'en_route', 'arrived', 'completed'] as const;
const NEEDS = ['late', 'held', 'cancelled'] as const;
/** Below it the three lists are one, and what is seldom looked for is in it. */
const NARROW = 1400;

/** What of the day is looked at; each with how much that is. */
export function FilterBar({ counts, visits, team }: FilterBarProps) {
  const { words } = useTold();
  const filter = useUi((state) => state.filter);
  const isNarrow = useNarrow(NARROW);
  const needs = isNarrow ? NEEDS.filter((one) => one === 'late' || filter.status === one) : NEEDS;
  return (
    <div className="filter-bar" role="toolbar" aria-label={words.filters.label}>
      <Chip status="all" counts={counts} />
      {STATUSES.map((status) => (
        <Chip key={status} status={status} counts={counts} />
      ))}
      <span className="bar" aria-hidden="true" />
      {needs.map((status) => (
        <Chip key={status} status={status} counts={counts} />
      ))}
      <span className="grow" />
      {isFiltering(filter) && (
        <button
          type="button"
          className="icon-button small"
          aria-label={words.filters.clear}
          title={words.filters.clear}
          onClick={() => ui.set({ filter: NO_FILTER })}
        >
          <CloseIcon />
        </button>
      )}
      {isNarrow ? (
        <OneList visits={visits} team={team} counts={counts} />
      ) : (
        <>
          <List name="technician">
            <TechnicianChoices team={team} />
          </List>
          <List name="skill">
            <SkillChoices team={team} />
          </List>
          <List name="tag">
            <TagChoices visits={visits} />
          </List>
          <List name="priority">
            <PriorityChoices />
          </List>
        </>
      )}
    </div>
  );
}

function Chip({ status, counts }: { readonly status: StatusFilter; readonly counts: Counts }) {
  const { words } = useTold();
  const isOn = useUi(({ filter }) => filter.status === status);
  const name = nameOf(status, words);
  return (
    <button
      type="button"
      className={`chip chip-${status}${counts[status] === 0 ? ' none' : ''}`}
      aria-pressed={isOn}
      onClick={() => ui.filter({ status: isOn ? 'all' : status })}
    >
      {status !== 'all' && <Sign look={status} />}
      {name} <span className="count">{counts[status]}</span>
    </button>
  );
}

const nameOf = (status: StatusFilter, words: ReturnType<typeof useTold>['words']): string => {
  if (status === 'all' || status === 'late') return words.filters[status];
  return words.looks[status];
};

/** Where what is chosen from a list stands in the filter. */
const LISTS = {
  technician: 'technicianIds',
  skill: 'skills',
  tag: 'tags',
  priority: 'priorities',
} as const;

function List({ name, children }: { readonly name: keyof typeof LISTS; readonly children: React.ReactNode }) {
  const { words } = useTold();
  const count = useUi(({ filter }) => filter[LISTS[name]].length);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="list-button" data-on={count > 0 || undefined}>
        {words.filters[name]}
        {count > 0 && <span className="count">{count}</span>}
        <DownIcon />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align="end" sideOffset={4}>
          {children}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Everything that can be looked for in one list, where there is no room for more. */
export function OneList({ visits, team, counts }: FilterBarProps) {
  const { words } = useTold();
  const filter = useUi((state) => state.filter);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="list-button">
        <FilterIcon />
        {words.filters.more}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align="end" sideOffset={4}>
          {(['held', 'cancelled'] as const).map((status) => (
            <Choice
              key={status}
              name={`${words.looks[status]} ${counts[status]}`}
              isOn={filter.status === status}
              onToggle={() => ui.filter({ status: filter.status === status ? 'all' : status })}
            />
          ))}
          <Menu.Separator className="menu-line" />
          <Menu.Label className="menu-label">{words.filters.priority}</Menu.Label>
          <PriorityChoices />
          <Menu.Separator className="menu-line" />
          <Menu.Label className="menu-label">{words.filters.skill}</Menu.Label>
          <SkillChoices team={team} />
          <Menu.Separator className="menu-line" />
          <Menu.Label className="menu-label">{words.filters.tag}</Menu.Label>
          <TagChoices visits={visits} />
          <Menu.Separator className="menu-line" />
          <Menu.Label className="menu-label">{words.filters.technician}</Menu.Label>
          <TechnicianChoices team={team} />
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

const Choice = ({ name, isOn, onToggle }: ChoiceProps) => (
  <Menu.CheckboxItem
    className="menu-item"
    checked={isOn}
    onCheckedChange={onToggle}
    // Several may be chosen without opening the list anew.
    onSelect={(event) => event.preventDefault()}
  >
    <span className="tick">{isOn ? '✓' : ''}</span>
    {name}
  </Menu.CheckboxItem>
);

const toggled = <T,>(list: readonly T[], one: T): readonly T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

function TechnicianChoices({ team }: Pick<FilterBarProps, 'team'>) {
  const chosen = useUi(({ filter }) => filter.technicianIds);
  return team.map(({ memberId, name }) => (
    <Choice
      key={memberId}
      name={name}
      isOn={chosen.includes(memberId)}
      onToggle={() => ui.filter({ technicianIds: toggled(chosen, memberId) })}
    />
  ));
}

function SkillChoices({ team }: Pick<FilterBarProps, 'team'>) {
  const { words } = useTold();
  const chosen = useUi(({ filter }) => filter.skills);
  const skills = [...new Set(team.flatMap((one) => one.skills ?? []))].toSorted();
  if (skills.length === 0) return <p className="menu-label">{words.filters.noSkills}</p>;
  return skills.map((skill) => (
    <Choice
      key={skill}
      name={skill}
      isOn={chosen.includes(skill)}
      onToggle={() => ui.filter({ skills: toggled(chosen, skill) })}
    />
  ));
}

function TagChoices({ visits }: Pick<FilterBarProps, 'visits'>) {
  const { words } = useTold();
  const chosen = useUi(({ filter }) => filter.tags);
  const tags = [...new Set(visits.flatMap((visit) => visit.tags))].toSorted();
  if (tags.length === 0) return <p className="menu-label">{words.filters.noTags}</p>;
  return tags.map((tag) => (
    <Choice
      key={tag}
      name={tag}
      isOn={chosen.includes(tag)}
      onToggle={() => ui.filter({ tags: toggled(chosen, tag) })}
    />
  ));
}

const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

function PriorityChoices() {
  const { words } = useTold();
  const chosen = useUi(({ filter }) => filter.priorities);
  return PRIORITIES.map((priority) => (
    <Choice
      key={priority}
      name={words.priorities[priority]}
      isOn={chosen.includes(priority)}
      onToggle={() => ui.filter({ priorities: toggled(chosen, priority) })}
    />
  ));
}
