import { useState } from 'react';
import type { Member } from '../../api/types.ts';
import { mayChange, mayRevoke } from '../../rules/team-list.ts';
import { firstName } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { typed } from '../../state/setting-changes.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { memberAt, useTeamCalls, useTeamChanged, useTeamSaving } from '../../state/team-desk.ts';
import { toast } from '../../state/toasts.ts';
import { useIsChanged, useTypedValue } from '../../state/typed-saving.ts';
import { ChoiceSetting, TextSetting } from '../settings/fields.tsx';
import { ImageSetting } from '../settings/image-setting.tsx';
import { Overtaken } from '../settings/overtaken.tsx';
import { TagsField } from '../settings/tags-field.tsx';
import { useSending } from '../use-sending.ts';
import { Memos } from './memos.tsx';
import { SidePanel } from './side-panel.tsx';

/** One member: what may be changed of them by who is signed in, and the end of their access. */
export function MemberPanel({ member }: { readonly member: Member }) {
  const { me } = useOffice();
  const all = useSettingsWords();
  const { team: words } = all;
  const { memberId, name } = member;
  const at = memberAt(memberId);
  const isFixed = !mayChange(me, member);
  const isChanged = useIsChanged([at]);
  const { saveMember, isSaving } = useTeamSaving();
  const submit = async (): Promise<void> => {
    if (await saveMember(memberId)) toast(all.saved);
  };
  return (
    <SidePanel title={name}>
      <form
        className="panel-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {isFixed && (
          <p className="band quiet">{member.status === 'revoked' ? words.endedLong : words.notYours}</p>
        )}
        <MemberFields member={member} isFixed={isFixed} />
        {!isFixed && (
          <div className="answers">
            {isChanged && (
              <button type="button" className="button" onClick={() => typed.drop([at])}>
                {all.discard}
              </button>
            )}
            <button type="submit" className="button primary" disabled={!isChanged || isSaving}>
              {isSaving ? all.saving : all.save}
            </button>
          </div>
        )}
      </form>
      {member.status === 'active' && member.memberId !== me.memberId && <Memos member={member} />}
      {mayRevoke(me, member) && <Revoke member={member} />}
    </SidePanel>
  );
}

interface FieldsProps {
  readonly member: Member;
  readonly isFixed: boolean;
}

function MemberFields({ member, isFixed }: FieldsProps) {
  const { me } = useOffice();
  const { team: words } = useSettingsWords();
  const at = memberAt(member.memberId);
  const role = useTypedValue(`${at}/role`, member.role, isFixed || me.role !== 'owner');
  const home = useTypedValue<string | undefined>(`${at}/homeAddress/line`, member.homeAddress?.line, isFixed);
  const phone = useTypedValue<string | undefined>(`${at}/phone`, undefined, isFixed);
  return (
    <>
      <TextSetting
        setting={useTypedValue<string | undefined>(`${at}/name`, member.name, isFixed)}
        label={words.name}
      />
      <ChoiceSetting
        setting={role}
        label={words.role}
        all={[
          ['technician', words.roles.technician, words.roleHints.technician],
          ['dispatcher', words.roles.dispatcher, words.roleHints.dispatcher],
          ['owner', words.roles.owner, words.roleHints.owner],
        ]}
      />
      <TextSetting
        setting={useTypedValue(`${at}/position`, member.position, isFixed)}
        label={words.position}
        hint={words.positionHint}
        isOptional
      />
      <TextSetting
        setting={phone}
        label={words.phone}
        hint={member.phone ? words.phoneNow(member.phone) : words.phoneNone}
        type="tel"
        placeholder="+14155550142"
        isOptional
      />
      <Skills member={member} isFixed={isFixed} />
      <TextSetting
        setting={useTypedValue(`${at}/vehicle`, member.vehicle, isFixed)}
        label={words.vehicle}
        hint={words.vehicleHint}
        isOptional
      />
      <TextSetting
        setting={home}
        label={words.home}
        hint={
          member.homeAddress && !home.isChanged
            ? member.homeAddress.verified
              ? words.verified
              : words.unverified
            : words.homeHint
        }
        isOptional
      />
      <ImageSetting
        setting={useTypedValue(`${at}/photoUrl`, member.photoUrl, isFixed)}
        label={words.photo}
        hint={words.photoHint}
        purpose="photo"
      />
    </>
  );
}

function Skills({ member, isFixed }: FieldsProps) {
  const all = useSettingsWords();
  const { team: words } = all;
  const skills = useTypedValue<readonly string[]>(
    `${memberAt(member.memberId)}/skills`,
    member.skills,
    isFixed,
  );
  return (
    <div className="field">
      <b id="skills">{words.columns.skills}</b>
      <TagsField
        labelledBy="skills"
        tags={skills.value}
        isFixed={isFixed}
        words={{
          none: words.noSkill,
          add: all.add,
          addOne: words.addSkill,
          taken: words.skillTaken,
          remove: words.removeSkill,
        }}
        onChange={skills.set}
      />
      {skills.fault && (
        <p className="bad" role="alert">
          {skills.fault}
        </p>
      )}
      <Overtaken setting={skills} told={(theirs) => theirs.join(', ') || all.nothing} />
    </div>
  );
}

/** Asked once, in place, with what ends. */
function Revoke({ member }: { readonly member: Member }) {
  const all = useSettingsWords();
  const { revoke: words } = all.team;
  const calls = useTeamCalls();
  const changed = useTeamChanged();
  const { send, isSending } = useSending();
  const [isAsked, setAsked] = useState(false);
  const end = () =>
    send(async () => {
      await calls.revoke(member.memberId);
      typed.drop([memberAt(member.memberId)]);
      await changed();
      toast(words.done(firstName(member.name)));
    });
  if (!isAsked)
    return (
      <div className="panel-form revoke">
        <button type="button" className="button" onClick={() => setAsked(true)}>
          {words.open}
        </button>
      </div>
    );
  return (
    <section className="panel-form revoke band bad" aria-label={words.open}>
      <b>{words.ask(firstName(member.name))}</b>
      <ul className="ends">
        {(member.role === 'technician' ? words.endsOfTechnician : words.ends).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{words.stays}</p>
      <div className="answers">
        <button type="button" className="button" onClick={() => setAsked(false)}>
          {words.keep}
        </button>
        <button type="button" className="button grave" disabled={isSending} onClick={end}>
          {words.yes}
        </button>
      </div>
    </section>
  );
}
