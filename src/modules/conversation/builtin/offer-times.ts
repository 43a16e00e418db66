import { addDays, weekdayOf } from "#kernel/local-date.ts";
import { hoursOn } from "#modules/conversation/hours-on.ts";
import type { Offer } from "#modules/conversation/state.ts";
import { eitherOf, onDay, WEEKDAY_NAMES } from "#modules/conversation/words/en/index.ts";
import { hasWaitlist } from "#modules/waitlist/index.ts";

import { type Found, findTimes, type Search, searchOf } from "./call-tools.ts";
import { findInOrder } from "./find-in-order.ts";
import { tellOffers, whatOf, whoOf } from "./offer-words.ts";
import { contactWords, draftOf, personName, type Scene, type Step, type Visit } from "./scene.ts";

/** How many times can be taken in at a glance. */
const FEW = 4;
const MANY = 6;

/** The result for a wish: what to say, or the time now held. */
export type Offered = { readonly step: Step } | { readonly kept: Offer };

/** Searches for the requested times and offers them; for the visit `moved`, if one is to be moved. */
export function offerTimes(scene: Scene, moved?: Visit): Offered {
  const { turn, words } = scene;
  const { acts } = turn.understood;
  const before = turn.state().shown;
  const earliest = earliestOf(scene);
  const wantsMore = acts.includes("request_alternatives") && scene.turn.heard.changed.length === 0;
  const {
    search,
    found,
    before: without,
  } = findInOrder(scene, searchOf(scene, wantsMore ? MANY : FEW, moved));
  if (found.kind === "kept") return { kept: found.offer };
  if (found.kind === "not_here") return { step: notHere(scene) };
  if (found.kind === "some" && wantsMore && found.offers.every(({ slotId }) => before.includes(slotId)))
    return { step: { text: words.book.noMore(), asked: "date" } };
  if (found.kind === "some" && isEarliest(scene, found.offers, earliest))
    return { step: tellEarliest(scene, found.offers) };
  if (found.kind === "some" && without)
    return { step: prefixed(noneThen(scene, without, moved), tellFound(scene, found.offers, search)) };
  if (found.kind === "some") return { step: tellFound(scene, found.offers, search) };
  return {
    step:
      inAWeek(scene, search, moved) ??
      laterOn(scene, search) ??
      tellNone(scene, found, { search, moved, before }),
  };
}

function noneThen(scene: Scene, search: Search, moved: Visit | undefined): string {
  return scene.words.book.nothingFree(thenWords(scene, search), whatOf(scene, moved), wishedWho(scene));
}

/** The earliest of the shown times. */
function earliestOf({ turn }: Scene): number {
  const { offers, shown } = turn.state();
  return Math.min(...offers.filter(({ slotId }) => shown.includes(slotId)).map(({ start }) => start));
}

/** "No earlier?": whether nothing found is earlier than what was shown. */
function isEarliest({ turn }: Scene, offers: readonly Offer[], earliest: number): boolean {
  return asksForSooner(turn) && Number.isFinite(earliest) && offers.every(({ start }) => start >= earliest);
}

function tellEarliest(scene: Scene, offers: readonly Offer[]): Step {
  const { words } = scene;
  const [first] = offers;
  if (!first) return { text: words.book.noMore(), asked: "date" };
  const text = words.book.noneBefore(words.when.moment(first.start), tellOffers(scene, [first]).who);
  return { text: `${text} ${words.book.takeIt()}`, asked: "choice", proposed: "pick" };
}

function prefixed(why: string, step: Step): Step {
  return { ...step, text: `${why} ${step.text}` };
}

function notHere(scene: Scene): Step {
  return { text: `${scene.words.book.noMoreBookings()} ${contactWords(scene)}`.trim() };
}

function tellFound(scene: Scene, offers: readonly Offer[], search: Search): Step {
  const { words } = scene;
  const [only, ...more] = offers;
  const { hints, dates } = scene.turn.understood;
  // "Tomorrow, any time."
  const isAny = hints.includes("any_time") && dates.length === 1;
  const isFirst = more.length > 0 && (isAny || asksForEarliest(scene));
  const question =
    more.length === 0 ? words.book.takeIt() : isFirst ? words.book.takeFirst() : questionFor(scene);
  return {
    text: `${introduce(scene, offers, search)} ${question}`,
    asked: "choice",
    ...(only && (more.length === 0 || isFirst) && { proposed: "pick" as const }),
  };
}

function asksForEarliest(scene: Scene): boolean {
  const { earliest, time } = draftOf(scene);
  return earliest === true && time === undefined;
}

