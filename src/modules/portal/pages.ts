import type { ArrangePage } from "./arrange-page.ts";
import type { BusinessPage } from "./business-page.ts";
import type { PeoplePage, ServicesPage, TimesPage } from "./book-pages.ts";
import type { DetailsPage } from "./details-page.ts";
import type { MoveConfirmPage, MoveTimesPage } from "./move-pages.ts";
import type { MoveSeriesPage } from "./move-series-page.ts";
import type { RepeatPage } from "./repeat-page.ts";
import type { TextPage } from "./text-pages.ts";
import type { EarlierPage } from "./earlier-page.ts";
import type { CancelPage, VisitPage } from "./visit-page.ts";
import type { WaitPage } from "./wait-page.ts";
import type { WaitStatusPage } from "./wait-status-page.ts";

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
