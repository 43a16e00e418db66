import { findBooking, MOST_VISITS, visitsInScope } from "#modules/booking/index.ts";
import { lastBookableDate } from "#modules/calendar/index.ts";
import { planRepeat } from "#modules/conversation/plan-repeat.ts";
import type { GateOutcome } from "#modules/conversation/gate-outcome.ts";
import type { LookedSeries, Offer } from "#modules/conversation/state.ts";
import type { ToolResult } from "#modules/conversation/tools/tool.ts";

import { type LocalDate, weekdayOf } from "#kernel/local-date.ts";
import { WEEKDAY_NAMES } from "#modules/conversation/words/en/index.ts";
import { oftenWords } from "#modules/conversation/words/en/series-words.ts";

import { draftOf, type Scene, type Step, type Visit } from "./scene.ts";

/** Asks how often, and how many or until when, a visit is to repeat; undefined if known. */
export function askRepeat(scene: Scene, offer: Offer): Step | undefined {
  const { words, known, now } = scene;
  const lastDate = lastBookableDate(known.rules, now);
  const planned = planRepeat(draftOf(scene).repeat, offer.start, { zone: known.rules.zone, lastDate });
  if (planned.kind !== "missing") return undefined;
  if (planned.field === "repeat_every") return { text: words.series.howOften(), asked: "repeat_every" };
  const why = {
    cannot_be: "",
    just_one: words.series.justOne(),
    too_many: words.series.tooMany(MOST_VISITS),
  };
  const said = planned.why === undefined ? "" : `${why[planned.why]} `;
  return {
    text: `${said}${words.series.howLong(words.when.day(lastDate))}`,
    asked: "repeat_until",
    proposed: "as_far",
  };
}

/** Rejects an impossible repetition at once, before any search for times. */
export function askRhythm(scene: Scene): Step | undefined {
  const { words } = scene;
  const { repeat, dates, dateRange } = draftOf(scene);
  if (!repeat?.other || repeat.every) return undefined;
  if (dates.length > 1) return { text: weekdayWords(scene, dates), asked: "repeat_every", proposed: "begin" };
  if (dateRange) return { text: words.conduct.notEachDay(), asked: "repeat_every", proposed: "begin" };
  return { text: `${words.series.notSo()} ${words.series.howOften()}`, asked: "repeat_every" };
}

/** Names the weekdays only if they were just mentioned. */
function weekdayWords({ turn, words }: Scene, dates: readonly LocalDate[]): string {
  const { repeat, dates: said } = turn.understood;
  const isSaid = repeat?.other === true && dates.every((date) => said.includes(date));
  if (!isSaid) return words.conduct.oneWeekdayOnly();
  return words.conduct.oneWeekdayEach(dates.map((date) => WEEKDAY_NAMES[weekdayOf(date)]));
}

/** Acknowledges the requested frequency. */
export function tellRhythm(scene: Scene): string {
  const { every, interval = 1 } = draftOf(scene).repeat ?? {};
  return every ? scene.words.series.rhythm(oftenWords({ every, interval })) : scene.words.book.gotIt();
}

/** Whether a tool requires this field first. */
export function asksFor({ code, data }: ToolResult, field: string): boolean {
  const { fields = [] } = (data ?? {}) as { readonly fields?: readonly string[] };
  return code === "NEEDS_FIELDS" && fields.includes(field);
}

/** Reports the unavailable dates of a series and the options. */
export function askConflicts(scene: Scene): Step {
  const { words, turn } = scene;
  const { series } = turn.state();
  if (!series) return { text: words.book.whichOtherDay(false), asked: "date" };
  const near = series.missed.flatMap(({ nearest }) => nearest ?? []).map((at) => words.when.moment(at));
  const why = whyMissed(scene, series).join(" ");
  if (near.length === 0)
    return { text: `${why} ${words.series.bookTheRest(series.count)}`, asked: "conflict", proposed: "skip" };
  return {
    text: `${why} ${words.series.leaveOrNearest(series.missed.length, near)}`,
    asked: "conflict",
  };
}

function whyMissed({ words, known, now }: Scene, { missed }: LookedSeries): string[] {
  const { zone } = known.rules;
  const of = (...reasons: readonly string[]) => missed.filter(({ reason }) => reasons.includes(reason));
  const far = of("OUTSIDE_BOOKING_WINDOW");
  const ahead = of("CUSTOMER_LIMIT");
  const spent = of("PLAN_LIMIT");
  const rest = missed.filter((one) => !far.includes(one) && !ahead.includes(one) && !spent.includes(one));
  const last = words.when.day(lastBookableDate(known.rules, now));
  return [
    ...(rest.length > 0
      ? [words.series.notFree(rest.map(({ start }) => words.when.day(zone.localDateOf(start))))]
      : []),
    ...(far.length > 0 ? [words.series.tooFar(far.length, last)] : []),
    ...(ahead.length > 0 ? [words.series.tooManyAhead(ahead.length)] : []),
    ...(spent.length > 0 ? [words.series.noMore()] : []),
  ];
}

/** Asks which visits of the series to move or cancel. */
export function askScope(scene: Scene, visit: Visit, verb: "cancel" | "move"): Step {
  const { words, turn, known } = scene;
  const booking = findBooking(turn.ctx.db, visit.uid);
  const count = booking ? visitsInScope(turn.ctx, turn.ctx.db, booking, "all").length : 1;
  const day = words.when.day(known.rules.zone.localDateOf(visit.start));
  return { text: words.series.which(verb, count, day), asked: "scope" };
}

type Done = Extract<GateOutcome, { kind: "done" }>;

/** Reports what was done with several visits; undefined for a single one. */
export function tellSeries(scene: Scene, gate: Done, what: string): string | undefined {
  const { words, known } = scene;
  const { starts, staying = 0 } = gate;
  const [first, last] = [starts?.at(0), starts?.at(-1)];
  if (!starts || first === undefined || last === undefined) return undefined;
  const lastDay = words.when.day(known.rules.zone.localDateOf(last));
  const from = words.when.moment(first);
  const to = gate.booking.customer.email ?? undefined;
  const said =
    gate.act === "book"
      ? words.series.booked(starts.length, what, from, lastDay, to)
      : words.series[gate.act === "cancel" ? "cancelled" : "moved"](starts.length, what, from, lastDay);
  return staying === 0 ? said : `${said} ${words.series.someStay(staying)}`;
}
