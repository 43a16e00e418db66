import type { LogFields, Logger } from "#kernel/logger.ts";

/** A log that says for which request and tenant each line is. */
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
