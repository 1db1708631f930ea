import { STATES } from '../../shared/readiness/verdict.ts';
import { optionsOf } from '../options.ts';
import { examine, type Finding, policy } from './examine.ts';

/** `npm run doctor -- --region us-east-1`: what an account still lacks before the tracker is deployed into it. */
const USAGE = 'npm run doctor -- --region us-east-1 [--domain track.example.com]';

const { values } = optionsOf(
  {
    options: {
      region: { type: 'string', default: process.env['AWS_REGION'] },
      domain: { type: 'string' },
      'origination-number': { type: 'string' },
      'sender-id': { type: 'string' },
      'mail-sender': { type: 'string' },
      'ios-application': { type: 'string' },
      'android-application': { type: 'string' },
      json: { type: 'boolean', default: false },
      policy: { type: 'boolean', default: false },
    },
  },
  USAGE,
);
if (!values.region) {
  console.error(`Say which region: ${USAGE}`);
  process.exit(1);
}

const plan = {
  region: values.region,
  ...(values.domain && { domain: values.domain }),
  ...(values['origination-number'] && { originationNumber: values['origination-number'] }),
  ...(values['sender-id'] && { senderId: values['sender-id'] }),
  ...(values['mail-sender'] && { mailSender: values['mail-sender'] }),
  ...(values['ios-application'] && { iosApplication: values['ios-application'] }),
  ...(values['android-application'] && { androidApplication: values['android-application'] }),
};

if (values.policy) {
  console.log(JSON.stringify(policy(plan), null, 2));
} else {
  const findings = await examine(plan);
  console.log(values.json ? JSON.stringify(findings, null, 2) : report(findings));
  if (findings.some(({ state }) => state === 'problem')) process.exitCode = 1;
}

function report(findings: readonly Finding[]): string {
  const longest = Math.max(...STATES.map(({ length }) => length));
  const width = Math.max(...findings.map(({ about }) => about.length));
  const lines = findings.map(({ state, about, detail, whatToDo = '' }) =>
    `${state.padEnd(longest)}  ${about.padEnd(width)}  ${detail} ${whatToDo}`.trimEnd(),
  );
  const counts = STATES.map((state) => `${findings.filter((one) => one.state === state).length} ${state}`);
  return [...lines, '', counts.join(', ')].join('\n');
}
