import { AppError } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import { bookOnce, type OnConflict, refusalError } from "#modules/booking/index.ts";
import { getProfile } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { findChosen } from "#modules/portal/chosen.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { type Shown, show } from "#modules/portal/pages.ts";
import { readChoice } from "#modules/portal/read-choice.ts";
import { type BookingRefusal, refusalNotice } from "#modules/portal/refusal-words.ts";
import type { Site } from "#modules/portal/shell.ts";

import { type Asked, type Booked, onceOf, wishOf } from "./asked.ts";
import { checkDetails, type Details, readForm } from "./book-form.ts";
import { timesPage } from "./book-pages.ts";
import { bookRepeated, showDates } from "./book-repeat.ts";
import { noService } from "./book-steps.ts";
import { detailsPage, type Returned, type TimedChoice } from "./details-page.ts";
import { readRepeatStep, repeatOf } from "./repeat-form.ts";
import { otherTimes, takeTime } from "./take-time.ts";

export type Held = { readonly kind: "held"; readonly choice: TimedChoice };

/** Counts one booking by a phone number; throws RATE_LIMITED. */
export type CountPhone = (phone: string) => void;

/** Holds the chosen time, or shows alternatives. */
export function holdChoice(site: Site, sent: unknown): Held | Shown {
  const choice = readChoice(sent);
  const chosen = findChosen(site.ctx, choice);
  if (!chosen) return noService(site);
  const { start } = choice;
  if (start === undefined) return show("book/times", timesPage(site, choice, chosen, NO_TIME), 400);
  const taken = takeTime(site, chosen, { ...choice, start });
  if (taken.outcome === "held") {
    const staff = chosen.parts ? chosen.withWhom : choice.staff;
    return { kind: "held", choice: { ...choice, staff, start, hold: taken.hold.id } };
  }
  const { zone } = calendarRules(site.ctx.db);
  const notice = refusalNotice(taken, getProfile(site.ctx.db).business_name);
  const page = timesPage(site, { ...choice, hold: undefined, date: zone.localDateOf(start) }, chosen, notice);
  return show(
    "book/times",
    { ...page, alternatives: otherTimes(site, chosen, start) },
    refusalError(taken, zone).status,
  );
}

type Submission = Asked & { readonly site: Site };

/** Books what the details form says, or shows it again with its problems. */
export function bookVisit(site: Site, sent: unknown, countPhone: CountPhone): Booked | Shown {
  const choice = readChoice(sent);
  const chosen = findChosen(site.ctx, choice);
  if (!chosen) return noService(site);
  const { start } = choice;
  if (start === undefined) return show("book/times", timesPage(site, choice, chosen, NO_TIME), 400);
  const form = readForm(sent);
  const submission = { site, chosen, choice: { ...choice, start }, form };
  const other = readChoice({ start: (sent as { readonly other?: unknown }).other }).start;
  if (other !== undefined) return takeOther(submission, other);
  const checked = checkDetails(form.typed, getProfile(site.ctx.db).country);
  if ("errors" in checked) return showAgain(submission, { errors: checked.errors }, 400);
  const { onConflict, edit } = readRepeatStep(sent);
  if (edit) return showAgain(submission, {});
  return bookChecked(submission, checked.details, onConflict, countPhone);
}

/**
 * Books the visit, or the series that the form asks for. The dates of a series are shown first, unless
 * `onConflict` says what to do about those that are not free.
 */
function bookChecked(
  submission: Submission,
  details: Details,
  onConflict: OnConflict | undefined,
  countPhone: CountPhone,
): Booked | Shown {
  const { site, chosen, choice, form } = submission;
  const repeat = repeatOf(form.typed);
  const asked = repeat && { choice, chosen, form, details, repeat };
  if (asked && onConflict === undefined) {
    const dates = showDates(site, asked);
    if (dates) return "kind" in dates ? dates : lost(submission, dates);
  }
  if (details.customer.phone !== undefined) countPhone(details.customer.phone);
  return confirm(submission, () =>
    asked ? bookRepeated(site, asked, onConflict ?? "stop") : bookOne(submission, details),
  );
}

/** Shows the details form again, with what was typed. */
function showAgain(
  { site, chosen, choice, form }: Submission,
  returned: Omit<Returned, "typed">,
  status = 200,
): Shown {
  return show("book/details", detailsPage(site, choice, chosen, { typed: form.typed, ...returned }), status);
}

/** Offers another time in place of a lost one; what was typed is kept. */
function takeOther(submission: Submission, start: Instant): Shown {
  const choice = { ...submission.choice, start };
  const taken = takeTime(submission.site, submission.chosen, choice);
  if (taken.outcome !== "held") return lost({ ...submission, choice }, taken);
  return showAgain({ ...submission, choice: { ...choice, hold: taken.hold.id } }, { notice: KEPT });
}

function bookOne(submission: Submission, details: Details): Booked | BookingRefusal {
  const { site, choice, form } = submission;
  const once = onceOf(form, { ...choice, ...details });
  const booked = bookOnce(site.ctx, once, wishOf(submission, details));
  return booked.outcome === "booked" ? { kind: "booked", uid: booked.view.uid } : booked;
}

function confirm(submission: Submission, book: () => Booked | Shown | BookingRefusal): Booked | Shown {
  try {
    const booked = book();
    return "kind" in booked ? booked : lost(submission, booked);
  } catch (error) {
    if (!(error instanceof AppError) || error.reason !== "IDEMPOTENCY_MISMATCH") throw error;
    return showAgain(submission, { notice: SENT_BEFORE }, 409);
  }
}

/** Shows the form again with why its time was lost, and what can be had instead. */
function lost(submission: Submission, refusal: BookingRefusal): Shown {
  const { site, chosen, choice } = submission;
  const notice = refusalNotice(refusal, getProfile(site.ctx.db).business_name);
  const { status } = refusalError(refusal, calendarRules(site.ctx.db).zone);
  if (refusal.outcome === "terms_changed") {
    // The hold has the old terms: booking under the new ones takes a new hold.
    const taken = takeTime(site, chosen, choice);
    if (taken.outcome === "held")
      return showAgain({ ...submission, choice: { ...choice, hold: taken.hold.id } }, { notice }, status);
  }
  const alternatives = refusal.outcome === "plan_limit" ? [] : otherTimes(site, chosen, choice.start);
  const gone = { ...submission, choice: { ...choice, hold: undefined } };
  return showAgain(gone, { notice, alternatives, bookable: false }, status);
}

const NO_TIME: Notice = { tone: "problem", title: "Please choose a time.", text: "" };
const KEPT: Notice = {
  tone: "good",
  title: "We're holding this time for you.",
  text: "What you typed is still there. Please look it over and book.",
};
const SENT_BEFORE: Notice = {
  tone: "calm",
  title: "You've already sent this form.",
  text: "That visit is booked. Only book again if you want a second one.",
};
