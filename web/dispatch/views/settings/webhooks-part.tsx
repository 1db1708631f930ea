import { useState } from 'react';
import type { Schema } from '../../api/types.ts';
import type { Delivery, Webhook } from '../../api/webhook-calls.ts';
import {
  useDeliveries,
  useReadAnew,
  useWebhookCalls,
  useWebhooks,
  WEBHOOKS,
} from '../../state/devices-desk.ts';
import { useOffice } from '../../state/office.ts';
import { useSettingsWords } from '../../state/settings-words.ts';
import { toast } from '../../state/toasts.ts';
import { useTypedSaving, useTypedValue } from '../../state/typed-saving.ts';
import { useSending } from '../use-sending.ts';
import { CopyButton } from './copy-button.tsx';
import { TextSetting, Tick } from './fields.tsx';
import { Switch } from './switch.tsx';

const NEW_AT = '/webhook';

/** Other systems that are told of what happens: what they were told, and what became of it. */
export function WebhooksPart() {
  const { me } = useOffice();
  const { webhooks: words } = useSettingsWords();
  const { data, isError, refetch } = useWebhooks();
  const [shown, setShown] = useState<string>();
  const [secret, setSecret] = useState<string>();
  return (
    <div className="settings-part">
      <div className="settings-form">
        <h2>{words.heading}</h2>
        <p className="muted">{me.role === 'owner' ? words.intro : words.ownersAlone}</p>
        {secret !== undefined && (
          <div className="card secret" role="status">
            <b>{words.secret}</b>
            <code>{secret}</code>
            <p className="line">
              <CopyButton text={secret} label={words.copy} />
              <button type="button" className="button small" onClick={() => setSecret(undefined)}>
                {words.done}
              </button>
            </p>
          </div>
        )}
        {isError && !data && (
          <p className="bad">
            {words.failed}{' '}
            <button type="button" className="text-button" onClick={() => void refetch()}>
              {words.retry}
            </button>
          </p>
        )}
        {data?.length === 0 && <p className="muted">{words.none}</p>}
        {data && data.length > 0 && (
          <ul className="card rows">
            {data.map((webhook) => {
              const isShown = webhook.webhookId === shown;
              return (
                <li key={webhook.webhookId}>
                  <WebhookLine
                    webhook={webhook}
                    isShown={isShown}
                    onShow={() => setShown(isShown ? undefined : webhook.webhookId)}
                  />
                  {isShown && <WebhookOpen webhook={webhook} onSecret={setSecret} />}
                </li>
              );
            })}
          </ul>
        )}
        {me.role === 'owner' && <NewWebhook onSecret={setSecret} />}
      </div>
    </div>
  );
}

