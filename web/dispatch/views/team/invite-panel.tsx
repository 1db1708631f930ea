import { goTo } from '../../state/route.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { INVITE_AT, useTeamSaving } from '../../state/team-desk.ts';
import { toast } from '../../state/toasts.ts';
import { useTypedValue } from '../../state/typed-saving.ts';
import { ChoiceSetting, TextSetting } from '../settings/fields.tsx';
import { SidePanel } from './side-panel.tsx';

type Role = 'owner' | 'dispatcher' | 'technician';

/** Somebody new: a link of their own by mail, and a place in the team's list from then on. */
export function InvitePanel() {
  const all = useSettingsWords();
  const { team: words } = all;
  const { sendInvite, isSaving } = useTeamSaving();
  const email = useTypedValue<string | undefined>(`${INVITE_AT}/email`, undefined, false);
  const name = useTypedValue<string | undefined>(`${INVITE_AT}/name`, undefined, false);
  const submit = async (): Promise<void> => {
    const to = email.value;
    const isMailed = await sendInvite();
    if (isMailed === undefined) return;
    goTo({ page: 'team' });
    toast(isMailed ? words.invite.sent(to ?? '') : words.invite.notMailed, {
      tone: isMailed ? 'plain' : 'bad',
    });
  };
  return (
    <SidePanel title={words.invite.open}>
      <form
        className="panel-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="muted">{words.invite.intro}</p>
        <TextSetting setting={email} label={words.invite.email} type="email" isOptional />
        <TextSetting setting={name} label={words.name} isOptional />
        <ChoiceSetting
          setting={useTypedValue<Role>(`${INVITE_AT}/role`, 'technician', false)}
          label={words.role}
          all={[
            ['technician', words.roles.technician, words.roleHints.technician],
            ['dispatcher', words.roles.dispatcher, words.roleHints.dispatcher],
            ['owner', words.roles.owner, words.roleHints.owner],
          ]}
        />
        <TextSetting
          setting={useTypedValue<string | undefined>(`${INVITE_AT}/position`, undefined, false)}
          label={words.position}
          hint={words.positionHint}
          isOptional
        />
        <div className="answers">
          <button type="submit" className="button primary" disabled={!email.value || !name.value || isSaving}>
            {words.invite.send}
          </button>
        </div>
      </form>
    </SidePanel>
  );
}
