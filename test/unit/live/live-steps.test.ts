import { describe, expect, it } from 'vitest';
import { type Connection, type Happening, next, unconnected } from '../../../web/live/live-steps.ts';

const MINUTE = 60_000;

/** A connection that things happen to, by a clock of its own. */
function aPage({ chance = 1, moving = true } = {}) {
  let state: Connection = unconnected;
  let now = 0;
  const happens = (happening: Happening) => {
    const [after, ...commands] = next(state, happening, { now, chance, moving });
    state = after;
    return commands;
  };
  /** Waits for the next moment something is due. */
  const waits = () => {
    now = state.due;
    return happens('tick');
  };
  return {
    happens,
    waits,
    phase: () => state.phase,
    isCut: () => state.cut,
    now: () => now,
    due: () => state.due,
  };
}

const connected = (circumstances?: Parameters<typeof aPage>[0]) => {
  const page = aPage(circumstances);
  page.happens('show');
  page.happens('heard');
  return page;
};

describe('the connection of a page somebody looks at', () => {
  it('connects, and is open with the first word', () => {
    const page = aPage();
    expect(page.happens('show')).toEqual(['connect']);
    expect(page.phase()).toBe('connecting');
    page.happens('heard');
    expect(page.phase()).toBe('open');
  });

  it('pings within the idle limit, sooner while somebody is on the way', () => {
    for (const [moving, silence] of [[true, 5000] as const, [false, 5 * MINUTE] as const]) {
      const page = connected({ moving });
      expect(page.waits()).toEqual(['ping']);
      expect(page.now()).toBe(silence);
    }
  });

  it('gives a silent socket up once a ping was not answered', () => {
    const page = connected();
    page.waits();
    expect(page.waits()).toEqual(['disconnect']);
    expect(page.waits()).toEqual(['connect']);
  });

  it('knows within ten seconds that it is cut off, and again that it is not', () => {
    const page = connected();
    page.waits();
    expect([page.now(), page.isCut()]).toEqual([5000, false]);
    page.waits();
    expect([page.now(), page.isCut()]).toEqual([9000, true]);
    page.waits();
    page.happens('heard');
    expect(page.isCut()).toBe(false);
    page.happens('offline');
    expect(page.isCut()).toBe(true);
  });

  it('is not cut off while nobody looks, nor where plain requests are answered', () => {
    const page = connected();
    page.happens('lost');
    expect(page.isCut()).toBe(true);
    page.waits();
    expect(page.happens('lost')).toContain('poll');
    page.happens('answered');
    expect(page.isCut()).toBe(false);
    page.happens('unanswered');
    expect(page.isCut()).toBe(true);
    page.happens('hide');
    expect(page.isCut()).toBe(false);
  });

  it('takes a new socket before the two hours are over', () => {
    const page = connected({ moving: false });
    let commands = page.waits();
    while (commands[0] === 'ping') {
      page.happens('heard');
      commands = page.waits();
    }
    expect(commands).toEqual(['disconnect', 'connect']);
    expect(page.now()).toBeLessThan(120 * MINUTE);
  });

  it('comes back ever more slowly, spread by chance', () => {
    const delays = (chance: number) => {
      const page = aPage({ chance });
      page.happens('show');
      return [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
        page.happens('lost');
        const at = page.now();
        while (!page.waits().includes('connect'));
        return page.now() - at;
      });
    };
    expect(delays(1)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(delays(0)[3]).toBe(4000);
  });
});

describe('where sockets are blocked', () => {
  const blocked = ({ moving = true } = {}) => {
    const page = aPage({ moving });
    page.happens('show');
    page.happens('lost');
    page.waits();
    return { page, commands: page.happens('lost') };
  };

  it('asks at once, then every ten seconds, twice as often during a drive, and goes on trying', () => {
    for (const [moving, every] of [[true, 5000] as const, [false, 10_000] as const]) {
      const { page, commands } = blocked({ moving });
      expect(commands).toEqual(['poll']);
      page.happens('answered');
      const asked = [page.now()];
      let tried = 0;
      while (page.now() < MINUTE) {
        const due = page.waits();
        if (due.includes('poll')) asked.push(page.now());
        if (due.includes('connect')) {
          tried += 1;
          page.happens('lost');
        }
      }
      expect(asked.slice(1).map((at, index) => at - (asked[index] ?? 0))).toEqual(
        asked.slice(1).map(() => every),
      );
      expect(tried).toBeGreaterThan(2);
    }
  });

  it('is cut off within ten seconds of the last answer while somebody is on the way', () => {
    const { page } = blocked();
    page.happens('answered');
    const answeredAt = page.now();
    while (!page.isCut()) if (page.waits().includes('connect')) page.happens('lost');
    expect(page.now() - answeredAt).toBe(9000);
    page.happens('answered');
    expect(page.isCut()).toBe(false);
  });

  it('counts as blocked where enough others listen already, without being cut off', () => {
    const page = aPage();
    page.happens('show');
    expect(page.happens('full')).toEqual(['disconnect', 'poll']);
    expect(page.isCut()).toBe(false);
    page.happens('answered');
    expect(page.due()).toBe(page.now() + 5000);
    let commands: readonly string[] = [];
    while (!commands.includes('connect')) commands = page.waits();
    expect(page.now()).toBe(MINUTE);
  });

  it('asks no more once a socket comes through', () => {
    const { page } = blocked();
    page.happens('online');
    page.happens('heard');
    expect(page.waits()).toEqual(['ping']);
  });

  it('catches up at once when somebody looks again', () => {
    const { page } = blocked();
    page.happens('hide');
    expect(page.happens('show')).toEqual(['connect', 'poll']);
  });
});

describe('a page nobody looks at', () => {
  it('lets go, and connects again on return', () => {
    const page = connected();
    expect(page.happens('hide')).toEqual(['disconnect']);
    expect(page.due()).toBe(Number.POSITIVE_INFINITY);
    expect(page.happens('lost')).toEqual([]);
    expect(page.happens('show')).toEqual(['connect']);
  });

  it('is over for good once the link is gone', () => {
    const page = connected();
    expect(page.happens('end')).toEqual(['disconnect']);
    expect(page.happens('show')).toEqual([]);
    expect(page.due()).toBe(Number.POSITIVE_INFINITY);
  });
});
