import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";

import { integer } from "#kernel/fields.ts";
import { formatInstant, SECOND } from "#kernel/instant.ts";

import type { DevClock } from "./dev-clock.ts";

const ONE_YEAR_SECONDS = 366 * 24 * 60 * 60;

/** Helpers for development and testing. Not registered in production. */
export function devRoutes(app: FastifyInstance, clock: DevClock): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    "/dev/clock",
    {
      config: { access: "dev" },
      schema: {
        tags: ["Development"],
        summary: "Advance the clock",
        body: z.strictObject({ advance_seconds: integer(0, ONE_YEAR_SECONDS) }),
        response: { 200: z.object({ now: z.string() }) },
      },
    },
    (request) => {
      clock.advance(request.body.advance_seconds * SECOND);
      return { now: formatInstant(clock.now()) };
    },
  );
}