function questionFor(scene: Scene): string {
  const { book } = scene.words;
  return saysWhen(scene) ? book.whichTime() : book.whichTimeOrDay();
}

function introduce(scene: Scene, offers: readonly Offer[], search: Search): string {
  const { words, known } = scene;
  const told = tellOffers(scene, offers);
  const { zone } = known.rules;
  const draft = draftOf(scene);
  if (asksForEarliest(scene)) {
    const [first, ...rest] = offers;
    const moment = first
      ? `${words.when.moment(first.start)}${told.who === "" ? "" : whoOf(scene, first)}`
      : "";
    return words.book.offerEarliest(told.what, moment, tellOffers(scene, rest).days);
  }
  const isExact = offers.some(({ start }) => zone.minuteOfDay(start) === draft.time);
  if (draft.time !== undefined && !isExact) return nearest(scene, told, search, draft.time);
  if (!saysWhen(scene)) return words.book.offerNext(told.what, told.days, told.who);
  return words.book.offer(told.what, told.days, told.who);
}

function nearest(scene: Scene, told: ReturnType<typeof tellOffers>, search: Search, near: number): string {
  const { words } = scene;
  const date = search.from === search.to ? search.from : undefined;
  const who = wishedPerson(scene, told.who);
  if (date && !isOpenAt(scene, date, near)) {
    const listed = words.book.offer(told.what, told.days, told.who);
    return `${closedThen(scene, date)} ${listed}`;
  }
  // The customer's own words can be repeated; a time derived from them cannot.
  const isSaid = saidHour(scene, near);
  const time = isSaid ? words.when.clock(near) : words.book.thatTime();
  const wanted = date && isSaid ? `${time} ${onDay(words.when.day(date))}` : time;
  return words.book.offerNearest(wanted, told.days, who);
}

/** Whether the customer wrote that hour, in this or an earlier message. */
function saidHour({ turn }: Scene, minute: number): boolean {
  if (turn.understood.times.includes(minute)) return true;
  const hour = Math.floor(minute / 60);
  const written = new RegExp(`(?<!\\d)(?:${hour}|${((hour + 11) % 12) + 1})(?!\\d)`);
  return turn.history().some(({ by, text }) => by === "customer" && written.test(text));
}

/** The requested person, not whoever happens to be free. */
function wishedPerson(scene: Scene, who: string): string {
  const item = draftOf(scene).items.find(({ staffId, among }) => staffId ?? among);
  return item?.among ? wishedWho(scene) : item ? who : "";
}

function isOpenAt({ known }: Scene, date: Search["from"], minute: number): boolean {
  return hoursOn(known.rules, date).some(({ start, end }) => minute >= start && minute < end);
}

/** "Saturday", said on a Saturday with nothing left, means the next one. */
function inAWeek(scene: Scene, search: Search, moved: Visit | undefined): Step | undefined {
  const { today } = scene;
  if (search.from !== today || search.to !== today || !saidByWeekday(scene)) return undefined;
  const { dates: _, ...rest } = search;
  const next = addDays(today, 7);
  const found = findTimes(scene, { ...rest, from: next, to: next });
  if (found.kind !== "some") return undefined;
  const why = noneThen(scene, search, moved);
  return prefixed(why, tellFound(scene, found.offers, { ...rest, from: next, to: next }));
}

/** Whether the customer named today by its weekday, in this or an earlier message. */
function saidByWeekday({ turn, today }: Scene): boolean {
  if (turn.understood.byWeekday) return true;
  const name = WEEKDAY_NAMES[weekdayOf(today)].toLowerCase();
  const said = turn.history().filter(({ by }) => by === "customer");
  return said.some(({ text }) => text.toLowerCase().includes(name)) && turn.understood.dates.length === 0;
}

/** If nothing later is free that day, offers the following days rather than its morning. */
function laterOn(scene: Scene, search: Search): Step | undefined {
  const { words } = scene;
  const { from, to, fromMinute, toMinute } = search;
  const isRelative = scene.turn.understood.references.some(({ kind }) => kind === "direction");
  if (from !== to || fromMinute === undefined || toMinute !== undefined || !isRelative) return undefined;
  const { dates: _, ...rest } = search;
  const following = { ...rest, from: addDays(from, 1), to: addDays(from, 7), fromMinute: undefined };
  const found = findTimes(scene, following);
  if (found.kind !== "some") return undefined;
  const told = tellOffers(scene, found.offers);
  const why = words.book.nothingLater(words.when.day(from));
  return {
    text: `${why} ${words.book.offer(told.what, told.days, told.who)} ${words.book.whichTime()}`,
    asked: "choice",
  };
}

