import { readFile } from "node:fs/promises";

import { createTenant } from "#modules/platform/index.ts";

import { type Command, CommandFailed, reasonOf } from "./command.ts";
import { AT_THE_TERMINAL, withOwner } from "./with-owner.ts";

/** Creates a business from a tenant file. */
export const tenantCreate: Command = {
  name: "tenant create",
  args: ["FILE"],
  does: "create a business from a tenant file",
  run: async ({ config, terminal, args: [path = ""] }) => {
    const document = await readDocument(path);
    const made = await withOwner(config, (deps) => createTenant(deps, document, AT_THE_TERMINAL), {
      method: "POST",
      path: "/v1/admin/tenants",
      body: document,
    });
    const { slug, url } = ("body" in made ? made.body : made) as { slug: string; url: string };
    terminal.say(`${slug} is ready: ${url}`);
  },
};

async function readDocument(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new CommandFailed(`${path} can't be read (${reasonOf(error)}).`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailed(`${path} is not JSON: ${reasonOf(error)}`);
  }
}
