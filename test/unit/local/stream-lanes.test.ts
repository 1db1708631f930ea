import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lanesOf } from '../../../local/streams/stream-consumer.ts';
import type { StreamRecord } from '../../../local/streams/stream-reader.ts';

const record = (item: string, number: number): StreamRecord => ({
  eventID: String(number),
  eventName: 'MODIFY',
  dynamodb: { Keys: { pk: { S: item } }, SequenceNumber: String(number) },
});
const itemOf = ({ dynamodb }: StreamRecord) => JSON.stringify(dynamodb.Keys);

it('records of a stream are delivered side by side, those of one item one after the other', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]$/)), fc.integer({ min: 1, max: 10 }), (items, count) => {
      const records = items.map(record);
      const lanes = lanesOf(records, count);
      expect(lanes.length).toBeLessThanOrEqual(count);
      expect(lanes.flat().toSorted((a, b) => Number(a.eventID) - Number(b.eventID))).toEqual(records);
      for (const item of new Set(records.map(itemOf))) {
        const holding = lanes.filter((lane) => lane.some((one) => itemOf(one) === item));
        expect(holding.map((lane) => lane.filter((one) => itemOf(one) === item))).toEqual([
          records.filter((one) => itemOf(one) === item),
        ]);
      }
    }),
  );
});

it('many items fill as many lanes as there may be', () => {
  const records = Array.from({ length: 200 }, (_, n) => record(`TECHNICIAN#${n}`, n));
  expect(lanesOf(records, 4)).toHaveLength(4);
});
