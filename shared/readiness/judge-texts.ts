import { ok, type Plan, problem, type Verdict, warning } from './verdict.ts';

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
/** Of the limit; from here on it is time to ask for more, which takes days. */
const MOST_SPENT = 0.8;

const limitOf = (limit: string | undefined): number => (limit === undefined ? FIRST_LIMIT : Number(limit));

const RAISE =
  'Ask for more (Support → Service limit increase → SNS text messaging), then set MonthlySpendLimit.';

export const judgeSandbox = (inSandbox: boolean): Verdict =>
  inSandbox
    ? problem(
        'Texts reach ten verified numbers only.',
        'SNS → Text messaging → Exit SMS sandbox; the answer takes about a day.',
      )
    : ok('The account is out of the SMS sandbox.');

/** @param limit US dollars a month, as SNS says it; undefined while nobody has set one */
export function judgeSpendLimit(limit: string | undefined): Verdict {
  const dollars = limitOf(limit);
  if (dollars <= FIRST_LIMIT)
    return problem(`Texts end at $${dollars} a month, about a hundred of them.`, RAISE);
  if (dollars < SMALL_LIMIT) return warning(`Texts end at $${dollars} a month.`, RAISE);
  return ok(`Texts may cost $${dollars} a month.`);
}

/**
 * @param spent US dollars since the month began; undefined where nothing was counted, as before the first text
 * @param limit as above
 */
export function judgeSpent(spent: number | undefined, limit: string | undefined): Verdict {
  const [dollars, most] = [spent ?? 0, limitOf(limit)];
  const told = `$${dollars.toFixed(2)} of $${most} are spent this month`;
  if (dollars >= most)
    return problem(`${told}: no text leaves any more until it is over.`, `${RAISE} It counts at once.`);
  if (dollars >= most * MOST_SPENT) return warning(`${told}.`, RAISE);
  return ok(`${told}.`);
}

export const judgeSmsType = (type: string | undefined): Verdict =>
  type === 'Transactional'
    ? ok('Texts are transactional by default.')
    : warning(
        `The account's texts are ${type ?? 'Promotional'} by default.`,
        'The tracker asks for Transactional with each text; set DefaultSMSType for whatever else sends.',
      );

export function judgeOrigination(numbers: readonly Origination[], plan: Plan): Verdict {
  const wanted = plan.originationNumber;
  const chosen = wanted ? numbers.filter(({ number }) => number === wanted) : numbers;
  const request =
    'AWS End User Messaging → request an origination identity; registering takes days to weeks.';
  if (chosen.length === 0) {
    if (wanted) return problem(`${wanted} is not a number of this account in ${plan.region}.`, request);
    if (plan.senderId)
      return warning(
        `There is no number; the sender id ${plan.senderId} works where a country has such.`,
        request,
      );
    return problem(
      'There is no number that texts could come from, which the United States ask for.',
      request,
    );
  }
  const usable = chosen.find(
    ({ status, capabilities }) => status.toUpperCase() === 'ACTIVE' && capabilities.includes('SMS'),
  );
  if (usable) return ok(`Texts can come from ${usable.number}.`);
  const [{ number = '', status = '' } = {}] = chosen;
  return problem(
    `${number} cannot send texts (${status}).`,
    'Finish its registration under AWS End User Messaging, or choose another with --origination-number.',
  );
}

/** @param role by which SNS writes the results of texts into the account's logs; undefined where it does not */
export function judgeResults(role: string | undefined, sampled: string | undefined): Verdict {
  if (!role)
    return warning(
      'Nobody will know which texts arrived.',
      'Set DeliveryStatusIAMRole, then deploy with --delivery-logs yes (docs/deploying.md, "Texts").',
    );
  if (sampled === '100') return ok('SNS writes down what became of each text.');
  return warning(
    `SNS writes down which texts failed, and ${sampled ?? 0} % of those that arrived.`,
    'Set DeliveryStatusSuccessSamplingRate to 100.',
  );
}

/** @param optedOut how many numbers have said STOP, on the first page of the list */
export const judgeOptOuts = (optedOut: number): Verdict =>
  ok(
    `The opt-out list can be asked${optedOut > 0 ? `; ${optedOut} or more numbers have said STOP` : ''}.`,
    'Whether each number leaves STOP to AWS shows in AWS End User Messaging only: leave "Self-managed opt-outs" off.',
  );