type Looked = {
  readonly search: Search;
  readonly moved: Visit | undefined;
  /** The slots shown before. */
  readonly before: readonly string[];
};

function tellNone(scene: Scene, found: Extract<Found, { kind: "none" }>, looked: Looked): Step {
  const { words, turn } = scene;
  const { isClosed, next } = found;
  const waits = hasWaitlist(turn.ctx) && draftOf(scene).goal !== "reschedule";
  if (!next)
    return {
      text: `${whyNone(scene, found, looked)} ${words.book.whichOtherDay(waits)}`,
      asked: "date",
      ...(waits && { proposed: "waitlist" as const }),
    };
  const question = waits && !isClosed ? words.book.takeItOrWait() : words.book.takeIt();
  return { text: `${tellNext(scene, found, next, looked)} ${question}`, asked: "choice", proposed: "pick" };
}

/** Tells the first free time after the requested ones. */
function tellNext(
  scene: Scene,
  found: Extract<Found, { kind: "none" }>,
  next: Offer,
  looked: Looked,
): string {
  const { words, turn } = scene;
  const moment = words.when.moment(next.start);
  const { who, what } = tellOffers(scene, [next]);
  if (looked.before.includes(next.slotId) && asksForSooner(turn)) return words.book.noneBefore(moment, who);
  const isAny = !saysWhen(scene) || draftOf(scene).earliest === true;
  if (isAny && looked.moved === undefined) return words.book.firstFree(what, moment, who);
  return `${whyNone(scene, found, looked)} ${words.book.nextIs(moment, who)}`;
}

/** "Nothing sooner?", with no other day named. */
function asksForSooner({ understood }: Scene["turn"]): boolean {
  const { dates, dateRange, references } = understood;
  const isOtherDay = dates.length > 0 || dateRange !== undefined;
  return (
    !isOtherDay &&
    references.some(
      (reference) =>
        reference.kind === "earliest" ||
        (reference.kind === "direction" && reference.direction === "earlier"),
    )
  );
}

function whyNone(
  scene: Scene,
  { isClosed }: { readonly isClosed: boolean },
  { search, moved }: Looked,
): string {
  const { words } = scene;
  if (isClosed) return closedWords(scene, search.from === search.to ? search.from : undefined);
  if (!saysWhen(scene) && moved === undefined) return words.book.nothingAtAll();
  return noneThen(scene, search, moved);
}

function wishedWho(scene: Scene): string {
  const { items } = draftOf(scene);
  // A person named for each of several services.
  const each = items.flatMap((item) => (item.staffId ? [{ ...item, staffId: item.staffId }] : []));
  if (each.length > 1) return whoOf(scene, { items: each });
  const { staffId, among } = items.find((item) => item.staffId ?? item.among) ?? {};
  if (among) return ` with ${eitherOf(among.map((id) => personName(scene, id)))}`;
  return staffId ? whoOf(scene, { items: [{ serviceId: "", staffId }] }) : "";
}

function closedWords(scene: Scene, date: Search["from"] | undefined): string {
  const { words, known } = scene;
  if (date === undefined) return words.book.closedThen(undefined);
  const isClosed = hoursOn(known.rules, date).length === 0;
  return isClosed ? words.book.closedOn(words.when.day(date)) : closedThen(scene, date);
}

/** Names the day only if the customer did, not if it was derived. */
function closedThen({ words, turn }: Scene, date: Search["from"]): string {
  const isSaid = turn.understood.dates.includes(date);
  return words.book.closedThen(isSaid ? words.when.day(date) : undefined);
}

/** The day and time searched, to show what was understood. */
function thenWords(scene: Scene, search: Search): string {
  const hasTimes = search.fromMinute !== undefined || search.toMinute !== undefined;
  const { dates, time } = draftOf(scene);
  const isSaid = search.from === search.to && dates.includes(search.from);
  if (!isSaid) return hasTimes ? " at those times" : " then";
  const isHour = time !== undefined && !hasTimes && saidHour(scene, time);
  const hour = isHour ? ` at ${scene.words.when.clock(time)}` : hasTimes ? " at that time" : "";
  return ` ${onDay(scene.words.when.day(search.from))}${hour}`;
}

/** Whether anything was said about day or time. */
export function saysWhen(scene: Scene): boolean {
  const { dates, dateRange, time, timeRange, earliest } = draftOf(scene);
  return (
    dates.length > 0 ||
    dateRange !== undefined ||
    time !== undefined ||
    timeRange !== undefined ||
    earliest === true
  );
}
