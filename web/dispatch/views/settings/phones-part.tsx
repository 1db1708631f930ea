import { useState } from 'react';
import { driving, useTeam } from '../../state/queries.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { Photo } from '../board/row-head.tsx';
import { Tokens } from './tokens.tsx';

/** Apps of others that report where a technician is, in the place of our own page. */
export function PhonesPart() {
  const { phones: words } = useSettingsWords();
  const team = driving(useTeam() ?? []);
  const [shown, setShown] = useState<string>();
  return (
    <div className="settings-part">
      <div className="settings-form">
        <h2>{words.heading}</h2>
        <p className="muted">{words.intro}</p>
        <ul className="card rows">
          {team.map((member) => {
            const isShown = member.memberId === shown;
            return (
              <li key={member.memberId}>
                <button
                  type="button"
                  className="person"
                  aria-expanded={isShown}
                  onClick={() => setShown(isShown ? undefined : member.memberId)}
                >
                  <Photo technician={member} ring="none" />
                  <span>
                    <b>{member.name}</b>
                    <span className="muted">{member.vehicle}</span>
                  </span>
                </button>
                {isShown && <Tokens whose={{ memberId: member.memberId }} name={member.name} />}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
