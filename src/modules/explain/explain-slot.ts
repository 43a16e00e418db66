import { invalid } from "#kernel/errors.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import { calendarRules, explainStart } from "#modules/calendar/index.ts";
import { findFirstEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { checkView } from "./check-words.ts";
import { inTurn, isInReach, tooFarBack } from "./how-far.ts";
import { namesIn } from "./names.ts";
import { type State, stateOf } from "./past-state.ts";
import { presentState } from "./present-state.ts";
import { backTo, rebuild } from "./rebuild.ts";
import type { Explanation } from "./schemas.ts";
import { termsOfVisit } from "./terms-of-visit.ts";

export type SlotQuestion = {
  readonly serviceId: string;
  readonly staffId?: string | undefined;
  readonly start: Instant;
  /** The instant to explain for; left out: now. */
  readonly asOf?: Instant | undefined;
  readonly channel?: string | undefined;
};

/**
 * Explains rule by rule why a start is or was (not) offered, with the function that offers slots: from the
 * current file, or from its state as rebuilt from the event log. Throws a 400 for an instant that the log
 * does not reach, or since when too much has happened.
 */
export async function explainSlot(ctx: TenantContext, question: SlotQuestion): Promise<Explanation> {
  const { serviceId, staffId, start, channel } = question;
  const now = ctx.clock.now();
  const asOf = question.asOf ?? now;
  const knownFrom = findFirstEvent(ctx.db)?.at;
  assertKnown(question.asOf, now, knownFrom);
  if (!isInReach(ctx.db, asOf)) throw tooFarBack();
  const state = question.asOf === undefined ? presentState(ctx, start) : await pastState(ctx, start, asOf);
  const query = { serviceId, staffId, start, channel, now: asOf };
  const { verdict, checks, staff } = explainStart(state.rules, state, query);
  const names = namesIn(ctx.db, state.rules.zone);
  return {
    service: { id: serviceId, name: names.nameOf(serviceId) },
    at: formatInstant(start),
    at_local: formatLocal(state.rules.zone, start),
    time_zone: state.rules.zone.id,
    as_of: formatInstant(asOf),
    known_from: knownFrom === undefined ? null : formatInstant(knownFrom),
    offered: verdict.offered,
    reason: verdict.offered ? null : verdict.reason,
    checks: checks.map((check) => checkView(check, names)),
    staff: staff.map((person) => ({
      staff: { id: person.staffId, name: names.nameOf(person.staffId) },
      offered: person.offered,
      checks: person.checks.map((check) => checkView(check, names)),
    })),
  };
}

/** The state at the end of a past instant. */
async function pastState({ db }: TenantContext, start: Instant, asOf: Instant): Promise<State> {
  const then = await inTurn(db, () => rebuild(db, start, backTo(asOf)));
  return stateOf(then, { start, now: asOf }, (uid) => termsOfVisit(db, uid));
}

function assertKnown(asOf: Instant | undefined, now: Instant, knownFrom: Instant | undefined): void {
  if (asOf === undefined) return;
  if (asOf > now) throw invalid("as_of", "as_of must not be in the future.");
  if (knownFrom === undefined || asOf < knownFrom)
    throw invalid(
      "as_of",
      knownFrom === undefined
        ? "as_of: nothing has been recorded yet."
        : `as_of: the log of this business begins at ${formatInstant(knownFrom)}.`,
    );
}

/** Whether this service and this member of staff exist or ever did: nothing is ever deleted. */
export function isKnown(ctx: TenantContext, { serviceId, staffId }: SlotQuestion): boolean {
  const rules = calendarRules(ctx.db);
  if (!rules.services.has(serviceId)) return false;
  return staffId === undefined || rules.staff.some(({ id }) => id === staffId);
}
