import { unpackChromium } from "./chromium.ts";

/** Vitest's global setup for the journeys: unpacks the browser before several workers want to start it. */
export async function setup(): Promise<void> {
  await unpackChromium();
}
