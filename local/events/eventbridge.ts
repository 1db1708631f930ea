import { randomUUID } from 'node:crypto';
import { AwsError, type AwsRequest, type AwsResponse, type Emulator } from '../emulators/emulator.ts';
import type { EventBuses } from './event-buses.ts';

const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;
const JSON_1_1 = 'application/x-amz-json-1.1';
const REQUIRED = ['Source', 'DetailType', 'Detail'] as const;

type Entry = Readonly<Record<string, unknown>>;
type EntryResult =
  | { readonly EventId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** EventBridge, as far as putting events goes. */
export function createEventBridge(buses: EventBuses): Emulator {
  return {
    service: 'events',
    signingNames: ['events'],
    parse(request) {
      const input = parseInput(request);
      const entries = Array.isArray(input['Entries']) ? input['Entries'] : [];
      return { operation: operationOf(request), input, items: entries.length };
    },
    handle(call) {
      if (call.operation !== 'PutEvents')
        throw new AwsError(400, 'UnknownOperationException', call.operation);
      const results = readEntries(call.input).map((entry) => put(buses, entry));
      return reply({
        FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
        Entries: results,
      });
    },
    refuse: ({ status, code, message }) => ({ ...reply({ __type: code, message }), status }),
  };
}

function readEntries(input: Entry): readonly Entry[] {
  const entries = input['Entries'];
  if (!Array.isArray(entries) || entries.length === 0 || entries.length > MAX_ENTRIES) {
    throw new AwsError(
      400,
      'ValidationException',
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and ${MAX_ENTRIES}`,
    );
  }
  const bytes = entries.reduce((sum: number, entry: Entry) => sum + sizeOf(entry), 0);
  if (bytes > MAX_BYTES)
    throw new AwsError(
      400,
      'ValidationException',
      'Total size of the entries in the request is over the limit.',
    );
  return entries;
}

/** What counts against the limit: source, type, detail and resources in UTF-8, 14 bytes for a time. */
function sizeOf(entry: Entry): number {
  const texts = [entry['Source'], entry['DetailType'], entry['Detail'], ...[entry['Resources'] ?? []].flat()];
  const bytes = texts.reduce((sum: number, text) => sum + Buffer.byteLength(String(text ?? '')), 0);
  return bytes + (entry['Time'] === undefined ? 0 : 14);
}

function put(buses: EventBuses, entry: Entry): EntryResult {
  const missing = REQUIRED.find((name) => typeof entry[name] !== 'string' || entry[name] === '');
  if (missing) {
    return refused(
      'InvalidArgument',
      `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    );
  }
  const source = String(entry['Source']);
  if (source.startsWith('aws.'))
    return refused('NotAuthorizedForSourceException', 'Not authorized for the source.');
  const bus =
    String(entry['EventBusName'] ?? 'default')
      .split('/')
      .pop() ?? 'default';
  if (!buses.has(bus)) return refused('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
  const detail = parseDetail(String(entry['Detail']));
  if (detail === undefined) return refused('MalformedDetail', 'Detail is malformed.');
  const resources = Array.isArray(entry['Resources']) ? { resources: entry['Resources'].map(String) } : {};
  const id = buses.publish(bus, { source, 'detail-type': String(entry['DetailType']), detail, ...resources });
  return { EventId: id };
}

const refused = (ErrorCode: string, ErrorMessage: string): EntryResult => ({ ErrorCode, ErrorMessage });

function parseDetail(text: string): object | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    return detail !== null && typeof detail === 'object' && !Array.isArray(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}

const reply = (body: object): AwsResponse => ({
  status: 200,
  headers: { 'content-type': JSON_1_1, 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
});

const operationOf = (request: AwsRequest) => request.headers['x-amz-target']?.split('.')[1] ?? '';

function parseInput(request: AwsRequest): Record<string, unknown> {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new AwsError(400, 'SerializationException', 'The body is not JSON.');
  }
}
