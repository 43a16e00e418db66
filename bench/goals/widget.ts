import { gzipSync } from "node:zlib";

import type { Goal } from "../goal.ts";
import { startProduct } from "../http/start-product.ts";

/** G19: what a visitor of an embedding site downloads. */
export const widget: Goal = {
  ids: ["G19"],
  title: "The window on other sites",
  measure: async ({ folder }) => {
    const product = await startProduct(folder("widget"), { TENANTS: "1", VISITS: "10" });
    const at = `http://localhost:${product.port}`;
    const launcher = await bytesOf(`${at}/widget.js`);
    const panel = await panelOf(at, "/t/salon-0/chat?embed=https%3A%2F%2Fshop.example");
    const look = await bytesOf(`${at}/t/salon-0/chat/look.js`);
    await product.stop();
    const all = launcher.sent + look.sent + panel.sent;
    const detail = `${panel.parts} parts; compressed throughout ${kib(launcher.packed + look.packed + panel.packed)} KiB`;
    return [
      {
        goal: "G19",
        what: "launcher, as sent",
        figure: launcher.sent / 1024,
        unit: "KiB",
        limit: { atMost: 4 },
      },
      {
        goal: "G19",
        what: "launcher and panel, as sent",
        figure: all / 1024,
        unit: "KiB",
        limit: { atMost: 50 },
        detail,
      },
    ];
  },
};

type Size = { readonly sent: number; readonly packed: number };

/** The size of a response's body on the wire, and what it would be if everything were compressed. */
async function bytesOf(url: string): Promise<Size & { readonly text: string }> {
  // fetch decompresses: the size on the wire is what the server declared.
  const answer = await fetch(url, { headers: { "accept-encoding": "gzip" } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  const text = await answer.text();
  const packed = gzipSync(text, { level: 9 }).length;
  const sent = answer.headers.get("content-encoding") === "gzip" ? packed : Buffer.byteLength(text);
  return { sent: Number(answer.headers.get("content-length") ?? sent), packed, text };
}

/** The page, its styles and scripts, and what those import. */
async function panelOf(at: string, path: string): Promise<Size & { readonly parts: number }> {
  const known = new Set<string>();
  let [sent, packed] = [0, 0];
  const load = async (url: string): Promise<void> => {
    if (known.has(url)) return;
    known.add(url);
    const part = await bytesOf(url);
    sent += part.sent;
    packed += part.packed;
    for (const link of linksIn(part.text)) await load(new URL(link.replaceAll("&amp;", "&"), url).href);
  };
  await load(at + path);
  return { sent, packed, parts: known.size };
}

function linksIn(text: string): string[] {
  const links = text.matchAll(
    /<link rel="stylesheet" href="([^"]+)"|<script type="module" src="([^"]+)"|(?:from |new URL\()"(\.\/[\w-]+\.js)"/g,
  );
  return [...links].map(([, style, script, module]) => style ?? script ?? module ?? "");
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
