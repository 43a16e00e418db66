import type { ArrangePage } from "#modules/portal/book/arrange-page.ts";
import type { PeoplePage, ServicesPage, TimesPage } from "#modules/portal/book/book-pages.ts";
import type { DetailsPage } from "#modules/portal/book/details-page.ts";
import type { RepeatPage } from "#modules/portal/book/repeat-page.ts";
import type { MoveConfirmPage, MoveTimesPage } from "#modules/portal/visit/move-pages.ts";
import type { MoveSeriesPage } from "#modules/portal/visit/move-series-page.ts";
import type { CancelPage, VisitPage } from "#modules/portal/visit/visit-page.ts";
import type { EarlierPage } from "#modules/portal/waitlist/earlier-page.ts";
import type { WaitPage } from "#modules/portal/waitlist/wait-page.ts";
import type { WaitStatusPage } from "#modules/portal/waitlist/wait-status-page.ts";

import type { BusinessPage } from "./business-page.ts";
import type { TextPage } from "./text-pages.ts";

/** Every page of a business, by view name, with the view's model. */
export type Pages = {
  readonly "business/show": BusinessPage;
  readonly "business/text": TextPage;
  readonly "book/services": ServicesPage;
  readonly "book/people": PeoplePage;
  readonly "book/arrange": ArrangePage;
  readonly "book/times": TimesPage;
  readonly "book/details": DetailsPage;
  readonly "book/repeat": RepeatPage;
  readonly "visit/show": VisitPage;
  readonly "visit/cancel": CancelPage;
  readonly "visit/move": MoveTimesPage;
  readonly "visit/move-confirm": MoveConfirmPage;
  readonly "visit/move-series": MoveSeriesPage;
  readonly "visit/earlier": EarlierPage;
  readonly "waitlist/join": WaitPage;
  readonly "waitlist/show": WaitStatusPage;
};

/** A page to show, and its status. */
export type Shown = {
  readonly [Name in keyof Pages]: {
    readonly kind: "page";
    readonly view: Name;
    readonly model: Pages[Name];
    readonly status: number;
  };
}[keyof Pages];

/** `show("book/details", model, 400)`. */
export function show<Name extends keyof Pages>(view: Name, model: Pages[Name], status = 200): Shown {
  return { kind: "page", view, model, status } as unknown as Shown;
}
