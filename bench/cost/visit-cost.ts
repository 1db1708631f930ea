import { SegmentedMessage } from 'sms-segments-calculator';
import type { Row, Section } from '../report/row.ts';
import { type BillLine, bill, total, type Usage } from './bill.ts';
import type { SimulatedVisit } from './simulated-visit.ts';
import { unseenLines } from './unseen-costs.ts';

const VISITS = 1000;
const FIXES = 120;
const MOST_EVALUATED = 20;
const MOST_DOLLARS = 6;
/** Evaluating 14.70, writing positions 5.10, a route every two minutes 5.00, the rest 2: all without SMS. */
const NAIVE_DOLLARS = 26.8;
const BESIDE = ['sns', 'ses', 'geo-places'];

/** The bill of a simulated visit, every line of it, for a thousand of them. */
export function priceVisit({ usage, texts, mails, told, bytes }: SimulatedVisit, who: string): Section[] {
  const segments = texts.reduce((sum, text) => sum + new SegmentedMessage(text).segmentsCount, 0);
  const counted = bill(withSegments(usage, segments));
  const beside = counted.filter(({ service }) => BESIDE.includes(service));
  const system = [
    ...counted.filter(({ service }) => !BESIDE.includes(service)),
    ...unseenLines(usage, bytes),
  ];
  const evaluated = usage['location']?.['BatchEvaluateGeofences']?.items ?? 0;
  const routes = usage['geo-routes']?.['CalculateRoutes']?.calls ?? 0;
  return [
    {
      title: `One visit, ${who}, dollars per ${VISITS} of them: every line of the bill`,
      rows: [...system, ...beside].map(row),
    },
    {
      title: `One visit in sum, ${who}`,
      rows: [
        {
          what: `dollars per ${VISITS} visits, without SMS, mails and geocoding`,
          figure: VISITS * total(system),
          unit: '$',
          bound: MOST_DOLLARS,
          note: `done naively $${NAIVE_DOLLARS}`,
        },
        {
          what: `the same with them (${texts.length} texts, ${segments} segments, ${mails} mails)`,
          figure: VISITS * total([...system, ...beside]),
          unit: '$',
        },
        {
          what: `of ${FIXES} fixes sent to Amazon Location`,
          figure: evaluated,
          unit: '',
          bound: MOST_EVALUATED,
        },
        { what: 'routes calculated', figure: routes, unit: '' },
        ...(told > 0 ? [{ what: 'facts told to another system', figure: told, unit: '' as const }] : []),
      ],
    },
  ];
}

/** Billed by the segment: what the stack counted as calls. */
function withSegments(usage: Usage, segments: number): Usage {
  const publish = usage['sns']?.['Publish'];
  if (!publish) return usage;
  return { ...usage, sns: { ...usage['sns'], Publish: { calls: publish.calls, items: segments } } };
}

const row = ({ service, operation, quantity, dollars, unpriced }: BillLine): Row => ({
  what: `${service} ${operation}`,
  figure: VISITS * dollars,
  unit: '$',
  note: unpriced ? `${quantity}; no list price known` : quantity,
});
