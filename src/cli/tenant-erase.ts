import { eraseTenant } from "#modules/platform/index.ts";

import type { Command } from "./command.ts";
import { withOwner } from "./with-owner.ts";

/** Erases a business and all its data permanently. */
export const tenantErase: Command = {
  name: "tenant erase",
  args: ["SLUG"],
  does: "remove a business and all its data for good",
  run: async ({ config, terminal, args: [slug = ""] }) => {
    const name = encodeURIComponent(slug);
    await withOwner(config, (deps) => eraseTenant(deps, slug), {
      method: "DELETE",
      path: `/v1/admin/tenants/${name}?confirm=${name}`,
    });
    terminal.say(`${slug} is erased.`);
  },
};
