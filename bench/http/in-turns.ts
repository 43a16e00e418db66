import { drive, type NextRequest } from "./client.ts";
import type { ServerProcess } from "./server-process.ts";

/** Requests of one kind to one server. */
export type HttpSide = {
  readonly server: ServerProcess;
  readonly next: NextRequest;
  readonly status: number;
  /** Requests per turn. */
  readonly requests: number;
};

/** For each round: the server's CPU time per request in microseconds, and requests per second. */
export type HttpRounds = { readonly cpu: number[]; readonly rate: number[] };

export type HttpTurns = {
  readonly rounds: number;
  /** Additional rounds before these that warm the servers up and do not count. */
  readonly warmUp?: number;
  /** As in `drive`. */
  readonly lookEvery?: number;
};

/** As `inTurns`, over HTTP. */
export async function inTurnsOverHttp<Side extends string>(
  sides: Readonly<Record<Side, HttpSide>>,
  { rounds, warmUp = 2, ...how }: HttpTurns,
): Promise<Record<Side, HttpRounds>> {
  const entries = Object.entries(sides) as [Side, HttpSide][];
  const found = Object.fromEntries(
    entries.map(([side]): [Side, HttpRounds] => [side, { cpu: [], rate: [] }]),
  ) as Record<Side, HttpRounds>;
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [name, side] of entries) {
      const { cpu, rate } = await takeTurn({ ...side, ...how });
      if (round < 0) continue;
      found[name].cpu.push(cpu);
      found[name].rate.push(rate);
    }
  }
  return found;
}

async function takeTurn({
  server,
  ...driven
}: HttpSide & Pick<HttpTurns, "lookEvery">): Promise<{ cpu: number; rate: number }> {
  const { requests } = driven;
  const before = await server.usage();
  const seconds = await drive({ ...driven, port: server.port });
  const after = await server.usage();
  return { cpu: (after.cpu - before.cpu) / requests, rate: requests / seconds };
}
