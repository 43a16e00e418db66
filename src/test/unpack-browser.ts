import { unpackChromium } from "./chromium.ts";

/** Vitest's global setup of the journeys: the browser is there before several workers want to start it. */
export async function setup(): Promise<void> {
  await unpackChromium();
}
