import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { type AppDeps, restoreControlPlane } from "#deps";
import { type Instant, parseInstant } from "#kernel/instant.ts";
import { findLiveTenant, restoredView, restoreOrRefuse } from "#modules/platform/index.ts";
import type { BackupChoice } from "#ports/backups.ts";

import { type Command, CommandFailed, type Terminal } from "./command.ts";
import { everyTenant } from "./every-tenant.ts";
import { withOwner } from "./with-owner.ts";

/** Restores one business, or everything, from a backup. */
export const restore: Command = {
  name: "restore",
  args: ["SLUG|--all", "[--at INSTANT]", "[--from FILE]"],
  optional: "any",
  does: "put a business, or everything, back from a backup",
  run: async ({ config, terminal, args }) => {
    const { slug, all, ...choice } = read(args);
    if (all) {
      if (await restoreControlPlane(config, choice.at)) terminal.say("The control plane is restored.");
      return void (await withOwner(config, (deps) => restoreAll(deps, choice, terminal), undefined));
    }
    const done = await withOwner(config, (deps) => restoreOne(deps, slug, choice), {
      method: "POST",
      path: `/v1/admin/tenants/${encodeURIComponent(slug)}/restore`,
      body: {
        ...(choice.from !== undefined && { from: choice.from }),
        ...(choice.atText && { at: choice.atText }),
      },
    });
    terminal.say(sentence(slug, ("body" in done ? done.body : done) as View));
  },
};

type View = ReturnType<typeof restoredView>;
type Asked = BackupChoice & {
  readonly slug: string;
  readonly all: boolean;
  readonly atText?: string | undefined;
};

const USAGE = "Usage: restore SLUG [--at INSTANT] [--from FILE], or restore --all [--at INSTANT]";

function read(args: readonly string[]): Asked {
  const { values, positionals } = parse(args);
  const [slug = "", ...more] = positionals;
  const { all = false, at: atText, from } = values;
  if (more.length > 0 || (slug === "") !== all || (from !== undefined && (all || atText !== undefined)))
    throw new CommandFailed(USAGE);
  return { slug, all, at: instantOf(atText), atText, from: from === undefined ? undefined : resolve(from) };
}

function parse(args: readonly string[]) {
  const options = { all: { type: "boolean" }, at: { type: "string" }, from: { type: "string" } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw new CommandFailed(USAGE);
  }
}

function instantOf(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const at = parseInstant(text);
  if (at === undefined) throw new CommandFailed("--at must be an instant such as 2026-03-09T13:00:00Z.");
  return at;
}

async function restoreOne({ control, backups }: AppDeps, slug: string, choice: BackupChoice): Promise<View> {
  return restoredView(await restoreOrRefuse(backups, await findLiveTenant(control, slug), choice));
}

/** Each independently: one without a backup does not keep the others from being restored. */
async function restoreAll(deps: AppDeps, { at }: BackupChoice, terminal: Terminal): Promise<void> {
  const failed: string[] = [];
  for await (const record of everyTenant(deps)) {
    try {
      const restored = await restoreOrRefuse(deps.backups, record, { at });
      terminal.say(sentence(record.slug, restoredView(restored)));
    } catch (error) {
      failed.push(`${record.slug}: ${(error as Error).message}`);
    }
  }
  if (failed.length > 0) throw new CommandFailed(...failed);
}

function sentence(
  slug: string,
  { made_at: madeAt, messages_in_doubt: doubt, set_aside: aside }: View,
): string {
  return [
    `${slug} is back to how it was at ${madeAt}.`,
    ...(aside === null ? [] : [`The previous file is DATA_DIR/set-aside/${aside}.`]),
    ...(doubt === 0 ? [] : [`${doubt} messages may have been sent since, and won't be sent again.`]),
  ].join(" ");
}