interface WebhookLineProps {
  readonly webhook: Webhook;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function WebhookLine({ webhook, isShown, onShow }: WebhookLineProps) {
  const { webhooks: words } = useSettingsWords();
  const calls = useWebhookCalls();
  const readAnew = useReadAnew();
  const { send, isSending } = useSending();
  const { webhookId, url, description, events, enabled, disabledReason, failingSince } = webhook;
  const standing = disabledReason ? words.disabled[disabledReason] : failingSince ? words.failing : undefined;
  return (
    <div className="vehicle-line">
      <button type="button" className="person" aria-expanded={isShown} onClick={onShow}>
        <span>
          <b className="long">{url}</b>
          <span className="muted">
            {[description, events ? words.events(events.length) : words.allEvents]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {standing && <span className={disabledReason ? 'bad' : 'amber'}>{standing}</span>}
        </span>
      </button>
      <Switch
        label={words.tell(url)}
        isOn={enabled}
        isFixed={isSending}
        onToggle={(on) =>
          send(async () => {
            await calls.change(webhookId, { enabled: on });
            await readAnew(WEBHOOKS);
          })
        }
      />
    </div>
  );
}

interface WebhookOpenProps {
  readonly webhook: Webhook;
  readonly onSecret: (secret: string) => void;
}

function WebhookOpen({ webhook: { webhookId, enabled }, onSecret }: WebhookOpenProps) {
  const { webhooks: words } = useSettingsWords();
  const calls = useWebhookCalls();
  const readAnew = useReadAnew();
  const { send, isSending } = useSending();
  const [isAsked, setAsked] = useState(false);
  const { data, isError } = useDeliveries(webhookId);
  const act = (what: () => Promise<unknown>) =>
    send(async () => {
      await what();
      await readAnew(WEBHOOKS);
    });
  return (
    <div className="vehicle-open">
      <div className="line wrap">
        <button
          type="button"
          className="button small"
          disabled={isSending || !enabled}
          onClick={() => act(() => calls.test(webhookId))}
        >
          {words.test}
        </button>
        <button
          type="button"
          className="button small"
          disabled={isSending}
          title={words.rotateHint}
          onClick={() => act(async () => onSecret((await calls.rotate(webhookId)).secret))}
        >
          {words.rotate}
        </button>
        <span className="grow" />
        {isAsked && (
          <>
            <span>{words.removeAsk}</span>
            <button type="button" className="button small" onClick={() => setAsked(false)}>
              {words.keep}
            </button>
          </>
        )}
        <button
          type="button"
          className={`button small${isAsked ? ' grave' : ''}`}
          disabled={isSending}
          onClick={() => (isAsked ? act(() => calls.remove(webhookId)) : setAsked(true))}
        >
          {words.remove}
        </button>
      </div>
      <h3>{words.deliveries}</h3>
      {isError && !data && <p className="bad">{words.failed}</p>}
      {data?.length === 0 && <p className="muted">{words.noDelivery}</p>}
      <ul className="deliveries">
        {data?.map((delivery) => (
          <DeliveryLine
            key={delivery.deliveryId}
            delivery={delivery}
            isFixed={isSending || !enabled}
            onReplay={() =>
              act(async () => {
                await calls.replay(webhookId, delivery.deliveryId);
                toast(words.replayed);
              })
            }
          />
        ))}
      </ul>
    </div>
  );
}

interface DeliveryLineProps {
  readonly delivery: Delivery;
  readonly isFixed: boolean;
  readonly onReplay: () => void;
}

function DeliveryLine({ delivery, isFixed, onReplay }: DeliveryLineProps) {
  const { told } = useOffice();
  const { webhooks: words } = useSettingsWords();
  const { type, state, reason, attempts, nextAttemptAt, createdAt } = delivery;
  const last = attempts.at(-1);
  const now = Date.now();
  const said = [
    told.when(createdAt, now),
    last && (last.status !== undefined ? words.answered(last.status) : last.error),
    attempts.length > 1 && words.tries(attempts.length),
    reason && words.reasons[reason],
    state === 'pending' && nextAttemptAt && words.next(told.when(nextAttemptAt, now)),
  ];
  return (
    <li>
      <code>{type}</code>
      <span className="muted grow">{said.filter(Boolean).join(' · ')}</span>
      <span className={`state ${state}`}>{words.states[state]}</span>
      {state !== 'pending' && (
        <button
          type="button"
          className="button small"
          aria-label={`${words.replay}: ${type}`}
          disabled={isFixed}
          onClick={onReplay}
        >
          {words.replay}
        </button>
      )}
    </li>
  );
}

function NewWebhook({ onSecret }: Pick<WebhookOpenProps, 'onSecret'>) {
  const { webhooks: words } = useSettingsWords();
  const calls = useWebhookCalls();
  const readAnew = useReadAnew();
  const { save, isSaving } = useTypedSaving();
  const url = useTypedValue<string | undefined>(`${NEW_AT}/url`, undefined, false);
  const customer = useTypedValue<boolean>(`${NEW_AT}/includeCustomer`, false, false);
  const submit = async (): Promise<void> => {
    const isSaved = await save({
      root: NEW_AT,
      pointers: [NEW_AT],
      read: async () => ({}),
      write: async (body) => onSecret((await calls.create(body as Schema<'NewWebhook'>)).secret),
    });
    if (isSaved) await readAnew(WEBHOOKS);
  };
  return (
    <form
      className="card fields new-one"
      aria-label={words.add}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{words.add}</h3>
      <TextSetting
        setting={url}
        label={words.url}
        hint={words.urlHint}
        type="url"
        placeholder="https://"
        isOptional
      />
      <TextSetting
        setting={useTypedValue<string | undefined>(`${NEW_AT}/description`, undefined, false)}
        label={words.description}
        isOptional
      />
      <Tick
        label={words.customer}
        hint={words.customerHint}
        isOn={customer.value}
        isFixed={false}
        onToggle={customer.set}
      />
      <div className="answers">
        <button type="submit" className="button primary" disabled={!url.value || isSaving}>
          {words.add}
        </button>
      </div>
    </form>
  );
}
