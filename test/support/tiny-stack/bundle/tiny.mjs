import { DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

// Five small functions that between them use everything the local cloud emulates around a Lambda.
const TableName = process.env.TABLE;
const dynamodb = new DynamoDBClient({
  maxAttempts: 1,
  requestHandler: { requestTimeout: 500, throwOnRequestTimeout: true },
});
const events = new EventBridgeClient({ maxAttempts: 1 });
const answer = (body, statusCode = 200) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const echo = async (event) => answer({ event, now: Date.now(), origin: process.env.ORIGIN });

export async function keep({ body }) {
  const { pk } = JSON.parse(body);
  try {
    await dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, type: { S: 'note' } } }));
    return answer({ kept: true }, 201);
  } catch (error) {
    return answer({ error: error.name }, 502);
  }
}

export async function read({ pathParameters }) {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: { pk: { S: pathParameters.pk } } }),
  );
  return answer({ times: Number(Item?.times?.N ?? 0), there: Item !== undefined });
}

const count = (pk) =>
  dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key: { pk: { S: pk } },
      UpdateExpression: 'ADD times :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );

export async function onStream({ Records }) {
  const names = Records.map(({ dynamodb: { NewImage } }) => NewImage.pk.S);
  if (names.some((pk) => pk.startsWith('poison'))) throw new Error('poison');
  const Entries = names.map((pk) => ({
    EventBusName: process.env.BUS,
    Source: 'tiny',
    DetailType: 'note.kept',
    Detail: JSON.stringify({ pk }),
  }));
  for (let at = 0; at < Entries.length; at += 10) {
    await events.send(new PutEventsCommand({ Entries: Entries.slice(at, at + 10) }));
  }
}

export async function onQueue({ Records }) {
  const batchItemFailures = [];
  for (const { messageId, body } of Records) {
    const { pk } = JSON.parse(body).detail;
    await count(`queue-${pk}`);
    if (pk.startsWith('refused')) batchItemFailures.push({ itemIdentifier: messageId });
  }
  return { batchItemFailures };
}

export async function onEvent({ detail: { pk } }) {
  await count(`event-${pk}`);
  if (pk.startsWith('thrown')) throw new Error('thrown');
}
