/** Where whole files are kept away from this machine, by keys such as `tenants/ID/NAME.db`. Throws when it fails. */
export type ObjectStorage = {
  readonly put: (key: string, content: Uint8Array) => Promise<void>;
  /** Undefined when there is nothing under this key. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>;
  /** All keys that begin so, in order. */
  readonly list: (prefix: string) => Promise<readonly string[]>;
  /** Also when there is nothing. */
  readonly remove: (key: string) => Promise<void>;
};
