import * as z from 'zod/mini';
import type { World } from '../emulators/emulator.ts';
import { MAIL_ACCOUNT_ROW, mailAccount, setMailAccount } from '../emulators/mail-account.ts';
import { SMS_ACCOUNT_ROW, setSmsAccount, smsAccount } from '../emulators/sms-account.ts';
import { ControlProblem } from './json-door.ts';

type Body = Readonly<Record<string, unknown>>;

/** How the AWS account of this stack stands with texts and e-mails; what is left out is able to send. */
export const accountDoors = ({ store }: World) => ({
  'GET sms-account': () => smsAccount(store),
  'POST sms-account': (body: Body) => {
    setSmsAccount(store, read(SMS_ACCOUNT_ROW, body));
    return smsAccount(store);
  },
  'GET mail-account': () => mailAccount(store),
  'POST mail-account': (body: Body) => {
    setMailAccount(store, read(MAIL_ACCOUNT_ROW, body));
    return mailAccount(store);
  },
});

/** @throws ControlProblem 400 for what no account can be */
function read<Row extends z.ZodMiniObject>(row: Row, body: Body): Partial<z.output<Row>> {
  const known = z.partial(row).safeParse(body);
  if (known.success) return known.data as Partial<z.output<Row>>;
  const [issue] = known.error.issues;
  throw new ControlProblem(400, `${issue?.path.join('.')}: ${issue?.message}`);
}
