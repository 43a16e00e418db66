import { displayPhone } from "#kernel/phone.ts";
import { recordEvent } from "#modules/events/index.ts";
import { getAssistant, getProfile } from "#modules/business/index.ts";
import { type HandedOver, queueHandedOver } from "#modules/messages/index.ts";
import { withDeed } from "#modules/conversation/deeds.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";

import { noteForVisit, type VisitNote } from "./note-for-visit.ts";
import type { ToolArgs } from "./tool-args.ts";
import type { ToolResult } from "./tool.ts";

/**
 * Hands the conversation over to a person: tells the customer whom to contact, and the business that somebody
 * is waiting.
 */
export function escalate(work: TurnWork, { reason = "" }: ToolArgs<"escalate_to_human">): ToolResult {
  const { ctx, feed, state } = work;
  const { handoff_phone, handoff_email } = getAssistant(ctx.db);
  const profile = getProfile(ctx.db);
  const { country } = profile;
  const to = { phone: handoff_phone ?? profile.phone, email: handoff_email ?? profile.email };
  const contact = {
    ...(to.phone !== null && { phone: to.phone }),
    ...(to.email !== null && { email: to.email }),
  };
  const note = noteForVisit(work);
  if (note) return passOn(work, note, contact);
  if (state.phase !== "handoff") {
    tellBusiness(work, { reason });
    feed.push({ event: "handoff", reason, ...contact });
  }
  work.state = { ...withDeed(work.state, "handed_over"), phase: "handoff" };
  const phone = to.phone === null ? {} : { phone: displayPhone(to.phone, country) };
  return { ok: true, code: "OK", data: { ...contact, ...phone } };
}

/** Passes a note about a visit to the business; the conversation goes on as before. */
function passOn(work: TurnWork, note: VisitNote, contact: object): ToolResult {
  const { notes: _, ...draft } = work.state.draft;
  tellBusiness(work, { reason: "", note: { ...note, turn: work.turn } });
  work.state = { ...withDeed(work.state, "handed_over"), draft };
  return { ok: true, code: "OK", data: contact, say_hint: "note_passed_on" };
}

/** Sends the business a message on the customer's behalf; stored at once, whatever happens to the turn. */
function tellBusiness(work: TurnWork, what: Pick<HandedOver, "reason" | "note">): void {
  const { ctx, row, state } = work;
  const { name, email, phone } = state.draft;
  work.begun.store();
  ctx.db.write((tx) => {
    recordEvent(ctx, tx, {
      kind: "conversation_handed_over",
      subject: `conversation:${row.seq}`,
      changes: [],
    });
    queueHandedOver(ctx, tx, { conversation: row.seq, ...what, name, email, phone });
  });
}
