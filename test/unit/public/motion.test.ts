import { describe, expect, it } from 'vitest';
import { alongAt, isOver, standing, towards, turn } from '../../../web/customer/motion.ts';

const END = 1000;

describe('a van on the screen', () => {
  const drive = towards(100, 200, 0, 10_000);

  it('takes as long to its newest fix as the phone took', () => {
    expect(alongAt(drive, 0, END)).toBe(100);
    expect(alongAt(drive, 5000, END)).toBe(150);
    expect(alongAt(drive, 10_000, END)).toBe(200);
  });

  it('goes on for a quarter of a minute at most when nothing is heard', () => {
    expect(alongAt(drive, 15_000, END)).toBe(250);
    expect(alongAt(drive, 25_000, END)).toBe(350);
    expect(alongAt(drive, 600_000, END)).toBe(350);
    expect(isOver(drive, 600_000)).toBe(true);
  });

  it('does not arrive by guessing', () => {
    expect(alongAt(drive, 25_000, 260)).toBe(240);
  });

  it('stands when it stood', () => {
    expect(alongAt(standing(300), 60_000, END)).toBe(300);
    expect(alongAt(towards(299, 300, 0, 10_000), 20_000, END)).toBe(300);
  });

  it('turns the short way round', () => {
    expect(turn(350, 10, 9)).toBeCloseTo(370, 0);
    expect(turn(10, 350, 9)).toBeCloseTo(-10, 0);
  });
});
