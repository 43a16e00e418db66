import { type Command, CommandFailed } from "./command.ts";
import { withOwner } from "./with-owner.ts";

/** Migrates every file to the newest schema. A running server does so by itself. */
export const migrate: Command = {
  name: "migrate",
  args: [],
  does: "bring every file to the newest schema",
  run: async ({ config, terminal }) => {
    await withOwner(
      config,
      async (deps) => {
        const { migrated, failed } = await deps.migrateTenants();
        if (failed.length > 0)
          throw new CommandFailed(...failed.map((id) => `Tenant ${id} could not be migrated.`));
        terminal.say(migrated === 0 ? "Everything is up to date." : `${migrated} tenants were migrated.`);
      },
      undefined,
    );
  },
};
