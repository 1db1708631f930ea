import { company } from '../../test/support/company.ts';
import { arrivesAfter, type LoadPlan, siteOf } from './load-plan.ts';
import type { StackProcess } from './stack-process.ts';
import { type Viewer, watchLink } from './viewer.ts';

/** A technician on the way, and who watches. */
export interface Van {
  readonly token: string;
  readonly phone: string;
  readonly site: { readonly lat: number; readonly lng: number };
  /** Seconds into the load. */
  readonly arrivesAfter: number;
  readonly viewers: readonly Viewer[];
}

const AT_ONCE = 4;

/** Everybody of the plan, on the way and watched; companies of one technician each. */
export async function setOff(stack: StackProcess, plan: LoadPlan): Promise<Van[]> {
  const vans: Van[] = [];
  const numbers = Array.from({ length: plan.technicians }, (_, number) => number);
  const next = async (): Promise<void> => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      vans.push(await setOffOne(stack, plan, number));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return vans;
}

async function setOffOne(stack: StackProcess, plan: LoadPlan, number: number): Promise<Van> {
  const firm = await company(stack, `bench-fleet-${number}`);
  const site = siteOf(number);
  const address = { line: `${number} Bench Ave`, ...site, timeZone: 'America/Los_Angeles' };
  const { visit, link } = await firm.book({ address });
  const answer = await firm.step(visit.visitId, 'en_route');
  if (answer.status !== 200) throw new Error(`Setting off was answered ${answer.status}: ${answer.text}`);
  const { body } = await stack.call('GET', `/t/${link.token}/status`);
  const count = number < plan.arrivals ? plan.viewersEach : 0;
  const viewers = await Promise.all(
    Array.from({ length: count }, () => watchLink(body.live.url, link.token)),
  );
  return {
    token: firm.technician.token,
    phone: visit.customer.phone,
    site,
    arrivesAfter: arrivesAfter(plan, number),
    viewers,
  };
}
