import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRICS, NAMESPACE } from '../../shared/kernel/metric-table.ts';
import { all, only } from '../support/template.ts';

type Dimensions = Readonly<Record<string, string>>;
interface Named {
  readonly where: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
}

// biome-ignore lint/suspicious/noExplicitAny: a template has every shape CloudFormation knows.
type Json = any;

const named = (where: string, { Namespace, MetricName, Dimensions = [] }: Json): Named => ({
  where,
  namespace: Namespace,
  name: MetricName,
  dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }: Json) => [Name, JSON.stringify(Value)])),
});

/** What the alarms ask CloudWatch for, those of an expression too. */
const ofAlarms = all('AWS::CloudWatch::Alarm').flatMap(({ id, properties }) =>
  properties['Metrics']
    ? properties['Metrics'].flatMap(({ MetricStat }: Json) =>
        MetricStat ? [named(id, MetricStat.Metric)] : [],
      )
    : [named(id, properties)],
);

/** The dashboard as CloudWatch reads it, with words of ours for what only CloudFormation knows. */
function widgets(): Json[] {
  const body = only('AWS::CloudWatch::Dashboard').properties['DashboardBody'];
  const text: string = body['Fn::Join'][1]
    .map((part: Json): string => (typeof part === 'string' ? part : nameIn(part)))
    .join('');
  return JSON.parse(text).widgets;
}
const nameIn = (reference: object): string => String(Object.values(reference).flat()[0]);

const ofDashboard: Named[] = widgets()
  .filter(({ type }) => type === 'metric')
  .flatMap(({ properties: { title, metrics } }) =>
    metrics.map((metric: Json[]) => {
      const [namespace, name, ...rest] = metric.filter((part) => typeof part === 'string');
      const pairs = rest.flatMap((key, index) => (index % 2 ? [] : [[key, JSON.stringify(rest[index + 1])]]));
      return { where: title, namespace, name, dimensions: Object.fromEntries(pairs) };
    }),
  );

const own = [...ofAlarms, ...ofDashboard].filter(({ namespace }) => namespace === NAMESPACE);

describe('what an alarm or the dashboard asks for of our own', () => {
  it.each(own)('$name in $where is measured like that', ({ name, dimensions }) => {
    const declared = METRICS[name as keyof typeof METRICS];
    expect(declared.by.map((combination) => [...combination].sort())).toContainEqual(
      Object.keys(dimensions).sort(),
    );
    for (const [dimension, value] of Object.entries(dimensions as Dimensions)) {
      const values = (declared.dimensions as Readonly<Record<string, readonly string[]>>)[dimension];
      expect(values).toContain(JSON.parse(value));
    }
  });

  it('is in the code, and everything the table names is on the dashboard', () => {
    const code = globSync('{functions,shared}/**/*.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join('');
    for (const name of Object.keys(METRICS)) {
      expect(code, name).toContain(`measure('${name}'`);
      expect(
        own.map((one) => one.name),
        name,
      ).toContain(name);
    }
  });
});

describe('every function of ours', () => {
  it('logs in the format whose lines name their request, and by which metrics are read', () => {
    // One that the CDK brings along has no name of ours.
    const ours = all('AWS::Lambda::Function').filter(({ properties }) => properties['FunctionName']);
    expect(ours.length).toBeGreaterThan(10);
    for (const { id, properties } of ours) {
      expect(properties['LoggingConfig'], id).toMatchObject({
        LogFormat: 'JSON',
        ApplicationLogLevel: 'INFO',
      });
    }
  });
});

describe('the dashboard', () => {
  it('shows nothing empty, and of AWS only what is watched or of our own API', () => {
    for (const { properties } of widgets().filter(({ type }) => type === 'metric')) {
      expect(properties.metrics.length, properties.title).toBeGreaterThan(0);
    }
    const watched = new Set(ofAlarms.map(({ namespace, name }) => `${namespace} ${name}`));
    const foreign = ofDashboard.filter(({ namespace }) => namespace !== NAMESPACE);
    expect(foreign.length).toBeGreaterThan(10);
    for (const { namespace, name } of foreign) {
      if (namespace !== 'AWS/ApiGateway') expect(watched).toContain(`${namespace} ${name}`);
    }
  });

  it('has every alarm at its head', () => {
    const [first] = widgets();
    expect(first.type).toBe('alarm');
    expect(first.properties.alarms).toHaveLength(all('AWS::CloudWatch::Alarm').length);
  });

  it('finds in each row what fits beside each other', () => {
    for (const { x, width } of widgets()) expect(x + width).toBeLessThanOrEqual(24);
  });
});
