import { AppError } from "#kernel/errors.ts";
import { bookSeries, type OnConflict, previewSeries, type Repeat } from "#modules/booking/index.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { type Shown, show } from "#modules/portal/pages.ts";
import type { BookingRefusal } from "#modules/portal/refusal-words.ts";
import type { Site } from "#modules/portal/shell.ts";

import { type Asked, type Booked, onceOf, wishOf } from "./asked.ts";
import type { Details } from "./book-form.ts";
import { repeatPage } from "./repeat-page.ts";

/** A submitted form about a recurring visit. */
export type Repeated = Asked & {
  readonly details: Details;
  readonly repeat: Repeat;
};

/** Shows which dates are free, and the choices for the others. */
export function showDates(site: Site, asked: Repeated, notice?: Notice): Shown | BookingRefusal {
  const looked = previewSeries(site.ctx, { visit: wishOf(asked, asked.details), repeat: asked.repeat });
  if (looked.outcome !== "looked_at") return looked;
  const page = repeatPage(site, asked, looked.dates, notice);
  return show("book/repeat", page, notice ? 409 : 200);
}

/** Books the visits; if dates are no longer free, shows them again. */
export function bookRepeated(
  site: Site,
  asked: Repeated,
  onConflict: OnConflict,
): Booked | Shown | BookingRefusal {
  const { choice, details, repeat } = asked;
  const once = onceOf(asked.form, { ...choice, ...details, repeat, onConflict });
  try {
    const booked = bookSeries(
      site.ctx,
      once,
      { visit: wishOf(asked, details), repeat, onConflict },
      ({ row }) => row.uid,
    );
    return booked.outcome === "booked" ? { kind: "booked", uid: booked.first } : booked;
  } catch (error) {
    if (error instanceof AppError && error.reason === "SERIES_CONFLICT")
      return showDates(site, asked, CHANGED);
    throw error;
  }
}

const CHANGED: Notice = {
  tone: "problem",
  title: "Some of these dates aren't free anymore.",
  text: "Please look them over again.",
};
