import { subscribe, unsubscribe } from "node:diagnostics_channel";

import type { Span, Tracing } from "./tracing.ts";

/** What Node publishes about a `fetch` request; all messages about one request carry the same object. */
type FetchRequest = { readonly origin: string; readonly method: string };
type NodeRequest = { readonly method: string; readonly host: string };

/**
 * Traces each outgoing HTTP call, by `fetch` or `node:http`, as a span. Only the host of the URL is recorded,
 * because paths and queries name people. Calls to the URLs in `except`, our own telemetry, are not traced.
 */
export function traceOutboundCalls(tracing: Tracing, except: readonly string[]): { close: () => void } {
  const open = new WeakMap<object, Span>();
  const ours = new Set(except.map((address) => new URL(address).host));

  const begin = (request: object, method: string, host: string): void => {
    if (ours.has(host)) return;
    open.set(request, tracing.begin("outbound_call", `${method} ${host}`, { "server.address": host }));
  };
  const end = (request: object, status: number | undefined): void => {
    const attributes = status === undefined ? {} : { "http.response.status_code": status };
    open.get(request)?.end({ failed: status === undefined || status >= 500, attributes });
    open.delete(request);
  };

  const heard = listen({
    "undici:request:create": ({ request }: { request: FetchRequest }) =>
      begin(request, request.method, new URL(request.origin).host),
    "undici:request:headers": ({
      request,
      response,
    }: {
      request: object;
      response: { statusCode: number };
    }) => end(request, response.statusCode),
    "undici:request:error": ({ request }: { request: object }) => end(request, undefined),
    "http.client.request.start": ({ request }: { request: NodeRequest }) =>
      begin(request, request.method, request.host),
    "http.client.response.finish": ({
      request,
      response,
    }: {
      request: object;
      response: { statusCode: number };
    }) => end(request, response.statusCode),
    "http.client.request.error": ({ request }: { request: object }) => end(request, undefined),
  });
  return { close: heard };
}

/** What each channel publishes is in Node's documentation, but not in its types. */
function listen(listeners: Readonly<Record<string, (message: never) => void>>): () => void {
  const all = Object.entries(listeners) as [string, (message: unknown) => void][];
  for (const [channel, listener] of all) subscribe(channel, listener);
  return () => {
    for (const [channel, listener] of all) unsubscribe(channel, listener);
  };
}
