/** What a provider needs to read a request. Whatever else a client would add stays here. */
const HEADERS = ["accept", "content-type", "anthropic-version"] as const;

type Fetch = typeof globalThis.fetch;

/**
 * `fetch` for a provider's client: authorised with our key and nothing else. The clients read headers from the
 * environment and describe the machine; neither leaves. Follows no redirect, since the key would go along.
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

/** A base address without its version, whichever way it was written. */
export function withoutVersion(address: string): string {
  return address.replace(/\/+$/, "").replace(/\/v1$/, "");
}
