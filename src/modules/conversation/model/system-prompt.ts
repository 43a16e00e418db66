import type { TenantDb } from "#db/tenant-db.ts";
import { getAssistant, getHours, getPolicies, getProfile } from "#modules/business/index.ts";
import { type KnownBusiness, knownBusiness } from "#modules/conversation/business-known.ts";
import {
  aboutTheBusiness,
  MORE_ANSWERS,
  MORE_SERVICES,
  policyLines,
  serviceLine,
  staffLine,
  TITLES,
  weeklyHours,
} from "#modules/conversation/words/en/prompt-knowledge.ts";
import { promptRules } from "#modules/conversation/words/en/prompt-rules.ts";
import { currentFaqs } from "#modules/knowledge/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { fitting } from "./tokens.ts";

/** The most tokens for each part of a business's knowledge; the rest is available through tools. */
const SERVICES_TOKENS = 900;
const STAFF_TOKENS = 250;
const OWNER_TOKENS = 500;
const FAQ_TOKENS = 900;

const written = new WeakMap<KnownBusiness, string>();

/**
 * The system prompt for conversations with a business: the rules, and what is known about the business.
 * Byte-identical until its configuration changes, so that a provider can cache it; it contains nothing about
 * the clock, a customer or the tenant's id.
 */
export function systemPrompt(ctx: TenantContext): string {
  // Cached by this object, which stays the same until configuration changes.
  const business = knownBusiness(ctx.db);
  const before = written.get(business);
  if (before !== undefined) return before;
  const prompt = write(ctx, business);
  written.set(business, prompt);
  return prompt;
}

/** The canary in a business's prompt, which must never appear in an answer. */
export function promptCanary(ctx: Pick<TenantContext, "capabilities">): string {
  return ctx.capabilities.issue("prompt canary");
}

function write(ctx: TenantContext, business: KnownBusiness): string {
  const { db } = ctx;
  const { name, tone, instructions } = getAssistant(db);
  const profile = getProfile(db);
  const rules = promptRules({ name, tone, business: profile.business_name, canary: promptCanary(ctx) });
  const sections: readonly (readonly [title: string, text: string])[] = [
    [TITLES.business, aboutTheBusiness(profile)],
    [TITLES.hours, weeklyHours(getHours(db))],
    [TITLES.services, services(business)],
    [TITLES.staff, staff(business)],
    [TITLES.policies, policyLines(getPolicies(db)).join("\n")],
    [TITLES.owner, fitting(instructions.split("\n"), OWNER_TOKENS).lines.join("\n")],
    [TITLES.faqs, faqs(db)],
  ];
  const filled = sections.filter(([, text]) => text !== "").map(([title, text]) => `${title}\n${text}`);
  return [rules, ...filled].join("\n\n");
}

function services({ services: all }: KnownBusiness): string {
  const full = fitting(all.map(serviceLine), SERVICES_TOKENS);
  if (full.all) return full.lines.join("\n");
  // All services without descriptions are better than only some with them.
  const short = fitting(
    all.map((service) => serviceLine({ ...service, description: "" })),
    SERVICES_TOKENS,
  );
  return [...short.lines, ...(short.all ? [] : [MORE_SERVICES])].join("\n");
}

function staff({ services: all, staff: people }: KnownBusiness): string {
  return fitting(
    people.map((person) => staffLine(person, all)),
    STAFF_TOKENS,
  ).lines.join("\n");
}

function faqs(db: TenantDb): string {
  const rows = currentFaqs(db).filter(({ active }) => active === 1);
  const fit = fitting(
    rows.map(({ question, answer }) => `${question}\n${answer}`),
    FAQ_TOKENS,
  );
  return [...fit.lines, ...(fit.all ? [] : [MORE_ANSWERS])].join("\n");
}
