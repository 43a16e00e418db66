/**
 * Checks whether a deployment is healthy: `npm run smoke -- URL [--tenant SLUG] [--book]`. Prints a line per
 * check; exits with 0 only if all pass. Needs only Node, so it runs where nothing is installed.
 */
import { parseArgs } from "node:util";

import { bookingChecks } from "./smoke/booking.ts";
import { type Check, runChecks } from "./smoke/check.ts";
import { siteOf } from "./smoke/site.ts";
import { lookingChecks, processChecks } from "./smoke/looking.ts";

const USAGE = "npm run smoke -- URL [--tenant SLUG] [--book]";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tenant: { type: "string", default: "demo" }, book: { type: "boolean", default: false } },
});
const [url] = positionals;
if (url === undefined || positionals.length > 1 || !URL.canParse(url)) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const site = siteOf(url, values.tenant);
  const checks: readonly Check[] = [
    ...processChecks(site),
    ...lookingChecks(site),
    ...(values.book ? bookingChecks(site) : []),
  ];
  const failed = await runChecks(checks, console.log);
  console.log(
    failed === 0 ? `${checks.length} checks hold.` : `${failed} of ${checks.length} checks FAILED.`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}
