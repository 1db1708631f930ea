import { useState } from 'react';
import type { Vehicle } from '../../api/device-calls.ts';
import type { Technician, Visit } from '../../api/types.ts';
import { CREW_GROUPS, type CrewGroup, type CrewMember } from '../../rules/crew.ts';
import { countsOf, isFiltering, NO_FILTER } from '../../rules/filter.ts';
import { useMapWords } from '../../state/map-words.ts';
import { useOffice } from '../../state/office.ts';
import { ui, useUi } from '../../state/ui.ts';
import { OneList } from '../board/filter-bar.tsx';
import { Search } from '../board/top-bar.tsx';
import { CloseIcon, NoPinIcon } from '../icons.tsx';
import { Sign } from '../sign.tsx';
import { CrewItem } from './crew-item.tsx';
import { VehicleList } from './vehicle-list.tsx';
import { VisitList } from './visit-list.tsx';

interface CrewPanelProps {
  /** Those that match what is looked for, of all. */
  readonly crew: readonly CrewMember[];
  readonly all: readonly CrewMember[];
  readonly visits: readonly Visit[];
  readonly shown: readonly Visit[];
  readonly vehicles: readonly Vehicle[];
  readonly day: string;
  readonly isToday: boolean;
  readonly chosenId: string | undefined;
  readonly onChoose: (memberId: string | undefined) => void;
  readonly selected: readonly string[];
  readonly onToggle: (...visitIds: readonly string[]) => void;
}

/** Everything that is on the map, in two lists: who, and what. */
export function CrewPanel(props: CrewPanelProps) {
  const { crew, all, visits, shown, vehicles, day, isToday, chosenId, onChoose, selected, onToggle } = props;
  const words = useMapWords();
  const [list, setList] = useState<'crew' | 'visits'>('crew');
  const [group, setGroup] = useState<CrewGroup>();
  const listed = isToday && group ? crew.filter((one) => one.group === group) : crew;
  const choosing = { selected, onToggle, day };
  return (
    <section className="crew-panel" aria-label={words.lists}>
      <div className="crew-find">
        <Search hint={words.search} />
        <Filters visits={visits} team={all.map(({ technician }) => technician)} />
      </div>
      <fieldset className="crew-lists">
        <legend className="unseen">{words.lists}</legend>
        {(['crew', 'visits'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={list === one} onClick={() => setList(one)}>
            {words[one](one === 'crew' ? crew.length : shown.length)}
          </button>
        ))}
      </fieldset>
      {list === 'crew' && isToday && <Groups crew={crew} group={group} onGroup={setGroup} />}
      <div className="crew-scroller">
        {list === 'visits' ? (
          <VisitList visits={shown} isEmpty={visits.length === 0} {...choosing} />
        ) : (
          <>
            {listed.length === 0 && <p className="crew-none muted">{words.nobody}</p>}
            <ul>
              {listed.map((one) => (
                <CrewItem
                  key={one.technician.memberId}
                  one={one}
                  isToday={isToday}
                  isChosen={one.technician.memberId === chosenId}
                  onChoose={onChoose}
                  {...choosing}
                />
              ))}
            </ul>
            {!group && <VehicleList vehicles={vehicles} />}
            <p className="crew-only muted">{words.only}</p>
          </>
        )}
      </div>
    </section>
  );
}

function Filters({
  visits,
  team,
}: {
  readonly visits: readonly Visit[];
  readonly team: readonly Technician[];
}) {
  const { told } = useOffice();
  const isOn = useUi(({ filter }) => isFiltering(filter));
  return (
    <>
      <OneList visits={visits} team={team} counts={countsOf(visits)} />
      {isOn && (
        <button
          type="button"
          className="icon-button small"
          aria-label={told.words.filters.clear}
          title={told.words.filters.clear}
          onClick={() => ui.set({ filter: NO_FILTER })}
        >
          <CloseIcon />
        </button>
      )}
    </>
  );
}

interface GroupsProps {
  readonly crew: readonly CrewMember[];
  readonly group: CrewGroup | undefined;
  readonly onGroup: (group: CrewGroup | undefined) => void;
}

function Groups({ crew, group, onGroup }: GroupsProps) {
  const words = useMapWords();
  return (
    <fieldset className="crew-groups">
      <legend className="unseen">{words.groups}</legend>
      {([undefined, ...CREW_GROUPS] as const).map((one) => {
        const name = words.group[one ?? 'all'];
        const count = one ? crew.filter((member) => member.group === one).length : crew.length;
        return (
          <button
            key={one ?? 'all'}
            type="button"
            className={`chip group-${one ?? 'all'}${count === 0 ? ' none' : ''}`}
            aria-pressed={group === one}
            title={name}
            onClick={() => onGroup(group === one ? undefined : one)}
          >
            <GroupSign group={one} /> <span className="count">{count}</span>
          </button>
        );
      })}
    </fieldset>
  );
}

const SIGNS: Readonly<Partial<Record<CrewGroup, React.ReactNode>>> = {
  en_route: <Sign look="en_route" />,
  on_site: <Sign look="arrived" />,
  unseen: <NoPinIcon />,
};

/** A sign, where there is one that everybody of this page knows. */
function GroupSign({ group }: Pick<GroupsProps, 'group'>) {
  const words = useMapWords();
  const name = words.group[group ?? 'all'];
  const sign = group && SIGNS[group];
  if (!sign) return name;
  return (
    <>
      {sign}
      <span className="unseen">{name}</span>
    </>
  );
}
