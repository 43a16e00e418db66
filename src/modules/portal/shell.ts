import { displayPhone } from "#kernel/phone.ts";
import { getAssistant, getBranding, getProfile, type Profile } from "#modules/business/index.ts";
import { brandSheet } from "#modules/portal/brand/brand.ts";
import { monogramOf } from "#modules/portal/brand/initials.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** A business's pages: whose they are, and the prefix of their paths (`''` or `/t/demo`). */
export type Site = { readonly ctx: TenantContext; readonly basePath: string };

/** The frame of every page of a business. */
export type Shell = {
  readonly title: string;
  readonly business: string;
  readonly base: string;
  readonly brandHref: string;
  readonly logoUrl: string | null;
  /** The letter shown in place of a logo. */
  readonly monogram: string;
  readonly phone: PhoneView | null;
  readonly email: string | null;
  readonly address: string;
  readonly mapHref: string | null;
  readonly website: { readonly label: string; readonly href: string } | null;
  /** The assistant's page; null if there is none. */
  readonly chatHref: string | null;
  /** The business currently takes no bookings. */
  readonly suspended: boolean;
};

export type PhoneView = { readonly label: string; readonly href: string };

/** `title` names the page; the front page has none. */
export function shellOf({ ctx, basePath }: Site, title?: string): Shell {
  const profile = getProfile(ctx.db);
  const branding = getBranding(ctx.db);
  return {
    title: title === undefined ? profile.business_name : `${title} · ${profile.business_name}`,
    business: profile.business_name,
    base: basePath,
    brandHref: `${basePath}/brand.css?v=${brandSheet(branding).version}`,
    logoUrl: branding.logo_url,
    monogram: monogramOf(profile.business_name),
    phone: phoneView(profile),
    email: profile.email,
    address: profile.address,
    mapHref: mapHref(profile),
    website: websiteView(profile),
    chatHref: answers(ctx) ? `${basePath}/chat` : null,
    suspended: ctx.tenant.status === "suspended",
  };
}

function answers({ db, tenant }: TenantContext): boolean {
  return tenant.status !== "suspended" && getAssistant(db).brain !== "off";
}

function phoneView({ phone, country }: Profile): PhoneView | null {
  return phone === null ? null : { label: displayPhone(phone, country), href: `tel:${phone}` };
}

function websiteView({ website_url: href }: Profile): Shell["website"] {
  return href === null
    ? null
    : { label: href.replace(/^https?:\/\/(?:www\.)?/i, "").replace(/\/$/, ""), href };
}

function mapHref({ business_name: name, address }: Profile): string | null {
  if (address === "") return null;
  const query = new URLSearchParams({ api: "1", query: `${name}, ${address.replace(/\s+/g, " ")}` });
  return `https://www.google.com/maps/search/?${query.toString()}`;
}
