import { formatMinutes } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import { onDay } from "#modules/conversation/words/en/index.ts";
import { hasWaitlist } from "#modules/waitlist/index.ts";

import { askService } from "./ask-service.ts";
import { callTool, searchOf } from "./call-tools.ts";
import { whatOf } from "./offer-words.ts";
import { draftOf, type Scene, type Step } from "./scene.ts";

/** Days to wait for a customer who would come on any day. */
const ANY_DAYS = 13;

/** Puts the customer on the waitlist once service, days and contact details are known. */
export function waitlistStep(scene: Scene): Step {
  const { words, turn } = scene;
  const draft = draftOf(scene);
  if (!hasWaitlist(turn.ctx))
    return { text: `${words.manage.waitlistNone()} ${words.book.whichOtherDay(false)}`, asked: "date" };
  if (turn.state().phase === "waitlisted" && turn.heard.changed.length === 0)
    return { text: words.book.anythingElse() };
  const [item] = draft.items;
  if (!item) return askService(scene);
  const missing = askMissing(scene);
  if (!missing) return join(scene);
  const { changed } = turn.heard;
  const isBegun = changed.includes("goal") || changed.includes("service");
  if (isBegun) return { ...missing, text: `${words.manage.waitlistFor(whatOf(scene))} ${missing.text}` };
  return changed.length > 0 && !changed.includes("contact")
    ? { ...missing, text: `${words.book.gotIt()} ${missing.text}` }
    : missing;
}

function askMissing(scene: Scene): Step | undefined {
  const { words, turn } = scene;
  const { dates, dateRange, earliest, name, email, phone } = draftOf(scene);
  const hasDays = dates.length > 0 || dateRange !== undefined || earliest === true;
  if (!hasDays && !turn.understood.hints.includes("any_day"))
    return { text: words.manage.waitlistDays(), asked: "date" };
  if (name === undefined) return { text: words.book.name(), asked: "name" };
  if (email === undefined && phone === undefined) return { text: words.book.contactAgain(), asked: "email" };
  return undefined;
}

function join(scene: Scene): Step {
  const { words } = scene;
  const { items, name, email, phone } = draftOf(scene);
  const { from, to, fromMinute, toMinute } = searchOf(scene, 1);
  const last = to < from ? addDays(from, ANY_DAYS) : to;
  const result = callTool(scene, "join_waitlist", {
    service_id: items[0]?.serviceId,
    staff_id: items[0]?.staffId ?? null,
    start_date: from,
    end_date: last,
    from_time: fromMinute === undefined ? null : formatMinutes(fromMinute),
    to_time: toMinute === undefined ? null : formatMinutes(Math.min(toMinute, 1440)),
    customer_name: name,
    customer_email: email ?? null,
    customer_phone: phone ?? null,
  });
  if (result.ok) {
    const then = from === last ? ` ${onDay(words.when.day(from))}` : "";
    return { text: `${words.manage.waitlisted(whatOf(scene), then)} ${words.book.anythingElse()}` };
  }
  if (result.code === "PLAN_LIMIT")
    return { text: `${words.manage.waitlistNone()} ${words.book.whichOtherDay(false)}`, asked: "date" };
  return { text: words.book.contactAgain(), asked: "email" };
}
