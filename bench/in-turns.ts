/** Work to be repeated; may be asynchronous. */
export type Work = () => unknown;

export type Turns = {
  readonly rounds: number;
  /** How long each side works in each round, in milliseconds. */
  readonly turn?: number;
  /**
   * The minimum number of runs of each side before anything counts: code that runs through many parts, each
   * of them rarely, is compiled late. A process that serves has been through this long ago.
   */
  readonly warmUp?: number;
  /**
   * `cpu` is the CPU time of the whole process, which other load hardly affects; `wall` is for work that
   * waits for the disk.
   */
  readonly clock?: "cpu" | "wall";
};

const TURN = 40;
/** Warm-up in milliseconds: the compiler takes its time to optimize a function. */
const WARM_UP = 250;

/**
 * Lets the sides work in turns, round after round, so that other load slows all of them alike. Returns the
 * microseconds per run of each side, by round.
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

/** How many runs fit into one turn, once warm. */
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
    // Awaiting a plain value would cost more than much of what is measured.
    if (result instanceof Promise) await result;
  }
}

/** Of the whole process: work on other threads counts as well. */
export function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function wallMicroseconds(): number {
  return performance.now() * 1000;
}
