import { addressOf } from "#modules/conversation/words/en/index.ts";
import type { Offer } from "#modules/conversation/state.ts";

import type { ToolResult } from "#modules/conversation/tools/tool.ts";

import { callTool } from "./call-tools.ts";
import { draftOf, type Scene, type Step } from "./scene.ts";
import { askConflicts, askRepeat, asksFor } from "./series.ts";

/** Asks for the details missing to book the held time, one at a time; then asks to confirm everything. */
export function detailsStep(scene: Scene, offer: Offer): Step | "lost" {
  const { words } = scene;
  const { name, email, phone, notes } = draftOf(scene);
  const repeat = askRepeat(scene, offer);
  if (repeat) return repeat;
  const conflicts =
    name === undefined || (email ?? phone) === undefined ? conflictsFirst(scene, offer) : undefined;
  if (conflicts) return conflicts;
  if (name === undefined) return askName(scene);
  if (email === undefined && phone === undefined) return askContact(scene, name);
  const result = callTool(scene, "create_booking", {
    slot_id: offer.slotId,
    customer_name: name,
    customer_email: email ?? null,
    customer_phone: phone ?? null,
    notes: notes ?? null,
  });
  if (result.code === "NEEDS_CONFIRMATION") return { text: words.book.confirm(), asked: "confirm" };
  return asksFor(result, "on_conflict") ? askConflicts(scene) : refusedStep(scene, result, email);
}

function refusedStep({ words }: Scene, result: ToolResult, email: string | undefined): Step | "lost" {
  if (result.code === "CUSTOMER_LIMIT") return { text: words.book.tooManyVisits() };
  if (result.code === "PLAN_LIMIT") return { text: words.book.noMoreBookings() };
  if (result.code === "NEEDS_FIELDS" || result.code === "INVALID_ARGUMENT")
    return email === undefined
      ? { text: words.book.badPhone(), asked: "phone" }
      : { text: words.book.badEmail(), asked: "email" };
  return "lost";
}

/** Reports the unavailable dates of a series as soon as its time is known; checked once per time. */
function conflictsFirst(scene: Scene, offer: Offer): Step | undefined {
  const { repeat } = draftOf(scene);
  if (!repeat || repeat.onConflict) return undefined;
  const { series } = scene.turn.state();
  if (series?.slotId === offer.slotId) return series.missed.length > 0 ? askConflictsAgain(scene) : undefined;
  const result = callTool(scene, "create_booking", { slot_id: offer.slotId });
  return asksFor(result, "on_conflict") ? askConflicts(scene) : undefined;
}

function askConflictsAgain(scene: Scene): Step {
  const step = askConflicts(scene);
  const isHeard = scene.turn.heard.changed.includes("contact");
  return isHeard ? { ...step, text: `${scene.words.book.gotIt()} ${step.text}` } : step;
}

function askName({ words, turn }: Scene): Step {
  const { hints } = turn.understood;
  if (turn.heard.changed.includes("contact") && turn.state().asked === "name")
    return { text: `${words.book.gotIt()} ${words.book.name()}`, asked: "name" };
  const { people } = turn.state().draft;
  const { email, phone } = turn.state().draft;
  // A known customer without a name who has already booked is now booking for somebody else.
  const isNext = turn.state().verified.length > 0 && (people !== undefined || (email ?? phone) !== undefined);
  if (isNext && people === undefined) return { text: words.conduct.nameOfThis(), asked: "name" };
  if (hints.includes("for_other") || isNext) return { text: words.book.nameOfOther(), asked: "name" };
  return { text: words.book.name(), asked: "name" };
}

function askContact({ words, turn }: Scene, name: string): Step {
  const { hints, acts } = turn.understood;
  const { asked } = turn.state();
  const unreadable = turn.heard.doubts.find(({ about }) => about === "email" || about === "phone");
  if (unreadable?.about === "email") return { text: words.book.badEmail(), asked: "email" };
  if (unreadable?.about === "phone") return { text: words.book.badPhone(), asked: "phone" };
  if (turn.heard.changed.includes("contact"))
    return { text: words.book.contact(addressOf(name)), asked: "email" };
  if (hints.includes("has_none") || acts.includes("negate")) {
    if (asked === "email") return { text: words.book.phoneInstead(), asked: "phone" };
    if (asked === "phone") return { text: words.book.oneIsNeeded(), asked: "email" };
  }
  return { text: words.book.contactAgain(), asked: asked === "phone" ? "phone" : "email" };
}
