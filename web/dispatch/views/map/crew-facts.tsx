import { SECOND } from '../../../../shared/kernel/time.ts';
import type { Position } from '../../api/types.ts';
import type { CrewMember } from '../../rules/crew.ts';
import { useNow } from '../../state/clock.ts';
import { useMapWords } from '../../state/map-words.ts';
import { useTold } from '../../state/office.ts';

/** What is known of where somebody is: how old, how exact, of what device, and whether that may tell. */
export function CrewFacts({ one, isToday }: { readonly one: CrewMember; readonly isToday: boolean }) {
  const words = useMapWords();
  const { position, technician } = one;
  const { vehicle, skills = [] } = technician;
  return (
    <>
      {isToday && !position && <p className="warning">{words.notSeen}</p>}
      <dl className="crew-facts">
        {position && <PositionFacts position={position} />}
        {vehicle && <Fact name="vehicle">{vehicle}</Fact>}
        {skills.length > 0 && <Fact name="skills">{skills.join(', ')}</Fact>}
      </dl>
    </>
  );
}

function PositionFacts({ position }: { readonly position: Position }) {
  const told = useTold();
  const words = useMapWords();
  const now = useNow(SECOND);
  const { at, accuracy, source, permission, battery, batteryAt } = position;
  const within = accuracy ? told.short(accuracy) : undefined;
  return (
    <>
      <Fact name="seen">{words.ago(told.age(at, now), within)}</Fact>
      <Fact name="source">{words.sources[source]}</Fact>
      <Fact name="permission">
        {permission ? (
          <span className={permission === 'denied' || permission === 'unavailable' ? 'warning' : ''}>
            {words.permissions[permission]}
          </span>
        ) : (
          words.unknown
        )}
      </Fact>
      {battery !== undefined && (
        <Fact name="battery">
          {words.batteryAt(Math.round(battery), batteryAt && told.age(batteryAt, now))}
        </Fact>
      )}
    </>
  );
}

interface FactProps {
  readonly name: keyof ReturnType<typeof useMapWords>['facts'];
  readonly children: React.ReactNode;
}

function Fact({ name, children }: FactProps) {
  const { facts } = useMapWords();
  return (
    <div>
      <dt>{facts[name]}</dt>
      <dd>{children}</dd>
    </div>
  );
}
