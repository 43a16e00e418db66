/**
 * Keeps whole files away from this machine, under keys such as `tenants/ID/NAME.db`. Rejects if the storage
 * fails.
 */
export type ObjectStorage = {
  readonly put: (key: string, content: Uint8Array) => Promise<void>;
  /** Undefined if there is nothing under this key. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>;
  /** All keys with this prefix, sorted. */
  readonly list: (prefix: string) => Promise<readonly string[]>;
  /** Succeeds even if there is nothing. */
  readonly remove: (key: string) => Promise<void>;
};
