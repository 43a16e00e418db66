import type { LogFields, Logger } from "#kernel/logger.ts";

/** A logger that adds the request and tenant to each line. */
export class RequestLogger implements Logger {
  readonly #log: Logger;
  readonly #requestId: string;
  readonly #tenantId: string;

  constructor(log: Logger, requestId: string, tenantId: string) {
    this.#log = log;
    this.#requestId = requestId;
    this.#tenantId = tenantId;
  }

  info(fields: LogFields, message: string): void {
    this.#log.info(this.#named(fields), message);
  }

  warn(fields: LogFields, message: string): void {
    this.#log.warn(this.#named(fields), message);
  }

  error(fields: LogFields, message: string): void {
    this.#log.error(this.#named(fields), message);
  }

  #named(fields: LogFields): LogFields {
    return { ...fields, request_id: this.#requestId, tenant_id: this.#tenantId };
  }
}
