/** The class of an error; each belongs to one family of HTTP statuses. */
export type ErrorCode =
  | "INVALID_ARGUMENT"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "INTERNAL"
  | "UNAVAILABLE";

/**
 * Every error that a caller can meet: its status, its class, and its default message. The key is the
 * `reason`, the stable code that callers branch on.
 */
const CATALOGUE = {
  INVALID_ARGUMENT: [400, "INVALID_ARGUMENT", "Something in the request isn't right."],
  START_IN_PAST: [400, "INVALID_ARGUMENT", "That time has already passed."],
  TIME_DOES_NOT_EXIST: [400, "INVALID_ARGUMENT", "That time doesn't exist: the clocks change then."],
  TIME_IS_AMBIGUOUS: [
    400,
    "INVALID_ARGUMENT",
    "That time comes twice: the clocks change then. Say which one with an offset.",
  ],
  IDEMPOTENCY_KEY_REQUIRED: [400, "INVALID_ARGUMENT", "Send an Idempotency-Key header with this request."],
  UNAUTHENTICATED: [401, "UNAUTHENTICATED", "A valid API key is needed."],
  FORBIDDEN: [403, "FORBIDDEN", "This key isn't allowed to do that."],
  PLAN_LIMIT: [403, "FORBIDDEN", "This business has reached its plan's limit."],
  TENANT_SUSPENDED: [403, "FORBIDDEN", "This business isn't taking bookings at the moment."],
  NOT_FOUND: [404, "NOT_FOUND", "There's nothing here."],
  METHOD_NOT_ALLOWED: [405, "INVALID_ARGUMENT", "This address doesn't accept that method."],
  CONFLICT: [409, "CONFLICT", "This doesn't fit with what's there now."],
  SLOT_TAKEN: [409, "CONFLICT", "Someone was a moment faster: that time is taken."],
  SLOT_NOT_AVAILABLE: [409, "CONFLICT", "That time isn't available."],
  TOO_SOON: [409, "CONFLICT", "That time is too soon to book."],
  OUTSIDE_BOOKING_WINDOW: [409, "CONFLICT", "That date can't be booked yet."],
  SERIES_CONFLICT: [409, "CONFLICT", "Some dates in this series aren't free."],
  CUSTOMER_LIMIT: [
    409,
    "CONFLICT",
    "You already have as many upcoming visits as this business allows for one person.",
  ],
  SERVICE_NOT_OFFERED: [409, "CONFLICT", "This service isn't offered at the moment."],
  IDEMPOTENCY_MISMATCH: [409, "CONFLICT", "This Idempotency-Key was used with a different request."],
  CANCELLATION_TOO_LATE: [
    409,
    "CONFLICT",
    "It's too late to change this visit here. Please contact the business.",
  ],
  BOOKING_NOT_ACTIVE: [409, "CONFLICT", "This visit can no longer be changed."],
  OFFER_GONE: [409, "CONFLICT", "That time is gone. You keep your place on the waitlist."],
  TERMS_CHANGED: [409, "CONFLICT", "The price or length of this service has changed."],
  VERSION_MISMATCH: [409, "CONFLICT", "Someone else has changed this in the meantime."],
  ALREADY_EXISTS: [409, "CONFLICT", "Something with this name already exists."],
  IN_USE: [409, "CONFLICT", "Something else still needs this."],
  PAYLOAD_TOO_LARGE: [413, "INVALID_ARGUMENT", "That is too long."],
  UNSUPPORTED_MEDIA_TYPE: [415, "INVALID_ARGUMENT", "Send JSON, with Content-Type: application/json."],
  HEADERS_TOO_LARGE: [431, "INVALID_ARGUMENT", "The headers of this request are too long."],
  RATE_LIMITED: [429, "RATE_LIMITED", "Too many requests. Please wait a moment."],
  INTERNAL: [500, "INTERNAL", "Something went wrong on our end."],
  UNAVAILABLE: [503, "UNAVAILABLE", "This business can't be reached at the moment. Please try again soon."],
} as const satisfies Record<string, readonly [number, ErrorCode, string]>;

export type ErrorReason = keyof typeof CATALOGUE;

/** Every reason and code that a caller can meet. */
export const ERROR_REASONS = Object.keys(CATALOGUE) as readonly ErrorReason[];
export const ERROR_CODES: ReadonlySet<ErrorCode> = new Set(Object.values(CATALOGUE).map(([, code]) => code));

export type ErrorDetails = Readonly<Record<string, unknown>>;

/** An error that ends a request; carries everything that the caller is told. */
export class AppError extends Error {
  readonly reason: ErrorReason;
  readonly status: number;
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  /** `details.path` names the field at fault, if there is one. */
  constructor(reason: ErrorReason, message?: string, details?: ErrorDetails, options?: ErrorOptions) {
    const [status, code, usual] = CATALOGUE[reason];
    super(message ?? usual, options);
    this.name = "AppError";
    this.reason = reason;
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** A 400 that names the field (`path`, such as `customer.email`) and says what to change. */
export function invalid(path: string, message: string, reason: ErrorReason = "INVALID_ARGUMENT"): AppError {
  return new AppError(reason, message, { path });
}

/** A 404, the same for what does not exist and for what the caller may not know about. */
export function notFound(message?: string): AppError {
  return new AppError("NOT_FOUND", message);
}
