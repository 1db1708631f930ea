import { describe, expect, it } from 'vitest';
import { bill, total } from '../../../bench/cost/bill.ts';

describe('the bill of a visit', () => {
  it('charges each operation by what AWS counts', () => {
    const lines = bill({
      dynamodb: { UpdateItem: { calls: 40, writeUnits: 80 }, GetItem: { calls: 90, readUnits: 135 } },
      location: { BatchEvaluateGeofences: { calls: 2, items: 20 } },
      'geo-routes': { CalculateRoutes: { calls: 3 } },
      events: { PutEvents: { calls: 5 } },
    });
    const thousand = Object.fromEntries(lines.map(({ operation, dollars }) => [operation, dollars * 1000]));
    expect(thousand['UpdateItem']).toBeCloseTo(0.05);
    expect(thousand['GetItem']).toBeCloseTo(0.016875);
    expect(thousand['BatchEvaluateGeofences']).toBeCloseTo(2.45);
    expect(thousand['CalculateRoutes']).toBeCloseTo(1.5);
    expect(thousand['PutEvents'], 'one event a call where nothing says how many').toBeCloseTo(0.005);
    expect(total(lines) * 1000).toBeCloseTo(4.021875);
  });

  it('names what it knows no price for, rather than leaving it out', () => {
    expect(bill({ location: { GetGeofence: { calls: 2 } } })).toEqual([
      { service: 'location', operation: 'GetGeofence', quantity: '2 calls', dollars: 0, unpriced: true },
    ]);
  });
});
