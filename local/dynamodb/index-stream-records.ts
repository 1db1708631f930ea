import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Where the engine keeps its data, in the folder of the stack. */
export const engineFile = (dataDir: string): string => join(dataDir, 'dynamodb.sqlite');

/**
 * The engine numbers a stream's records by the greatest number so far, and reads on from a number, each time by a walk
 * over all it has kept of a day: after an hour's drive of a small fleet a write takes ten times as long. By these
 * indexes it takes the same however many there are.
 */
const INDEXES = `
  CREATE INDEX IF NOT EXISTS stream_records_by_number
    ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
  CREATE INDEX IF NOT EXISTS stream_records_by_shard
    ON _stream_records (table_name, shard_id, sequence_number);
`;
const MOST_WAIT_MS = 5000;

/** Adds them to the file of an engine that runs. */
export function indexStreamRecords(dataDir: string): void {
  const database = new DatabaseSync(engineFile(dataDir), { timeout: MOST_WAIT_MS });
  try {
    database.exec(INDEXES);
  } finally {
    database.close();
  }
}
