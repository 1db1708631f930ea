import type { MESSAGE_STATES } from '../../rules/report-charts.ts';
import type { FigureName } from '../../rules/report-figures.ts';
import type { Preset } from '../../rules/report-period.ts';
import type { Column } from '../../rules/report-table.ts';

/** What a change is called: `amount` as it is shown, without its sign. */
type Change = (amount: string, isMore: boolean) => string;
const moreOrLess: Change = (amount, isMore) => `${amount} ${isMore ? 'more' : 'less'}`;
const points: Change = (amount, isMore) =>
  `${isMore ? 'up' : 'down'} ${amount} ${amount === '1' ? 'point' : 'points'}`;

/** What is said on the page of reports. */
export const en = {
  title: 'Reports',
  presets: {
    today: 'Today',
    yesterday: 'Yesterday',
    last7: 'Last 7 days',
    last30: 'Last 30 days',
    thisMonth: 'This month',
    lastMonth: 'Last month',
  } satisfies Record<Preset, string>,
  period: (days: string) => `Period: ${days}`,
  from: 'From',
  to: 'To',
  show: 'Show',
  most: (days: number) => `${days} days at most`,
  everybody: 'All technicians',
  technician: 'Technician',
  csv: 'CSV',
  csvLabel: 'Download as CSV',
  csvFailed: 'The table was not downloaded: the service was not reached.',
  loading: 'Reading the reports',
  failed: 'The reports could not be read.',
  empty: 'No visits in this time.',
  showUsual: 'Show the last 30 days',
  against: (days: string) => `Changes are against ${days}.`,
  figures: {
    onTime: 'On-time arrival',
    drive: 'Drive between jobs',
    utilization: 'Utilization',
    links: 'Links opened',
    etaError: 'ETA error, average',
    cost: 'Message cost',
  } satisfies Record<FigureName, string>,
  meanings: {
    onTime: 'Arrivals before the window ended',
    drive: 'From setting off to arriving, on average',
    utilization: 'Of the time on the way and at sites, what was at sites',
    links: 'Of the links that were sent, those that somebody looked at',
    etaError: 'Between the time that the text named and the arrival, either way',
    cost: 'Amazon’s list price for texts in the United States, before carriers’ fees',
  } satisfies Record<FigureName, string>,
  minutes: 'min',
  changes: {
    onTime: points,
    drive: moreOrLess,
    utilization: points,
    links: points,
    etaError: (amount, isMore) => `${amount} ${isMore ? 'worse' : 'better'}`,
    cost: moreOrLess,
  } satisfies Record<FigureName, Change>,
  same: 'no change',
  nothingBefore: 'nothing to compare with',
  segments: (count: string) => `${count} segments`,
  table: 'Table',
  onTime: {
    title: 'On-time arrival by day, %',
    note: 'arrived within the window · visits a day below',
    goal: (percent: number) => `goal ${percent}`,
    none: 'Nobody has arrived in this time.',
    told: (best: string, worst: string) => `Between ${worst} and ${best} a day.`,
    of: (day: string, percent: string, arrivals: number) => `${day}: ${percent} of ${arrivals}`,
  },
  eta: {
    title: 'How far off the ETAs were',
    note: (arrivals: string) => `${arrivals} arrivals`,
    within: (percent: string) => `${percent} within 5 min`,
    earlier: 'came earlier',
    later: 'came later (min)',
    none: 'No text named a time to somebody who was reached in this time.',
    column: 'Came',
    arrivals: 'Arrivals',
    share: 'Share',
    kept: 'within a minute',
    step: (from: number, to: number, isLater: boolean) =>
      `${from} to ${to} min ${isLater ? 'later' : 'earlier'}`,
    beyond: (from: number, isLater: boolean) => `${from} min or more ${isLater ? 'later' : 'earlier'}`,
  },
  columns: {
    name: 'Technician',
    visits: 'Visits',
    onTime: 'On time',
    drive: 'Avg drive',
    utilization: 'Utilization',
    links: 'Links opened',
    etaError: 'ETA error',
    cost: 'Cost',
  } satisfies Record<Column, string>,
  day: 'Day',
  arrivals: 'Arrivals',
  technicians: 'By technician',
  nobody: 'Nobody assigned',
  messages: {
    title: 'Messages by state',
    note: (count: string, days: number) => `${count} in ${days === 1 ? 'one day' : `${days} days`}`,
    none: 'No message was due in this time.',
    column: 'State',
    count: 'Messages',
    states: {
      delivered: 'Delivered',
      sent: 'Sent, no receipt',
      queued: 'Waiting',
      suppressed: 'Suppressed',
      failed: 'Failed',
      unknown: 'Unknown',
    } satisfies Record<(typeof MESSAGE_STATES)[number], string>,
  },
};

export type ReportWords = typeof en;
