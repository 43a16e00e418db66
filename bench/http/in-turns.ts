import { drive, type NextRequest } from "./client.ts";
import type { ServerProcess } from "./server-process.ts";

/** Requests of one kind to one server. */
export type HttpSide = {
  readonly server: ServerProcess;
  readonly next: NextRequest;
  readonly status: number;
  /** How many in each turn. */
  readonly requests: number;
};

/** Of each round: the server's processor time for one request in microseconds, and requests a second. */
export type HttpRounds = { readonly cpu: number[]; readonly rate: number[] };

/** The first of them warm the servers up, and count for nothing. */
const WARM_UP = 2;

/** As `inTurns`, over HTTP. */
export async function inTurnsOverHttp<Side extends string>(
  sides: Readonly<Record<Side, HttpSide>>,
  rounds: number,
): Promise<Record<Side, HttpRounds>> {
  const entries = Object.entries(sides) as [Side, HttpSide][];
  const found = Object.fromEntries(
    entries.map(([side]): [Side, HttpRounds] => [side, { cpu: [], rate: [] }]),
  ) as Record<Side, HttpRounds>;
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const [name, side] of entries) {
      const { cpu, rate } = await takeTurn(side);
      if (round < 0) continue;
      found[name].cpu.push(cpu);
      found[name].rate.push(rate);
    }
  }
  return found;
}

async function takeTurn({
  server,
  next,
  status,
  requests,
}: HttpSide): Promise<{ cpu: number; rate: number }> {
  const before = await server.usage();
  const seconds = await drive({ port: server.port, requests, next, status });
  const after = await server.usage();
  return { cpu: (after.cpu - before.cpu) / requests, rate: requests / seconds };
}
