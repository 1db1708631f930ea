/**
 * Runs in a process of its own, with the environment of a Lambda whose DynamoDB is the meter, and sends the
 * sections it measured to its parent.
 */
import { measureChanges } from './measure-changes.ts';
import { measureIngest } from './measure-ingest.ts';
import { measurePositions } from './measure-positions.ts';
import { measureStatus } from './measure-status.ts';
import { openStage } from './stage.ts';

const stage = await openStage();
const changes = await measureChanges(stage);
// Leaves the technician driving, so that the positions below meet an item with a drive on it.
const status = await measureStatus(stage);
const positions = await measurePositions(stage);
const ingest = await measureIngest(stage);
process.send?.([positions, ingest, status, changes]);
