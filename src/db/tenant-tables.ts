import type { Generated } from "kysely";

import type { Flag, Json } from "./columns.ts";
import type { ConversationTables } from "./conversation-tables.ts";
import type { HolidaysTable, HolidayYearsTable } from "./holiday-tables.ts";
import type { OutboxTable } from "./outbox-table.ts";
import type { WaitlistTables } from "./waitlist-tables.ts";

export type { OutboxChannel, OutboxState, OutboxTable } from "./outbox-table.ts";

/** Epoch milliseconds, UTC. */
type At = number;
/** `YYYY-MM-DD` in the business's zone. */
type DateText = string;
/** `YYYY-MM-DDTHH:MM` in the business's zone. */
type LocalText = string;

/** Opening windows of a day, each with start and end in local time: `[["09:00", "17:00"]]`. */
export type HoursDocument = readonly (readonly [string, string])[];
export type WeekDocument = {
  readonly [Day in "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun"]?: HoursDocument | undefined;
};
export type StepDocument = { readonly minutes: number; readonly staff_free?: boolean };
export type LimitsDocument = { readonly per_day?: number | null; readonly per_week?: number | null };

export type MetaTable = {
  singleton: 1;
  tenant_id: string;
  incarnation: string;
  config_version: Generated<number>;
  created_at: At;
};

export type SettingsTable = { key: string; document: string; version: Generated<number>; updated_at: At };

/** Columns of every editable entity of the configuration; `version` is its ETag. */
type Kept = { version: Generated<number>; created_at: At; updated_at: At };

export type ResourcesTable = Kept & {
  id: string;
  ref: string;
  name: string;
  quantity: number;
  active: Generated<Flag>;
  archived_at: At | null;
};

export type SlotAlignment = "clock" | "opening" | "packed";

export type ServicesTable = Kept & {
  id: string;
  ref: string;
  name: string;
  description: Generated<string>;
  aliases: Generated<Json<readonly string[]>>;
  duration_minutes: number;
  steps: Generated<Json<readonly StepDocument[]>>;
  price_cents: Generated<number>;
  currency: string;
  deposit_cents: Generated<number>;
  buffer_before_minutes: Generated<number>;
  buffer_after_minutes: Generated<number>;
  slot_interval_minutes: number;
  slot_alignment: Generated<SlotAlignment>;
  capacity: Generated<number>;
  min_notice_minutes: number | null;
  limits: Generated<Json<LimitsDocument>>;
  active: Generated<Flag>;
  sort_order: Generated<number>;
  archived_at: At | null;
};

export type ServiceResourcesTable = { service_id: string; resource_id: string };

export type StaffTable = Kept & {
  id: string;
  ref: string;
  name: string;
  email: string | null;
  title: Generated<string>;
  priority: Generated<number>;
  time_zone: string | null;
  hours: Json<WeekDocument> | null;
  limits: Generated<Json<LimitsDocument>>;
  active: Generated<Flag>;
  sort_order: Generated<number>;
  archived_at: At | null;
};

export type StaffServicesTable = { staff_id: string; service_id: string };

export type OverridesTable = Kept & {
  id: string;
  staff_id: string | null;
  date: DateText;
  hours: Json<HoursDocument>;
};

export type TimeOffTable = Kept & {
  id: string;
  staff_id: string;
  start_at: At;
  end_at: At;
  start_local: LocalText;
  end_local: LocalText;
  reason: Generated<string>;
};

export type FaqsTable = Kept & {
  id: string;
  question: string;
  answer: string;
  tags: Generated<Json<readonly string[]>>;
  active: Generated<Flag>;
  sort_order: Generated<number>;
  archived_at: At | null;
};

export type CustomersTable = Kept & {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  notes: Generated<string>;
  sms_consent_at: At | null;
  erased_at: At | null;
};

export type BookingStatus = "pending_payment" | "confirmed" | "completed" | "no_show" | "cancelled";
export type PaymentStatus = "none" | "unpaid" | "authorised" | "paid" | "refunded";
export type BookingSource = "page" | "chat" | "phone" | "sms" | "owner" | "waitlist" | "api" | "calcom";

/** The policies for changing a visit, as they stood when it was booked. */
export type PolicyDocument = {
  readonly cancellation_notice_minutes: number;
  readonly cancellation_text?: string;
  readonly late_text?: string;
  readonly no_show_text?: string;
  readonly payment_text?: string;
  /** Minutes after which a customer who has not shown up loses the visit; null for never. */
  readonly no_show_release_minutes?: number | null;
};

