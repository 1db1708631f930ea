import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../emulators/emulator.ts';
import { readBody } from '../endpoint/read-body.ts';
import type { Guard } from '../iam/guard.ts';
import type { Usage } from '../usage/usage.ts';
import type { Objects } from './kept-objects.ts';
import { mustFollowPolicy } from './post-policy.ts';

/** Where buckets are on this machine, each by its name. */
export const OBJECTS_PATH = '/_local/s3';

export interface PostObjectOptions {
  readonly objects: Objects;
  readonly guard: Pick<Guard, 'admit'>;
  readonly usage: Usage;
  /** The stack's clock, epoch milliseconds. */
  readonly now: () => number;
}

const MAX_BODY = 20 * 1024 * 1024;

/**
 * S3 as browsers meet it: POST Object, by a form that a function has signed.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export function createPostObject({ objects, guard, usage, now }: PostObjectOptions) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const bucket = (incoming.url ?? '').slice(OBJECTS_PATH.length).split('/')[1] ?? '';
    try {
      const { form, file } = await readForm(incoming);
      const signer = mustFollowPolicy(form, { bucket, bytes: file.length }, now());
      const key = form['key'] ?? '';
      guard.admit(signer, 's3', { operation: 'PutObject', input: { Bucket: bucket, Key: key } });
      const etag = objects.put(bucket, key, file, headersIn(form));
      usage.count('s3', 'PostObject');
      outgoing.writeHead(204, { etag }).end();
    } catch (error) {
      const { status, code, message } =
        error instanceof AwsError ? error : new AwsError(400, 'MalformedPOSTRequest', 'This is no form.');
      outgoing
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(`<Error><Code>${code}</Code><Message>${message.replaceAll('<', '&lt;')}</Message></Error>`);
    }
  };
}

async function readForm(incoming: IncomingMessage) {
  const type = incoming.headers['content-type'] ?? '';
  const body = await readBody(incoming, MAX_BODY);
  const sent = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const texts = [...sent].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [],
  );
  const file = sent.get('file');
  if (!file || typeof file === 'string')
    throw new AwsError(400, 'InvalidArgument', 'POST requires exactly one file');
  return { form: Object.fromEntries(texts), file: Buffer.from(await file.arrayBuffer()) };
}

/** What of the form is said again whenever the object is read. */
const headersIn = (form: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    ['content-type', 'cache-control'].flatMap((name) =>
      form[name] === undefined ? [] : [[name, form[name]]],
    ),
  );
