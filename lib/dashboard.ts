import { Duration } from 'aws-cdk-lib';
import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { METRICS } from '../shared/kernel/metric-table.ts';
import type { Alarms } from './alarms.ts';
import { nameInAccount } from './name-in-account.ts';
import { ownMetric } from './own-metrics.ts';

interface DashboardProps {
  readonly alarms: Alarms;
  readonly api: CfnApi;
}

const period = Duration.minutes(5);
const WIDTH = 24;
const HEIGHT = 6;

/** One page for whoever looks after the tracker; what customers notice first comes first. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { alarms, api }: DashboardProps) {
    super(scope, id);
    const page = new CloudWatchDashboard(this, 'Page', {
      dashboardName: nameInAccount(this),
      defaultInterval: Duration.hours(12),
    });
    page.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: alarms.all(), width: WIDTH, height: HEIGHT }),
    );
    page.addWidgets(heading('What customers notice'));
    page.addWidgets(...row(whatCustomersNotice(api)));
    page.addWidgets(heading('What comes in'));
    page.addWidgets(...row(whatComesIn(api)));
    page.addWidgets(heading('What waits, and what was given up'));
    page.addWidgets(...row(whatWaits(alarms)));
  }
}

const whatCustomersNotice = (api: CfnApi) => ({
  'Messages, by what became of them': METRICS.Messages.dimensions.Outcome.map((Outcome) =>
    ownMetric('Messages', { by: { Outcome }, period, label: Outcome }),
  ),
  'Messages that had left, by what networks said': METRICS.Deliveries.dimensions.Result.map((Result) =>
    ownMetric('Deliveries', { by: { Result }, period, label: Result }),
  ),
  'Arrivals, by what settled them': METRICS.Arrivals.dimensions.Evidence.map((Evidence) =>
    ownMetric('Arrivals', { by: { Evidence }, period, label: Evidence }),
  ),
  'From the fix that settles an arrival to its decision': ['p50', 'p90', 'Maximum'].map((statistic) =>
    ownMetric('ArrivalDelay', { statistic, period, label: statistic }),
  ),
  'How far off arrival times were': METRICS.EtaError.dimensions.Told.flatMap((Told) =>
    ['p50', 'p90'].map((statistic) =>
      ownMetric('EtaError', { by: { Told }, statistic, period, label: `${Told} ${statistic}` }),
    ),
  ),
  'Answers that say it is our fault': [ofApi(api, '5xx', 'Sum')],
});

const whatComesIn = (api: CfnApi) => ({
  Requests: [ofApi(api, 'Count', 'Sum'), ofApi(api, '4xx', 'Sum')],
  'How long they take': ['p50', 'p99'].map((statistic) => ofApi(api, 'Latency', statistic)),
  'What customers answer by text': METRICS.Replies.dimensions.What.map((What) =>
    ownMetric('Replies', { by: { What }, period, label: What }),
  ),
  'Links that lead nowhere': METRICS.DeadLinks.dimensions.Cause.map((Cause) =>
    ownMetric('DeadLinks', { by: { Cause }, period, label: Cause }),
  ),
  'Positions refused': METRICS.PositionsRefused.dimensions.Reason.map((Reason) =>
    ownMetric('PositionsRefused', { by: { Reason }, period, label: Reason }),
  ),
});

const whatWaits = (alarms: Alarms) => ({
  'How far streams are behind': alarms.watched('IteratorAge'),
  'Oldest message in a queue': alarms.watched('ApproximateAgeOfOldestMessage'),
  'Parked for good': alarms.watched('ApproximateNumberOfMessagesVisible'),
  'Told to other systems': METRICS.Webhooks.dimensions.Outcome.map((Outcome) =>
    ownMetric('Webhooks', { by: { Outcome }, period, label: Outcome }),
  ),
  'Functions that failed': alarms.watched('Errors'),
});

const heading = (markdown: string) => new TextWidget({ markdown: `## ${markdown}`, width: WIDTH, height: 1 });

/** Side by side, all of the same width. */
const row = (graphs: Readonly<Record<string, readonly IMetric[]>>): IWidget[] =>
  Object.entries(graphs).map(
    ([title, left], _, { length }) =>
      new GraphWidget({
        title,
        left: [...left],
        width: Math.floor(WIDTH / length),
        height: HEIGHT,
        leftYAxis: { min: 0, showUnits: false },
      }),
  );

const ofApi = (api: CfnApi, metricName: string, statistic: string) =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiId: api.ref },
    statistic,
    period,
    label: statistic === 'Sum' ? metricName : statistic,
  });
