import { findBooking } from "#modules/booking/index.ts";
import { referenceIn } from "#modules/conversation/draft/index.ts";

import { callTool } from "./call-tools.ts";
import { visitWords } from "./offer-words.ts";
import { contactWords, draftOf, type Scene, type Step, type Visit } from "./scene.ts";

/** The visit that is meant (`isNew`: verified just now), or else the question to ask first. */
type Found = { readonly visit: Visit; readonly isNew: boolean } | { readonly step: Step };

const VERBS = { reschedule: "move", cancel: "cancel", lookup: "find" } as const;

/**
 * Finds the customer's visit. Nothing is disclosed until its reference and its booking's e-mail address are
 * given.
 */
export function findVisit(scene: Scene, goal: keyof typeof VERBS): Found {
  const { turn, words } = scene;
  const several = turn.heard.doubts.find(({ about }) => about === "visit");
  if (several?.about === "visit") return { step: whichVisit(scene, several.uids) };
  const known = knownVisit(scene);
  if (known) return { visit: known, isNew: false };
  const { lookupUid, tries } = turn.state();
  const reference = referenceIn(turn.text) ?? lookupUid ?? draftOf(scene).reference;
  if (reference === undefined) return { step: askReference(scene, VERBS[goal]) };
  const { email } = draftOf(scene);
  if (email === undefined) return { step: { text: words.manage.whichEmail(), asked: "email" } };
  const isFresh = tries === 0 || turn.understood.email !== undefined || referenceIn(turn.text) !== undefined;
  if (isFresh) return prove(scene, reference, email);
  return { step: turn.understood.hints.includes("has_none") ? withoutReference(scene) : notFound(scene) };
}

function knownVisit(scene: Scene): Visit | undefined {
  const { verified } = scene.turn.state();
  const { bookingUid } = draftOf(scene);
  const own = verified.flatMap((uid) => readVisit(scene, uid) ?? []);
  const meant = own.find(({ uid }) => uid === bookingUid);
  return meant ?? (own.length === 1 ? own[0] : undefined);
}

/** The upcoming visits that this conversation may discuss, in words. */
export function ownVisits(scene: Scene): readonly string[] {
  return scene.turn
    .state()
    .verified.flatMap((uid) => readVisit(scene, uid) ?? [])
    .map((visit) => visitWords(scene, visit));
}

/** An upcoming visit. */
export function readVisit({ turn, now }: Scene, uid: string): Visit | undefined {
  const booking = findBooking(turn.ctx.db, uid);
  if (booking?.row.status !== "confirmed" || booking.row.start_at < now) return undefined;
  const items = booking.items.map(({ service_id: serviceId, staff_id: staffId }) => ({ serviceId, staffId }));
  return { uid, start: booking.row.start_at, items };
}

function whichVisit(scene: Scene, uids: readonly string[]): Step {
  const told = uids.flatMap((uid) => {
    const visit = readVisit(scene, uid);
    return visit ? [visitWords(scene, visit)] : [];
  });
  return { text: scene.words.manage.whichVisit(told), asked: "choice" };
}

function askReference(scene: Scene, what: "move" | "cancel" | "find"): Step {
  const { words, turn } = scene;
  const { changed } = turn.heard;
  if (changed.includes("goal")) return { text: words.manage.whichReference(what) };
  const { hints, acts } = turn.understood;
  // Asking something else in the meantime does not mean that they have none.
  if (acts.includes("request") && !hints.includes("has_none") && turn.state().proposed !== "book")
    return { text: words.manage.whichReference(what) };
  // It was asked for before, and the reply contained none.
  const isToldWhy = turn.state().proposed === "book" && turn.state().asked === "choice";
  if (!isToldWhy) return withoutReference(scene);
  const contact = contactWords(scene) || words.manage.orPerson();
  const heard = changed.includes("contact") ? [words.book.gotIt()] : [];
  return {
    text: [...heard, words.manage.stillNoReference(), contact, words.manage.orNewVisit()].join(" "),
    asked: "choice",
    proposed: "book",
  };
}

function withoutReference(scene: Scene): Step {
  const { words } = scene;
  const contact = contactWords(scene) || words.manage.orPerson();
  return { text: words.manage.noReference(contact), asked: "choice", proposed: "book" };
}

function prove(scene: Scene, reference: string, email: string): Found {
  const result = callTool(scene, "get_booking_details", { booking_uid: reference, email });
  const { words } = scene;
  if (result.ok) {
    const visit = readVisit(scene, reference);
    return visit ? { visit, isNew: true } : { step: { text: words.manage.notActive() } };
  }
  if (result.say_hint === "hand_over")
    return {
      step: { text: `${words.manage.noMoreTries()} ${contactWords(scene) || words.manage.orPerson()}` },
    };
  return { step: notFound(scene) };
}

function notFound({ words }: Scene): Step {
  return { text: words.manage.notFound(), asked: "email" };
}
