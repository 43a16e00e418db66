import { must } from "./check.ts";

/** Options of a request. */
export type Asked = {
  readonly method?: string;
  readonly body?: object;
  readonly token?: string;
  readonly key?: string;
};

/** A deployment, and the business to check. */
export type Site = {
  /** Fetches the text of a page. */
  readonly page: (path: string) => Promise<string>;
  /** Calls an API route of the business; throws for any status other than `status`. */
  readonly api: <T>(status: number, path: string, asked?: Asked) => Promise<T>;
  /** The path of the business's pages, such as `/t/demo`. */
  readonly home: string;
};

const PATIENCE = 10_000;

/** The deployment at this apex URL. */
export function siteOf(url: string, tenant: string): Site {
  const base = url.replace(/\/+$/, "");
  const home = `/t/${tenant}`;
  return {
    home,
    page: async (path) => {
      const answer = await fetch(base + path, { signal: AbortSignal.timeout(PATIENCE) });
      const text = await answer.text();
      must(answer.status === 200, `${path} answered ${answer.status}`);
      return text;
    },
    api: async <T>(status: number, path: string, { method = "GET", body, token, key }: Asked = {}) => {
      const answer = await fetch(`${base}${home}${path}`, {
        method,
        signal: AbortSignal.timeout(PATIENCE),
        headers: {
          ...(body && { "content-type": "application/json" }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(key !== undefined && { "idempotency-key": key }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      must(answer.status === status, `${method} ${path} answered ${answer.status}: ${text.slice(0, 200)}`);
      return (text === "" ? undefined : JSON.parse(text)) as T;
    },
  };
}
