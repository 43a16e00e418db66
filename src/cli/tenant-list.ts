import { openForReading } from "#deps";
import { listTenants } from "#modules/platform/index.ts";

import type { Command } from "./command.ts";

/** Lists all businesses: slug, plan, status, creation time. */
export const tenantList: Command = {
  name: "tenant list",
  args: [],
  does: "list every business",
  run: async ({ config, terminal }) => {
    const { control, close } = await openForReading(config);
    try {
      let cursor: string | undefined;
      do {
        const page = await listTenants(control, { cursor, limit: 100 });
        for (const { slug, plan, status, created_at: since } of page.items) {
          terminal.say([slug, plan, status, since].join("\t"));
        }
        cursor = page.next_cursor;
      } while (cursor !== undefined);
    } finally {
      await close();
    }
  },
};
