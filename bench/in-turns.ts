/** Something that is done over and over; it may be asynchronous. */
export type Work = () => unknown;

export type Turns = {
  readonly rounds: number;
  /** How long each side works in each round, in milliseconds. */
  readonly turn?: number;
  /**
   * How often each side is run before anything counts, at least: what runs through much code, and through each part of it
   * seldom, is compiled late. A process that serves has done it long ago.
   */
  readonly warmUp?: number;
  /**
   * `cpu` is the processor time of the whole process, which neighbours hardly move; `wall` is for what
   * waits for the disk.
   */
  readonly clock?: "cpu" | "wall";
};

const TURN = 40;
/** Before anything counts, in milliseconds: the compiler takes its time to make the best of a function. */
const WARM_UP = 250;

/**
 * Lets the sides work in turns, round after round, so that a busy neighbour slows all of them alike.
 * Answers microseconds for one run of each side, in each round.
 */
export async function inTurns<Side extends string>(
  sides: Readonly<Record<Side, Work>>,
  { rounds, turn = TURN, warmUp = 0, clock = "cpu" }: Turns,
): Promise<Record<Side, readonly number[]>> {
  const read = clock === "cpu" ? cpuMicroseconds : wallMicroseconds;
  const entries = Object.entries(sides) as [Side, Work][];
  const counts = new Map<Side, number>();
  for (const [side, work] of entries) counts.set(side, await countFor(work, turn, warmUp));
  const spent = Object.fromEntries(entries.map(([side]) => [side, [] as number[]])) as Record<Side, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const [side, work] of entries) {
      const count = counts.get(side) ?? 1;
      const before = read();
      await repeat(work, count);
      spent[side].push((read() - before) / count);
    }
  }
  return spent;
}

/** How often the work can be done in one turn, once it is warm. */
async function countFor(work: Work, turn: number, warmUp: number): Promise<number> {
  let count = 1;
  let runs = 0;
  for (const started = wallMicroseconds(); ; ) {
    const before = wallMicroseconds();
    await repeat(work, count);
    runs += count;
    const milliseconds = (wallMicroseconds() - before) / 1000;
    const isWarm = wallMicroseconds() - started >= WARM_UP * 1000 && runs >= warmUp;
    if (isWarm) return Math.max(1, Math.round((count * turn) / milliseconds));
    if (milliseconds < turn / 2) count *= 2;
  }
}

async function repeat(work: Work, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const result = work();
    // Awaiting what is there already would cost more than much of what is measured.
    if (result instanceof Promise) await result;
  }
}

/** Of the whole process: what helps it on other threads counts as well. */
export function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function wallMicroseconds(): number {
  return performance.now() * 1000;
}
