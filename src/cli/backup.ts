import { openForReading } from "#deps";

import { type Command, CommandFailed } from "./command.ts";

/**
 * Backs up every business and the control plane, or one business, to BACKUP_DIR. Works beside a running
 * server.
 */
export const backup: Command = {
  name: "backup",
  args: ["[SLUG]"],
  optional: 1,
  does: "copy everything, or one business, into BACKUP_DIR",
  run: async ({ config, terminal, args: [slug] }) => {
    const deps = await openForReading(config);
    try {
      const { made, failed } = await (slug === undefined ? deps.backUps.backUpAll() : backUpOne(deps, slug));
      terminal.say(`${made === 1 ? "1 backup was" : `${made} backups were`} made in ${deps.backUps.root}.`);
      if (failed.length > 0) throw new CommandFailed(...failed);
    } finally {
      await deps.close();
    }
    if (slug === undefined && config.controlDatabaseUrl)
      terminal.complain(
        "The control plane is on a PostgreSQL server and NOT in this backup: back it up there.",
      );
  },
};

async function backUpOne({ control, backUps }: Awaited<ReturnType<typeof openForReading>>, slug: string) {
  const record = await control.tenantBySlug(slug);
  if (!record) throw new CommandFailed(`There is no business "${slug}".`);
  return backUps.backUpTenant(record);
}
