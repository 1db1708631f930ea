import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ease, frameAll, onPicture } from '../../../shared/public/drawing/camera.ts';
import { goOnFrom, survey } from '../../../shared/public/drawing/ground.ts';
import { placeLabels } from '../../../shared/public/drawing/labels.ts';
import { at, measured, nearest } from '../../../shared/public/drawing/line.ts';
import { decode, distance, type Point } from '../../../shared/public/drawing/plane.ts';
import { cameraFor, draw, labelsOf } from '../../../shared/public/drawing/scene.ts';
import { sideFor } from '../../../shared/public/drawing/sketch.ts';
import { drawSketch } from '../../../shared/public/sketch/draw-sketch.ts';
import { planStreets } from '../../../shared/public/sketch/street-plan.ts';
import { decodeLine, encodeLine } from '../../../shared/tracking/route.ts';

const SIZE = [390, 370] as const;
const HOME = { lat: 38.61, lng: -121.93 };
const north = (metres: number) => ({ lat: HOME.lat + metres / 111_195, lng: HOME.lng });
const line = (...places: { lat: number; lng: number }[]) =>
  encodeLine(places.map(({ lat, lng }) => [lng, lat] as const));

/** A van a kilometre north of the house, on a street that leads there. */
const onTheWay = {
  status: 'en_route',
  address: HOME,
  position: { ...north(1000), at: '2026-11-20T17:00:00.000Z' },
  route: { polyline: line(north(1000), HOME), names: [{ name: 'Station Ave', meters: 0 }] },
  trail: { polyline: line(north(1300), north(1003)) },
};
const ground = () => survey(onTheWay) ?? expect.fail('there is a map');

describe('a picture of the map', () => {
  it('reads lines as the tracker writes them', () => {
    const coordinate = fc.double({ min: -80, max: 80, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 20 }), (points) => {
        const encoded = encodeLine(points);
        expect(decode(encoded).map(({ lat, lng }) => [lng, lat])).toEqual(decodeLine(encoded));
      }),
    );
  });

  it('shows all of the way ahead, wherever it leads', () => {
    const reach = fc.double({ min: -20_000, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(reach, reach), { minLength: 2, maxLength: 9 }), (points) => {
        const put = onPicture(frameAll(points, SIZE), SIZE);
        for (const [x, y] of points.map(put)) {
          expect(x > 40 && x < 350 && y > 45 && y < 290).toBe(true);
        }
      }),
    );
  });

  it('begins the dots at the house, so that the van eats them and the pattern stands still', () => {
    const view = {
      ground: ground(),
      along: ground().fix,
      camera: cameraFor(ground(), ground().fix, SIZE),
      size: SIZE,
    };
    const { way, home } = draw(view);
    const [x, y] = home.replace(/[^\d.,-]/g, '').split(',');
    expect(way.startsWith(`M${x} ${y}L`)).toBe(true);
  });

  it('draws no van and no way without a position, and parks it by the house after arrival', () => {
    const { position: _, route: __, trail: ___, ...before } = onTheWay;
    expect(survey({ ...before, status: 'dispatched' })).toMatchObject({ van: 'none', hasRoute: false });
    expect(survey({ ...before, status: 'arrived' })).toMatchObject({ van: 'parked', hasRoute: false });
  });

  it('has no map where the address is not known', () => {
    expect(survey({ ...onTheWay, address: {} })).toBeUndefined();
  });
});

describe('a van between two fixes', () => {
  it('goes on from where it was drawn', () => {
    const van: Point = [0, -1200];
    const start = goOnFrom(ground(), van);
    expect(distance(at(ground().line, start).point, van)).toBeLessThan(5);
    expect(start).toBeLessThan(ground().fix);
  });

  it('jumps rather than driving across the blocks', () => {
    expect(goOnFrom(ground(), [800, -1000])).toBe(ground().fix);
  });

  it('never turns back to where a fix found it', () => {
    expect(goOnFrom(ground(), [0, -900])).toBe(ground().fix);
  });
});

