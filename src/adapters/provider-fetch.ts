/** The headers that a provider needs. Any others that its client adds are not sent. */
const HEADERS = ["accept", "content-type", "anthropic-version"] as const;

type Fetch = typeof globalThis.fetch;

/**
 * `fetch` for a provider's client: authorised with our key and nothing else. The clients also read headers
 * from the environment and describe the machine; neither is sent. Follows no redirect, which would take the
 * key along.
 */
export function fetchWithKey(apiKey: string): Fetch {
  return (address, init = {}) => {
    const given = new Headers(init.headers);
    const headers = new Headers({ authorization: `Bearer ${apiKey}` });
    for (const name of HEADERS) {
      const value = given.get(name);
      if (value !== null) headers.set(name, value);
    }
    return fetch(address, { ...init, headers, redirect: "error" });
  };
}

/** A base address without a trailing slash or `/v1`. */
export function withoutVersion(address: string): string {
  return address.replace(/\/+$/, "").replace(/\/v1$/, "");
}
