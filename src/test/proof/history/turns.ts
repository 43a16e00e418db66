import type { Row } from "../consistency.ts";

import type { Decision } from "./log.ts";
import type { Past } from "./past.ts";
import type { Turn } from "./steps.ts";
import { fitsFor, localOf } from "./would-fit.ts";

/** Reasons that apply although the time would suit them. */
const THOUGH_IT_FITS = new Set(["could_not_be_booked", "another_time_was_offered", "no_chain_so_short"]);

/**
 * The problems of a decision about freed time (SCHEDULING rule 11). Who should have been first is derived
 * from the log; `reasons` is what was recorded about this slot so far.
 */
export function judgeTurn(past: Past, turn: Turn, reasons: readonly Decision[]): string[] {
  const { slot, how, chosen } = turn;
  // An offer by the owner is nobody's turn, and neither is its end.
  if (slot["cause"] === "owner") return withoutReason(turn, reasons);
  if (how === "chain") return judgeChainsTurn(past, turn, reasons);
  const fitting = fittingReader(past, turn);
  const taken = chosen.map((id) => past.table("waitlist_entries").get(id));
  const isAlone = how === "booked" || turn.offers.some(({ mode }) => mode === "one_at_a_time");
  const last = Math.max(...taken.map((entry) => (entry?.["place"] as number | undefined) ?? 0));
  const before = [...past.table("waitlist_entries").values()]
    .filter(({ id, status }) => isOpen(status) && !chosen.includes(id))
    .filter((entry) => !isAlone || entry["place"] < last);
  // When everyone is asked, a person with two entries is asked through one of them.
  const isAsked = (entry: Row): boolean =>
    !isAlone && taken.some((one) => past.isSamePerson(one?.["customer_id"], entry["customer_id"]));
  const couldHave = (entry: Row): boolean => !isAsked(entry) && fitting(entry).length > 0;
  const hasSaidYes = how === "booked" && modeOf(past) === "everyone_at_once";
  return [
    ...withoutReason(turn, reasons),
    ...taken.flatMap((one) => (one ? wrongChoice(turn, one, fitting(one)) : [GONE])),
    ...(hasSaidYes ? [] : before.flatMap((entry) => passedOver(turn, entry, reasons, couldHave(entry)))),
  ];
}

/**
 * The links of a chain only fit together. Why people before the first of them were passed over is recorded
 * for the freed time; why people before a later one were not asked is recorded for the time that a visit
 * would leave.
 */
function judgeChainsTurn(past: Past, turn: Turn, reasons: readonly Decision[]): string[] {
  const fitting = fittingReader(past, turn);
  const places = turn.links
    .toSorted((a, b) => a["position"] - b["position"])
    .map((link) => past.table("waitlist_entries").get(link["entry_id"])?.["place"] as number);
  const noted = new Set(
    turn.links.flatMap((link) => (JSON.parse(link["passed_over"]) as Row[]).map((one) => one["entry_id"])),
  );
  const others = [...past.table("waitlist_entries").values()].filter(
    ({ id, status }) => isOpen(status) && !turn.chosen.includes(id),
  );
  return [
    ...withoutReason(turn, reasons),
    ...others
      .filter(({ place }) => place < (places[0] ?? 0))
      .flatMap((entry) => passedOver(turn, entry, reasons, fitting(entry).length > 0)),
    ...others
      .filter(({ place }) => place > (places[0] ?? 0) && place < Math.max(...places))
      .filter(({ id }) => !noted.has(id) && !reasons.some((one) => one.entry_id === id))
      .filter((entry) => isOnItsDays(entry, turn.slot))
      .map(({ id, place }) => `${id} (place ${place}) was passed over in a chain, and nobody knows why`),
  ];
}

const GONE = "somebody was asked who does not wait";

/** Everyone who was asked must have a recorded reason. */
function withoutReason({ slot, how, chosen }: Turn, reasons: readonly Decision[]): string[] {
  const outcome = how === "chain" ? "offered" : how;
  return chosen
    .filter((id) => !reasons.some((one) => one.entry_id === id && one.outcome === outcome))
    .map((id) => `${id} was ${outcome} ${slot["id"]}, and nobody wrote down why`);
}

/** Everyone who was asked must have been asked about a time that they may have. */
function wrongChoice({ slot, offers }: Turn, entry: Row, fits: readonly { staff: string; start: number }[]) {
  const offer = offers.find((one) => one["entry_id"] === entry["id"]);
  const isRight = offer
    ? fits.some(({ staff, start }) => staff === offer["staff_id"] && start === offer["start_at"])
    : fits.length > 0;
  return isRight ? [] : [`${entry["id"]} had no right to ${slot["id"]}`];
}

/** Everyone before them must have been passed over for a recorded and valid reason. */
function passedOver({ slot }: Turn, entry: Row, reasons: readonly Decision[], fits: boolean): string[] {
  const own = reasons.filter((one) => one.entry_id === entry["id"] && one.outcome === "skipped");
  const who = `${entry["id"]} (place ${entry["place"]}) was passed over for ${slot["id"]}`;
  if (own.length === 0 && (fits || isOnItsDays(entry, slot))) return [`${who}, and nobody knows why`];
  if (!fits || own.some(({ reason }) => THOUGH_IT_FITS.has(reason))) return [];
  return [`${who} because ${own.map(({ reason }) => reason).join(", ")}, which is not so`];
}

/** The times that an entry could have; none if it may not be asked. Cached, since many wait for the same. */
function fittingReader(past: Past, { slot, at }: Turn) {
  const times = JSON.parse(slot["times"]) as Row[];
  // Someone whose chain failed because of others has not had their turn.
  const had = [...past.table("waitlist_offers").values()].filter(
    ({ slot_id: id, mode, state }) => id === slot["id"] && !(mode === "chain" && state === "withdrawn"),
  );
  const open = past.openOffers();
  const mayBeAsked = (entry: Row): boolean =>
    entry["customer_id"] !== slot["not_for"] &&
    had.every((offer) => offer["customer_id"] !== entry["customer_id"]) &&
    open.every((offer) => !past.isSamePerson(offer["customer_id"], entry["customer_id"]));
  return (entry: Row) => (mayBeAsked(entry) ? fitsFor(past, entry, times, at) : []);
}

function modeOf(past: Past): string {
  return (past.setting("policies")["waitlist"] as { mode: string }).mode;
}

function isOnItsDays(entry: Row, slot: Row): boolean {
  const times = JSON.parse(slot["times"]) as Row[];
  const from = localOf(Math.min(...times.map((time) => time["start_at"] as number))).date;
  const to = localOf(Math.max(...times.map((time) => time["end_at"] as number))).date;
  return entry["start_date"] <= to && entry["end_date"] >= from;
}

function isOpen(status: string): boolean {
  return status === "waiting" || status === "offered";
}