describe('the camera', () => {
  it('comes ever nearer to what it is to show, and does not overshoot', () => {
    const to = { x: 100, y: 0, scale: 0.5 };
    let camera = { x: 0, y: 0, scale: 0.1 };
    for (let second = 0; second < 8; second++) {
      const next = ease(camera, to, 1);
      expect(next.x).toBeGreaterThan(camera.x);
      camera = next;
    }
    expect(camera.x).toBeLessThanOrEqual(100);
    expect(camera.x).toBeGreaterThan(99);
  });
});

describe('names on the map', () => {
  const across: Point[] = [
    [195, 40],
    [195, 330],
  ];

  it('are written along the route, beside the line and never over it', () => {
    const route = { line: measured(across), stretches: [{ name: 'Station Ave', from: 0, to: 290 }] };
    const [label] = placeLabels(SIZE, [], route, []);
    expect(label).toMatchObject({ text: 'Station Ave', onRoute: true });
    expect(Math.abs((label?.x ?? 0) - 195)).toBeCloseTo(18);
  });

  it('keep clear of each other and of what lies on the map, and are never upside down', () => {
    const spot = fc.tuple(
      fc.tuple(fc.integer({ min: 0, max: 390 }), fc.integer({ min: 0, max: 370 })),
      fc.integer({ min: -360, max: 360 }),
    );
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 30 }), (spots) => {
        const streets = spots.map((one, index) => ({ name: `Street ${index}`, spots: [one] }));
        const labels = placeLabels(SIZE, [[[195, 185], 26]], undefined, streets);
        for (const label of labels) {
          expect(Math.abs(label.slope)).toBeLessThanOrEqual(90);
          expect(distance([label.x, label.y], [195, 185])).toBeGreaterThan(26);
          for (const other of labels)
            expect(label === other || distance([label.x, label.y], [other.x, other.y]) > 16).toBe(true);
        }
      }),
    );
  });

  it('say nothing of a stretch without a name', () => {
    const nameless = survey({ ...onTheWay, route: { ...onTheWay.route, names: [{ name: '', meters: 0 }] } });
    if (!nameless) return expect.fail();
    const camera = cameraFor(nameless, nameless.fix, SIZE);
    expect(labelsOf({ ground: nameless, along: nameless.fix, camera, size: SIZE }, [], 0)).toEqual([]);
  });
});

describe('the streets around a house', () => {
  const grid = Array.from({ length: 120 }, (_, index) => ({
    kind: 'street' as const,
    name: `Street ${index}`,
    lines: [
      Array.from(
        { length: 40 },
        (__, step): Point => [step * 100 - 2000, index * 60 - 3600 + 20 * Math.sin(step + index)],
      ),
    ],
  }));

  it('are drawn as coarsely as it takes to stay small', () => {
    const sketch = drawSketch(planStreets(grid, 2400, undefined), []);
    expect(sketch.streets.length).toBeLessThan(1001);
    expect(sketch.names.length).toBeGreaterThan(3);
  });

  it('are not cut off where a road leads right through without a bend', () => {
    const road = {
      kind: 'main' as const,
      lines: [
        [
          [-9000, 100],
          [9000, 100],
        ] as Point[],
      ],
    };
    expect(drawSketch(planStreets([road], 2400, undefined), []).mains).toMatch(/^M-?\d+ 555/);
  });

  it('give away nothing that the position shown does not', () => {
    expect(sideFor([[0, 0]])).toBe(2400);
    expect(
      sideFor([
        [0, 0],
        [300, -800],
      ]),
    ).toBe(
      sideFor([
        [0, 0],
        [-800, 300],
      ]),
    );
    expect(
      sideFor([
        [0, 0],
        [90_000, 0],
      ]),
    ).toBe(32_000);
  });
});

describe('a place on a line', () => {
  it('is found again', () => {
    const bend = measured([
      [0, 0],
      [100, 0],
      [100, 50],
    ]);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 150, noNaN: true }), (along) => {
        expect(nearest(bend, at(bend, along).point).along).toBeCloseTo(along, 5);
      }),
    );
  });
});
