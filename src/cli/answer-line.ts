import { z } from "zod";

import { systemClock } from "#kernel/clock.ts";
import { formatMinutes, parseInstant } from "#kernel/instant.ts";
import { findZone, getZone } from "#kernel/zone.ts";
import { ASKED, understand, type Understanding } from "#modules/language/index.ts";

import type { Business } from "./read-businesses.ts";

const question = z.object({
  text: z.string(),
  now: z.string().nullish(),
  time_zone: z.string().nullish(),
  asked: z.enum(ASKED).nullish(),
  tenant: z.string().nullish(),
});

export type FindBusiness = (slug: string) => Promise<Business>;

/**
 * Interprets one line of JSON, in the format of `cli understand` (CONTRACT), or reports what is wrong with
 * it. `time_zone` defaults to the business's, else UTC; `now` to the machine's clock.
 */
export async function answerLine(line: string, find: FindBusiness): Promise<Record<string, unknown>> {
  try {
    const { text, now, time_zone: zoneId, asked, tenant } = question.parse(JSON.parse(line));
    const at = now ? parseInstant(now) : systemClock.now();
    if (at === undefined) return { error: `now: ${JSON.stringify(now)} is no instant` };
    const given = zoneId ? findZone(zoneId) : undefined;
    if (zoneId && given === undefined)
      return { error: `time_zone: there is no zone ${JSON.stringify(zoneId)}` };
    const business = tenant ? await find(tenant) : undefined;
    const zone = given ?? business?.zone ?? getZone("UTC");
    return viewOf(understand(text, { ...business, now: at, zone, asked: asked ?? undefined }));
  } catch (error) {
    return { error: describe(error) };
  }
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join(".") || "line"}: ${message}`).join("; ");
  }
  return error instanceof SyntaxError ? "The line is not JSON." : (error as Error).message;
}

/** The printed form: only what was understood; times as `15:30`. */
function viewOf(said: Understanding): Record<string, unknown> {
  const { acts, intents, date, time, dateRange, timeRange, service, staff, name, email, phone } = said;
  return {
    acts,
    intents,
    ...(date !== undefined && { date }),
    ...(time !== undefined && { time: formatMinutes(time) }),
    ...(dateRange && { date_range: dateRange }),
    ...(timeRange && { time_range: clockRange(timeRange) }),
    ...(service && { service: service.name }),
    ...(staff && { staff: staff.name }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(said.dates.length > 1 && { dates: said.dates }),
    ...(said.times.length > 1 && { times: said.times.map(formatMinutes) }),
    ...(said.references.length > 0 && { references: said.references }),
    ...(said.questions.length > 0 && { questions: said.questions.map(questionView) }),
  };
}

function clockRange({ start, end }: NonNullable<Understanding["timeRange"]>) {
  return {
    ...(start !== undefined && { start: formatMinutes(start) }),
    ...(end !== undefined && { end: formatMinutes(end) }),
  };
}

function questionView(asked: Understanding["questions"][number]) {
  if (!("candidates" in asked)) return { about: asked.about, why: asked.why };
  const candidates = asked.about === "date" ? asked.candidates : asked.candidates.map(({ name }) => name);
  return { about: asked.about, why: asked.why, candidates };
}
