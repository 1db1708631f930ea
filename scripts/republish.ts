import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { optionsOf } from './options.ts';

/** `npm run republish -- --visit ID …`: has the facts of visits told again, by the operator's function. */
const USAGE = `npm run republish -- --visit ID [--visit ID …] [options]

  --region us-west-2     where the tracker is deployed; AWS_REGION unless told
  --function name        service-tracker-republish unless told
  --endpoint URL         another AWS: that of npm start is http://127.0.0.1:4000/_local/aws`;

const text = { type: 'string' } as const;
const { values } = optionsOf(
  {
    options: {
      visit: { ...text, multiple: true },
      region: text,
      function: { ...text, default: 'service-tracker-republish' },
      endpoint: text,
    },
  },
  USAGE,
);

interface Republished {
  readonly visits: readonly { readonly visitId: string; readonly facts: number }[];
}

/** @throws Error in the function's own words when it failed */
async function republish(visitIds: readonly string[]): Promise<Republished> {
  const { endpoint, region } = values;
  const lambda = new LambdaClient({
    // The local cloud asks nobody who they are, but the SDK does not call without a signature.
    ...(endpoint && { endpoint, credentials: { accessKeyId: 'operator', secretAccessKey: 'local' } }),
    ...(region ? { region } : endpoint ? { region: 'us-east-1' } : {}),
  });
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: values.function, Payload: JSON.stringify({ visitIds }) }),
  );
  const answer = JSON.parse(new TextDecoder().decode(Payload));
  if (FunctionError) throw new Error(answer.errorMessage);
  return answer;
}

async function main(): Promise<boolean> {
  if (!values.visit?.length) throw new Error(USAGE);
  const { visits } = await republish(values.visit);
  for (const { visitId, facts } of visits) {
    console.log(facts > 0 ? `${visitId}: ${facts} facts told again` : `${visitId}: there is no such visit`);
  }
  return visits.every(({ facts }) => facts > 0);
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
