/**
 * The names that a log line may have: ids, codes, counts and timings. Whoever adds one answers for it that
 * no name, address, number or text of a customer ever stands in it.
 */
export const LOG_FIELDS: ReadonlySet<string> = new Set([
  // What it is about
  "request_id",
  "tenant_id",
  "booking_uid",
  "hold_id",
  "customer_id",
  "service_id",
  "staff_id",
  "event_id",
  "outbox_id",
  "session_id",
  "job",
  "kind",
  "state",
  "channel",
  "provider",
  "migration",
  "schema_version",
  // A request
  "method",
  "route",
  "status",
  "ms",
  "limit",
  // How it went
  "reason",
  "code",
  "outcome",
  "attempt",
  "count",
  "bytes",
  "alarm",
  "subject", // of an alarm: a tenant's id or a word of ours
  "detail", // of an alarm: a sentence of ours
  "err",
  "error",
  "failure",
  "leases",
  "open",
  "capacity",
  "signal",
  "port",
]);
