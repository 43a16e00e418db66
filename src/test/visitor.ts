import type { TestApp } from "./app.ts";

export type PageAnswer = {
  readonly status: number;
  readonly html: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The target of a redirect. */
  readonly location: string;
};

/**
 * A browser without scripts: requests pages, submits forms, and sends cookies by path as RFC 6265 requires.
 * By default on Luna's pages under `/t/luna`.
 */
export function aVisitor({ app }: TestApp, host = "localhost") {
  const jar = new Map<string, string>();

  const ask = async (method: "GET" | "POST", url: string, more: object = {}): Promise<PageAnswer> => {
    const cookie = cookiesFor(jar, url);
    const { headers = {}, ...rest } = more as { headers?: Record<string, string> };
    const answer = await app.inject({
      method,
      url,
      headers: { host, accept: "text/html", ...(cookie !== "" && { cookie }), ...headers },
      ...rest,
    });
    keepCookies(jar, answer.headers["set-cookie"]);
    const { location = "" } = answer.headers;
    return { status: answer.statusCode, html: answer.body, headers: answer.headers, location };
  };

  return {
    get: (url: string, headers: Record<string, string> = {}) => ask("GET", url, { headers }),
    post: (url: string, fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) =>
      ask("POST", url, {
        payload: new URLSearchParams(fields).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      }),
    cookies: jar,
  };
}

export type Visitor = ReturnType<typeof aVisitor>;

/** The hidden fields of the first POST form on a page. */
export function hiddenFields(html: string): Record<string, string> {
  const fields = html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g);
  return Object.fromEntries([...fields].map(([, name, value]) => [name, value]));
}

/** The values of the buttons with that name, in page order. */
export function buttons(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`<button[^>]* name="${name}" value="([^"]*)"`, "g"))].map(
    ([, value = ""]) => value,
  );
}

/** The visible text of a page. */
export function textOf(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
}

function keepCookies(jar: Map<string, string>, header: string | readonly string[] | undefined): void {
  for (const line of [header ?? []].flat()) {
    const [pair = "", ...attributes] = line.split("; ");
    const path = attributes.find((attribute) => attribute.startsWith("Path="))?.slice(5) ?? "/";
    jar.set(path, pair);
  }
}

function cookiesFor(jar: Map<string, string>, url: string): string {
  const [path = ""] = url.split("?");
  return [...jar]
    .filter(([scope]) => path === scope || path.startsWith(`${scope}/`))
    .map(([, pair]) => pair)
    .join("; ");
}