/** The terms that decide a visit's footprint, as they stood when it was booked. */
export type TermsDocument = {
  readonly service_name: string;
  readonly duration_minutes: number;
  readonly steps: readonly StepDocument[];
  readonly buffer_before_minutes: number;
  readonly buffer_after_minutes: number;
  readonly capacity: number;
  readonly resource_ids: readonly string[];
  readonly deposit_cents: number;
  /** The service's full buffers, if fewer apply because it is part of a visit of several services. */
  readonly buffers_alone?: { readonly before_minutes: number; readonly after_minutes: number };
};

/**
 * Why this person was chosen: requested by the customer, already serving the previous service, or selected
 * among those who were free (`among`).
 */
export type StaffChoiceDocument = {
  readonly rule:
    | "requested"
    | "same_person"
    | "only_one_free"
    | "priority"
    | "least_recently_booked"
    | "tie_by_id";
  readonly among: readonly string[];
};

export type BookingsTable = {
  uid: string;
  customer_id: string;
  status: BookingStatus;
  payment_status: Generated<PaymentStatus>;
  source: BookingSource;
  start_at: At;
  end_at: At;
  price_cents: number;
  currency: string;
  policy: Json<PolicyDocument>;
  notes: Generated<string>;
  series_id: string | null;
  /** The policy's `no_show_release_minutes`. */
  release_minutes: number | null;
  checked_in_at: At | null;
  cancelled_at: At | null;
  cancel_reason: string | null;
  /** Incremented with each change; the SEQUENCE of the visit's iCalendar event (RFC 5545). */
  version: Generated<number>;
  created_at: At;
  updated_at: At;
};

export type BookingItemsTable = {
  booking_uid: string;
  position: number;
  service_id: string;
  staff_id: string;
  start_at: At;
  end_at: At;
  price_cents: number;
  terms: Json<TermsDocument>;
  staff_choice: Json<StaffChoiceDocument>;
  assigned_at: At;
  counts: Generated<Flag>;
};

/** One service of a held visit, with the terms that were shown. */
export type HeldItemDocument = {
  readonly service_id: string;
  readonly staff_id: string;
  readonly start_at: At;
  readonly end_at: At;
  readonly price_cents: number;
  readonly terms: TermsDocument;
  readonly staff_choice: StaffChoiceDocument;
};

export type HoldsTable = {
  id: string;
  items: Json<readonly HeldItemDocument[]>;
  start_at: At;
  end_at: At;
  expires_at: At;
  created_at: At;
};

export type OccupancyKind = "visit" | "hold" | "offer" | "absence" | "busy";

export type OccupanciesTable = {
  id: Generated<number>;
  subject_kind: "staff" | "resource";
  subject_id: string;
  kind: OccupancyKind;
  owner_id: string;
  claim: string;
  seats: Generated<number>;
  capacity: Generated<number>;
  start_at: At;
  end_at: At;
  expires_at: At | null;
};

export type IdempotencyKeysTable = {
  id: Generated<number>;
  scope: string;
  key: string;
  request_hash: string;
  response: string;
  created_at: At;
};

export type ActorKind = "customer" | "person" | "assistant" | "system" | "api_key" | "platform";

export type EventsTable = {
  seq: Generated<number>;
  id: string;
  at: At;
  kind: string;
  subject: string;
  actor_kind: ActorKind;
  actor_id: string | null;
  channel: string;
  reason: string | null;
  changes: string;
};

/** The tables of a tenant's file after all of tenant-migrations/. */
export type TenantTables = WaitlistTables &
  ConversationTables & {
    meta: MetaTable;
    settings: SettingsTable;
    resources: ResourcesTable;
    services: ServicesTable;
    service_resources: ServiceResourcesTable;
    staff: StaffTable;
    staff_services: StaffServicesTable;
    overrides: OverridesTable;
    time_off: TimeOffTable;
    faqs: FaqsTable;
    holidays: HolidaysTable;
    holiday_years: HolidayYearsTable;
    customers: CustomersTable;
    bookings: BookingsTable;
    booking_items: BookingItemsTable;
    holds: HoldsTable;
    occupancies: OccupanciesTable;
    idempotency_keys: IdempotencyKeysTable;
    events: EventsTable;
    outbox: OutboxTable;
  };
