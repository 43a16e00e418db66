import { getPolicies, getProfile } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { currentFaqs } from "#modules/knowledge/index.ts";
import { type PublicService, publicServices } from "#modules/services/index.ts";
import { publicStaffList } from "#modules/staff/index.ts";

import { bookHref } from "./book-address.ts";
import { shortDuration } from "./duration-words.ts";
import { type HoursView, hoursView } from "./hours-view.ts";
import { changeRule, depositWords, priceWords } from "./offer-words.ts";
import { initials } from "./initials.ts";
import { planTint } from "./plan-tint.ts";
import { type Shell, shellOf, type Visit } from "./shell.ts";
import { zoneWords } from "#kernel/zone-words.ts";

/** The front page of a business. */
export type BusinessPage = {
  readonly shell: Shell;
  readonly description: readonly string[];
  readonly services: readonly MenuLine[];
  readonly people: readonly PersonView[];
  readonly hours: HoursView;
  readonly zone: string;
  readonly policies: readonly PolicyView[];
  /** What customers often ask, with the business's own answers. */
  readonly faqs: readonly { readonly question: string; readonly answer: string }[];
};

/** A service on the menu; it leads to its booking. */
export type MenuLine = {
  readonly name: string;
  readonly description: string;
  readonly duration: string;
  readonly price: string;
  readonly deposit: string | undefined;
  readonly href: string;
};

export type PersonView = {
  readonly name: string;
  readonly title: string;
  readonly initials: string;
  /** Of the face that the initials stand for. */
  readonly tint: number;
};
export type PolicyView = { readonly title: string; readonly paragraphs: readonly string[] };

export function businessPage(visit: Visit): BusinessPage {
  const { ctx, basePath } = visit;
  const rules = calendarRules(ctx.db);
  const now = ctx.clock.now();
  return {
    shell: shellOf(visit),
    description: paragraphs(getProfile(ctx.db).description),
    services: publicServices(ctx.db).map((service) => menuLine(service, basePath)),
    people: publicStaffList(ctx.db).map(({ name, title }) => personView(name, title)),
    hours: hoursView(ctx.db, rules, now),
    zone: zoneWords(rules.zone, now),
    policies: policyViews(visit),
    faqs: currentFaqs(ctx.db).filter(({ answer }) => answer !== ""),
  };
}

export function menuLine(service: PublicService, basePath: string): MenuLine {
  return {
    name: service.name,
    description: service.description,
    duration: shortDuration(service.duration_minutes),
    price: priceWords(service.price_cents, service.currency),
    deposit: depositWords(service.deposit_cents, service.currency),
    href: bookHref(basePath, { service: service.id }),
  };
}

export function personView(name: string, title: string): PersonView {
  return { name, title, initials: initials(name), tint: planTint(name) };
}

export function policyViews({ ctx }: Visit): PolicyView[] {
  const policies = getPolicies(ctx.db);
  const change = paragraphs(policies.cancellation_text);
  const all: PolicyView[] = [
    {
      title: "Moving and cancelling",
      paragraphs: [changeRule(policies.cancellation_notice_minutes), ...change],
    },
    { title: "If you are late", paragraphs: paragraphs(policies.late_text) },
    { title: "If you don't show up", paragraphs: paragraphs(policies.no_show_text) },
    { title: "Paying", paragraphs: paragraphs(policies.payment_text) },
  ];
  return all.filter((policy) => policy.paragraphs.length > 0);
}

function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
