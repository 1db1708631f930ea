import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { optionsOf } from './options.ts';
import { synth } from './synth.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const EDGE_OUTPUTS = '.build/edge-outputs.json';

/** Command line option → parameter of the stack. CloudFormation remembers those that are not given again. */
const EDGE = { domain: 'DomainName', 'hosted-zone': 'HostedZoneId' } as const;
const TRACKER = {
  domain: 'DomainName',
  'operator-email': 'OperatorEmail',
  'origin-generation': 'OriginGeneration',
  'origination-number': 'OriginationNumber',
  'sender-id': 'SenderId',
  'sms-max-price': 'SmsMaxPrice',
  'mail-sender': 'MailSender',
  'ios-application': 'IosApplicationArn',
  'android-application': 'AndroidApplicationArn',
  'streets-url': 'StreetsUrl',
  'reserve-concurrency': 'ReserveConcurrency',
  'delivery-logs': 'DeliveryLogs',
  'replies-topic': 'RepliesTopicArn',
} as const;

const text = { type: 'string' } as const;
const { values, positionals } = optionsOf(
  {
    options: {
      domain: text,
      'hosted-zone': text,
      'operator-email': text,
      'origin-generation': text,
      'origination-number': text,
      'sender-id': text,
      'sms-max-price': text,
      'mail-sender': text,
      'ios-application': text,
      'android-application': text,
      'streets-url': text,
      'reserve-concurrency': text,
      'delivery-logs': text,
      'replies-topic': text,
      'allowed-origins': text,
      'blocked-countries': text,
    },
    allowPositionals: true,
  },
  'npm run deploy -- --domain track.example.com --operator-email ops@example.com; docs/deploying.md has the rest.',
);

type Given = Readonly<Record<string, string | undefined>>;

const parametersFrom = (names: Readonly<Record<string, string>>, given: Given): string[] =>
  Object.entries(names).flatMap(([option, parameter]) =>
    given[option] === undefined ? [] : ['--parameters', `${parameter}=${given[option]}`],
  );

/** Deploys one stack of cdk.out; what follows `--` on the command line is handed to CDK. */
function deploy(stack: string, args: readonly string[]): void {
  const { status } = spawnSync('cdk', ['deploy', stack, '--app', 'cdk.out', ...args, ...positionals], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: '1' },
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

function edgeOutputs(): Readonly<Record<string, string>> {
  const outputs = JSON.parse(readFileSync(`${root}/${EDGE_OUTPUTS}`, 'utf8'));
  return outputs['service-tracker-edge'];
}

const context = {
  ...(values['allowed-origins'] ? { allowedOrigins: values['allowed-origins'] } : {}),
  ...(values['blocked-countries'] ? { blockedCountries: values['blocked-countries'] } : {}),
};
await synth({ context });
deploy('service-tracker-edge', ['--outputs-file', EDGE_OUTPUTS, ...parametersFrom(EDGE, values)]);
const { WebAclArn = '', CertificateArn = '' } = edgeOutputs();
const fromEdge = [
  '--parameters',
  `WebAclArn=${WebAclArn}`,
  '--parameters',
  `CertificateArn=${CertificateArn}`,
];
deploy('service-tracker', [...fromEdge, ...parametersFrom(TRACKER, values)]);
