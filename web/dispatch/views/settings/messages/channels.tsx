import { MESSAGE_CHANNELS, type MessageChannel } from '../../../../../shared/team/settings.ts';
import type { MessageKind } from '../../../api/settings-calls.ts';
import { useSaving, useSetting } from '../../../state/settings-desk.ts';
import { useSettingsWords } from '../../../state/settings-words.ts';

/** By which ways a kind of message goes out; one of them stays. */
export function Channels({ kind }: { readonly kind: MessageKind }) {
  const { messages: words } = useSettingsWords();
  const channels = useSetting<readonly MessageChannel[]>(`/messages/${kind}/channels`);
  const { saveAtOnce } = useSaving();
  const isLast = (one: MessageChannel): boolean =>
    channels.value.length === 1 && channels.value.includes(one);
  return (
    <fieldset className="channels" disabled={channels.isFixed}>
      <legend>{words.channels}</legend>
      {MESSAGE_CHANNELS.map((one) => (
        <label key={one} title={isLast(one) ? words.oneChannel : undefined}>
          <input
            type="checkbox"
            checked={channels.value.includes(one)}
            disabled={isLast(one)}
            onChange={({ currentTarget: { checked } }) =>
              void saveAtOnce(
                channels,
                MESSAGE_CHANNELS.filter((other) =>
                  other === one ? checked : channels.value.includes(other),
                ),
              )
            }
          />
          {words.channel[one]}
        </label>
      ))}
      {channels.value.length === 1 && <p className="meta muted">{words.oneChannel}</p>}
    </fieldset>
  );
}
