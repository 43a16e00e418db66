import { zoneWords } from "#kernel/zone-words.ts";
import { getPolicies, getProfile } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { currentFaqs } from "#modules/knowledge/index.ts";
import { type MenuView, menuView } from "#modules/portal/book/menu-view.ts";
import { initials } from "#modules/portal/brand/initials.ts";
import { planTint } from "#modules/portal/brand/plan-tint.ts";
import { publicServices } from "#modules/services/index.ts";
import { publicStaffList } from "#modules/staff/index.ts";

import { type HoursView, hoursView } from "./hours-view.ts";
import { changeRule } from "./offer-words.ts";
import { type Shell, shellOf, type Site } from "./shell.ts";

/** The front page of a business. */
export type BusinessPage = {
  readonly shell: Shell;
  readonly description: readonly string[];
  readonly menu: MenuView;
  readonly people: readonly PersonView[];
  readonly hours: HoursView;
  readonly zone: string;
  readonly policies: readonly PolicyView[];
  /** Frequent questions, with the business's own answers. */
  readonly faqs: readonly { readonly question: string; readonly answer: string }[];
};

export type PersonView = {
  readonly name: string;
  readonly title: string;
  readonly initials: string;
  /** The tint behind the initials. */
  readonly tint: number;
};
export type PolicyView = { readonly title: string; readonly paragraphs: readonly string[] };

export function businessPage(site: Site): BusinessPage {
  const { ctx } = site;
  const rules = calendarRules(ctx.db);
  const now = ctx.clock.now();
  return {
    shell: shellOf(site),
    description: paragraphs(getProfile(ctx.db).description),
    menu: menuView(site, publicServices(ctx.db)),
    people: publicStaffList(ctx.db).map(({ name, title }) => personView(name, title)),
    hours: hoursView(ctx.db, rules, now),
    zone: zoneWords(rules.zone, now),
    policies: policyViews(site),
    faqs: currentFaqs(ctx.db).filter(({ answer }) => answer !== ""),
  };
}

export function personView(name: string, title: string): PersonView {
  return { name, title, initials: initials(name), tint: planTint(name) };
}

export function policyViews({ ctx }: Site): PolicyView[] {
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
