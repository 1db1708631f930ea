import * as z from 'zod/mini';

const rate = z.nullable(z.number());

const rates = {
  visits: z.int(),
  completed: z.int(),
  cancelled: z.int(),
  arrivals: z.int(),
  onTimeRate: rate,
  averageDriveSeconds: rate,
  utilization: rate,
  linkOpenRate: rate,
  averageEtaErrorSeconds: rate,
  etaSteps: z.array(z.int()),
  messages: z.object({
    queued: z.int(),
    sent: z.int(),
    delivered: z.int(),
    failed: z.int(),
    suppressed: z.int(),
    unknown: z.int(),
  }),
  segments: z.int(),
  cost: z.object({ amount: z.number(), currency: z.literal('USD') }),
};

/** The answer of `GET /reports/summary`. */
export const Summary = z
  .object({
    from: z.string(),
    to: z.string(),
    total: z.object(rates),
    days: z.array(z.object({ day: z.string(), ...rates })),
    technicians: z.array(z.object({ memberId: z.string(), name: z.string(), ...rates })),
  })
  .register(z.globalRegistry, {
    id: 'Summary',
    description:
      'Visits count on the account’s day on which their window starts, for whoever set off, else the lead (an empty ' +
      'memberId: nobody). onTimeRate: arrivals before the window’s end. averageDriveSeconds: from setting off to arriving. ' +
      'utilization: of the time on the way and at sites, what was at sites. linkOpenRate: of the visits whose link was ' +
      'sent, those whose page somebody looked at. averageEtaErrorSeconds: between the time the text named and the arrival. ' +
      'etaSteps: of those arrivals, how many came so many minutes after that time: before -9, -9 to -7, and so on to ' +
      '7 to 9, from 9 on. ' +
      'Rates are 0 to 1; null where there is nothing to divide by. messages: to customers, by what became of them. cost: ' +
      'of the texts’ segments, at Amazon’s list price in the United States, before carriers’ fees.',
  });
