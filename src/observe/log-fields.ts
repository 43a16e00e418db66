/**
 * The names of fields that a log line may have: ids, codes, counts and timings. Whoever adds one must make sure
 * that it never holds a customer's name, address, number or text.
 */
export const LOG_FIELDS: ReadonlySet<string> = new Set([
  // The subject
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
  // The outcome
  "reason",
  "code",
  "outcome",
  "attempt",
  "count",
  "bytes",
  "alarm",
  "subject", // of an alarm: a tenant's id or a fixed word
  "detail", // of an alarm: a sentence of our own
  "err",
  "error",
  "failure",
  "leases",
  "open",
  "capacity",
  "signal",
  "port",
]);
