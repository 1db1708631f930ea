import * as z from 'zod/mini';
import { AwsError, type Emulator, type World } from '../emulators/emulator.ts';
import { createJsonEmulator } from '../emulators/json-rpc.ts';
import { listOf, operation } from '../emulators/operation.ts';
import type { EventBuses } from './event-buses.ts';

const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;
const REQUIRED = ['Source', 'DetailType', 'Detail'] as const;

const ENTRY = z.strictObject({
  Time: z.optional(z.number()),
  Source: z.optional(z.string()),
  DetailType: z.optional(z.string()),
  Detail: z.optional(z.string()),
  EventBusName: z.optional(z.string().check(z.minLength(1), z.maxLength(1600))),
  Resources: z.optional(z.array(z.string())),
  TraceHeader: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
});
type Entry = z.output<typeof ENTRY>;
type EntryResult =
  | { readonly EventId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** EventBridge, as far as putting events goes. */
export function createEventBridge(
  buses: Pick<EventBuses, 'has' | 'publish'>,
  { faults }: Pick<World, 'faults'>,
): Emulator {
  const attempt = (entry: Entry): EntryResult => {
    const fault = faults.meet('events', 'PutEvents', ['item-errors']);
    const result = fault?.when === 'before' ? undefined : put(buses, entry);
    return fault || !result ? refused('InternalFailure', 'An internal error occurred.') : result;
  };
  return createJsonEmulator({
    service: 'events',
    signingNames: ['events'],
    billed: 'Entries',
    operations: {
      PutEvents: operation(z.strictObject({ Entries: listOf(ENTRY, 1, MAX_ENTRIES) }), ({ Entries }) => {
        if (Entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MAX_BYTES)
          throw new AwsError(
            400,
            'ValidationException',
            'Total size of the entries in the request is over the limit.',
          );
        const results = Entries.map(attempt);
        return {
          FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
          Entries: results,
        };
      }),
    },
  });
}

/** What counts against the limit: source, type, detail and resources in UTF-8, 14 bytes for a time. */
function sizeOf(entry: Entry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  const bytes = texts.reduce((sum, text = '') => sum + Buffer.byteLength(text), 0);
  return bytes + (entry.Time === undefined ? 0 : 14);
}

function put(buses: Pick<EventBuses, 'has' | 'publish'>, entry: Entry): EntryResult {
  const missing = REQUIRED.find((name) => !entry[name]);
  if (missing) {
    return refused(
      'InvalidArgument',
      `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    );
  }
  const { Source: source = '', DetailType = '', Detail = '', EventBusName = 'default', Resources } = entry;
  if (source.startsWith('aws.'))
    return refused('NotAuthorizedForSourceException', 'Not authorized for the source.');
  const bus = EventBusName.split('/').pop() ?? 'default';
  if (!buses.has(bus)) return refused('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
  const detail = parseDetail(Detail);
  if (detail === undefined) return refused('MalformedDetail', 'Detail is malformed.');
  const resources = Resources ? { resources: Resources } : {};
  const id = buses.publish(bus, { source, 'detail-type': DetailType, detail, ...resources });
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
