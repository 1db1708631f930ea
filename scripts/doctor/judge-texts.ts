import { look, ok, type Plan, stop, type Verdict } from './verdict.ts';

/** A number that texts may come from. */
export interface Origination {
  readonly number: string;
  /** `ACTIVE` once it is registered. */
  readonly status: string;
  readonly capabilities: readonly string[];
}

/** US dollars a month with which every account begins: about a hundred texts. */
const FIRST_LIMIT = 1;
/** Below this, a company of a few technicians uses it up within the month. */
const SMALL_LIMIT = 50;

export const judgeSandbox = (inSandbox: boolean): Verdict =>
  inSandbox
    ? stop(
        'Texts reach ten verified numbers only. SNS → Text messaging → Exit SMS sandbox; the answer takes about a day.',
      )
    : ok('The account is out of the SMS sandbox.');

/** @param limit US dollars a month, as SNS says it; undefined while nobody has set one */
export function judgeSpendLimit(limit: string | undefined): Verdict {
  const dollars = limit === undefined ? FIRST_LIMIT : Number(limit);
  const raise =
    'Ask for more (Support → Service limit increase → SNS text messaging), then set MonthlySpendLimit.';
  if (dollars <= FIRST_LIMIT)
    return stop(`Texts end at $${dollars} a month, about a hundred of them. ${raise}`);
  if (dollars < SMALL_LIMIT) return look(`Texts end at $${dollars} a month. ${raise}`);
  return ok(`Texts may cost $${dollars} a month.`);
}

export const judgeSmsType = (type: string | undefined): Verdict =>
  type === 'Transactional'
    ? ok('Texts are transactional by default.')
    : look(
        `The account's texts are ${type ?? 'Promotional'} by default. The tracker asks for Transactional with each text; set DefaultSMSType for whatever else sends.`,
      );

export function judgeOrigination(numbers: readonly Origination[], plan: Plan): Verdict {
  const wanted = plan.originationNumber;
  const chosen = wanted ? numbers.filter(({ number }) => number === wanted) : numbers;
  const request =
    'AWS End User Messaging → request an origination identity; registering takes days to weeks.';
  if (chosen.length === 0) {
    if (wanted) return stop(`${wanted} is not a number of this account in ${plan.region}. ${request}`);
    if (plan.senderId)
      return look(`There is no number; the sender id ${plan.senderId} works where a country has such.`);
    return stop(`There is no number that texts could come from, which the United States ask for. ${request}`);
  }
  const usable = chosen.find(
    ({ status, capabilities }) => status.toUpperCase() === 'ACTIVE' && capabilities.includes('SMS'),
  );
  if (usable) return ok(`Texts can come from ${usable.number}.`);
  const [{ number = '', status = '' } = {}] = chosen;
  return stop(
    `${number} cannot send texts (${status}). Finish its registration under AWS End User Messaging, or choose another with --origination-number.`,
  );
}

/** @param role by which SNS writes the results of texts into the account's logs; undefined where it does not */
export const judgeResults = (role: string | undefined, sampled: string | undefined): Verdict => {
  if (!role)
    return look(
      'Nobody will know which texts arrived: set DeliveryStatusIAMRole, then deploy with --delivery-logs yes (docs/deploying.md, "Texts").',
    );
  if (sampled === '100') return ok('SNS writes down what became of each text.');
  return look(
    `SNS writes down which texts failed, and of those that arrived ${sampled ?? 0} %: set DeliveryStatusSuccessSamplingRate to 100.`,
  );
};

/** @param optedOut how many numbers have said STOP, on the first page of the list */
export const judgeOptOuts = (optedOut: number): Verdict =>
  ok(
    `The opt-out list can be asked${optedOut > 0 ? `; ${optedOut} or more numbers have said STOP` : ''}. Whether each number leaves STOP to AWS shows in AWS End User Messaging only: leave "Self-managed opt-outs" off.`,
  );
