import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A page on somebody's own website. */
export type HostPage = { readonly origin: string; readonly url: string; readonly close: () => void };

const STYLE = "body { margin: 40px auto; max-width: 60ch; padding: 0 20px; font: 18px/1.6 Georgia, serif; }";

/**
 * A salon's own website, on a different origin than ours, with the chat launcher and a policy that allows
 * scripts and frames from `desk` and nothing inline. Close it at the end.
 */
export async function startHostPage(desk: string, slug: string, { policy = true } = {}): Promise<HostPage> {
  const csp = `default-src 'none'; script-src ${desk}; frame-src ${desk}; style-src 'self'; img-src 'self'`;
  const server = createServer((request, response) => {
    if (request.url === "/site.css") {
      response.writeHead(200, { "content-type": "text/css" }).end(STYLE);
      return;
    }
    if (request.url === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      ...(policy && { "content-security-policy": csp }),
    });
    response.end(page(desk, slug));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  // For a browser, a different site than the desk's `localhost`, which makes the frame third-party.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, url: `${origin}/`, close };
}

function page(desk: string, slug: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Our salon</title>
<link rel="stylesheet" href="/site.css"></head>
<body><main><h1>Our salon</h1><p>Cuts and colour, without hurry.</p><p><a href="#about">About us</a></p></main>
<script src="${desk}/widget.js" data-tenant="${slug}" async></script></body>
</html>`;
}
