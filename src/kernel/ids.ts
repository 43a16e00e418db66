import { randomFillSync } from "node:crypto";

import type { Clock } from "./clock.ts";

/** A source of ids for new things; random in production, seeded in tests. */
export type Ids = {
  /** A ULID: 26 lower-case characters that sort by creation time and cannot be guessed (80 random bits). */
  readonly ulid: () => string;
  /** An unguessable capability: `bytes` random bytes (32 unless told) in base64url. */
  readonly token: (bytes?: number) => string;
};

type FillRandom = (buffer: Uint8Array) => void;

// Crockford's base 32, in lower case because ids occur in file names and URLs.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
/** Two characters per ten bits: half as many strings to concatenate. */
const PAIRS = Array.from({ length: 1024 }, (_, bits) => `${ALPHABET[bits >> 5]}${ALPHABET[bits & 31]}`);
const ULID = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** Ids from the machine's randomness. */
export function randomIds(clock: Clock): Ids {
  return idsFrom(
    clock,
    pooled((buffer) => void randomFillSync(buffer)),
  );
}

/** The same ids for the same seed: for tests, demos and benches only. */
export function seededIds(clock: Clock, seed: number): Ids {
  const next = splitMix32(seed);
  return idsFrom(clock, (buffer) => {
    for (let i = 0; i < buffer.length; i++) buffer[i] = next() & 0xff;
  });
}

/** Whether a text has the form of an id from `ulid()`. */
export function isUlid(text: string): boolean {
  return ULID.test(text);
}

/** A small deterministic generator of 32-bit unsigned integers (splitmix32). */
export function splitMix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** A lower bound: every ULID made at or after this instant sorts at or after it. */
export function ulidsFrom(at: number): string {
  return timePart(at);
}

function idsFrom(clock: Clock, fill: FillRandom): Ids {
  const random = new Uint8Array(16);
  return {
    ulid: () => {
      fill(random);
      return timePart(clock.now()) + randomPart(random);
    },
    token: (bytes = 32) => {
      const buffer = Buffer.alloc(bytes);
      fill(buffer);
      return buffer.toString("base64url");
    },
  };
}

function timePart(milliseconds: number): string {
  // The upper 20 and lower 30 of the 50 bits, because bitwise operators only work on 32.
  const upper = Math.floor(milliseconds / 2 ** 30);
  const lower = milliseconds % 2 ** 30;
  return pair(upper >> 10) + pair(upper) + pair(lower >> 20) + pair(lower >> 10) + pair(lower);
}

function randomPart(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < 16; i += 2) text += pair(((bytes[i]! & 31) << 5) | (bytes[i + 1]! & 31));
  return text;
}

function pair(bits: number): string {
  return PAIRS[bits & 1023]!;
}

// Pooled, because a call to the machine's generator costs microseconds no matter how few bytes it returns.
function pooled(refill: FillRandom): FillRandom {
  const pool = new Uint8Array(4096);
  let used = pool.length;
  return (buffer) => {
    if (buffer.length > pool.length) return refill(buffer);
    if (used + buffer.length > pool.length) {
      refill(pool);
      used = 0;
    }
    buffer.set(pool.subarray(used, used + buffer.length));
    pool.fill(0, used, used + buffer.length);
    used += buffer.length;
  };
}
