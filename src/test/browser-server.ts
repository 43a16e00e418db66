import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { unpackChromium } from "./chromium.ts";

/** Reaches this machine and nothing else, also when a page under test asks for more. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-client-side-phishing-detection",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
];

declare module "vitest" {
  interface ProvidedContext {
    browserEndpoint: string;
  }
}

/** Vitest's global setup of the journeys: one browser for all of them, started only when one is to run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({ ...(await unpackChromium()), args: ARGS });
  project.provide("browserEndpoint", server.wsEndpoint());
  return () => server.close();
}
