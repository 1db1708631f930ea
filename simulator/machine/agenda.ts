/** Something that will happen, unless it is called off. */
export interface Appointment {
  readonly at: number;
  readonly order: number;
  happen: (() => void) | undefined;
}

/** Virtual time: it passes only from one appointment to the next, and everything in the world has one. */
export interface Agenda {
  /** Epoch milliseconds. */
  now(): number;
  /** Never in the past; those of one moment happen in the order in which they were made. */
  after(milliseconds: number, happen: () => void): Appointment;
  callOff(appointment: Appointment | undefined): void;
  /**
   * Lets things happen until nothing is left to happen by then, or somebody has had enough.
   * @param settle waits until whatever an appointment has set going has come to its next wait
   */
  run(until: number, settle: () => Promise<void>, enough: () => boolean): Promise<void>;
}

export function createAgenda(start: number): Agenda {
  const heap: Appointment[] = [];
  let now = start;
  let order = 0;
  return {
    now: () => now,
    after(milliseconds, happen) {
      order += 1;
      const at = now + Math.max(0, Math.ceil(milliseconds));
      const appointment: Appointment = { at, order, happen };
      push(heap, appointment);
      return appointment;
    },
    callOff(appointment) {
      if (appointment) appointment.happen = undefined;
    },
    async run(until, settle, enough) {
      for (let next = heap[0]; next && next.at <= until && !enough(); next = heap[0]) {
        pop(heap);
        if (!next.happen) continue;
        now = next.at;
        next.happen();
        await settle();
      }
      if (!enough()) now = Math.max(now, until);
    },
  };
}

const before = (a: Appointment, b: Appointment): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Appointment[], added: Appointment): void {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Appointment;
    if (!before(added, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = added;
}

function pop(heap: Appointment[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const least =
      right < heap.length && before(heap[right] as Appointment, heap[left] as Appointment) ? right : left;
    if (!before(heap[least] as Appointment, last)) break;
    heap[at] = heap[least] as Appointment;
    at = least;
  }
  heap[at] = last;
}
