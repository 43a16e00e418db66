import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import type { Answer } from "#test/app.ts";
import { aChatter, aGate, type Gate, scriptedDesk } from "#test/chat-desk.ts";
import { type Luna, startLuna } from "#test/luna-hair.ts";

import { type Challenge, zeroBits } from "./proof-of-work.ts";

let luna: Luna;
let gate: Gate;

beforeEach(async () => {
  gate = aGate();
  luna = await startLuna({
    settings: { RATE_LIMITS: "on" },
    chooseBrain: (ctx) => scriptedDesk({ serviceId: () => luna.ids.cut, date: "2026-03-10" }, gate)(ctx),
  });
});
afterEach(() => luna.app.close());

async function chatter() {
  const one = aChatter(luna.app);
  expect((await one.begin()).status).toBe(201);
  return one;
}

const told = ({ status, body }: Answer) => [status, body?.error?.reason];

function solve({ challenge, difficulty }: Challenge): string {
  for (let number = 0; ; number += 1) {
    const solution = `${challenge}:${number}`;
    if (zeroBits(createHash("sha256").update(solution).digest()) >= difficulty) return solution;
  }
}

describe("a customer who chats", () => {
  test("may send 20 messages a minute in one conversation", async () => {
    const ana = await chatter();
    for (let i = 0; i < 20; i += 1) expect((await ana.stream({ message: "Hello" })).status).toBe(200);
    const refused = await ana.stream({ message: "Hello" });
    expect(told(refused)).toEqual([429, "RATE_LIMITED"]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(refused.body.error.details.proof_of_work).toBeUndefined();
    luna.app.clock.advance(2 * MINUTE);
    expect((await ana.stream({ message: "Hello" })).status).toBe(200);
  });

  test("may send 60 from one address, and more only with proof of work, which counts once", async () => {
    const people = [await chatter(), await chatter(), await chatter(), await chatter()];
    for (const one of people.slice(0, 3))
      for (let i = 0; i < 20; i += 1) expect((await one.stream({ message: "Hello" })).status).toBe(200);
    const ana = people[3]!;
    const asked = await ana.stream({ message: "Hello" });
    expect(told(asked)).toEqual([429, "RATE_LIMITED"]);
    const work = asked.body.error.details.proof_of_work;
    expect(work).toEqual({
      challenge: expect.any(String),
      algorithm: "sha-256",
      difficulty: expect.any(Number),
    });
    const proof = { "x-proof-of-work": solve(work) };
    expect((await ana.stream({ message: "Hello" }, proof)).status).toBe(200);
    expect(told(await ana.stream({ message: "Hello" }, proof))).toEqual([429, "RATE_LIMITED"]);
    expect((await ana.stream({ message: "x" }, { "x-proof-of-work": "y".repeat(301) })).status).toBe(400);
  });

  test("may start 30 conversations a minute from one address, and more only with proof of work", async () => {
    for (let i = 0; i < 30; i += 1) await chatter();
    const asked = await aChatter(luna.app).begin();
    expect(told(asked)).toEqual([429, "RATE_LIMITED"]);
    const proof = solve(asked.body.error.details.proof_of_work);
    const begun = await luna.app.ask("POST", "/t/luna/v1/chat/session", {
      headers: { "x-proof-of-work": proof },
    });
    expect(begun.status).toBe(201);
  });

  test("may have two concurrent turns from one address", async () => {
    const people = [await chatter(), await chatter(), await chatter()];
    const [first, second] = people.slice(0, 2).map((one) => one.stream({ message: "slowly" }));
    await expect.poll(() => luna.app.deps.store.stats().leases).toBe(2);
    const third = await people[2]?.stream({ message: "Hello" });
    expect(third && told(third)).toEqual([429, "RATE_LIMITED"]);
    expect(third?.headers["retry-after"]).toBe("1");
    gate.pass();
    expect([(await first)?.status, (await second)?.status]).toEqual([200, 200]);
    expect((await people[2]?.stream({ message: "Hello" }))?.status).toBe(200);
  });

  test("is refused in friendly words on the page, which keeps the message", async () => {
    const ana = await chatter();
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      accept: "text/html",
      cookie: `chat=${ana.session()}`,
    };
    const say = () =>
      luna.app.app.inject({
        method: "POST",
        url: "/t/luna/chat",
        headers: { host: "localhost", ...headers },
        payload: "message=Keep+this",
      });
    for (let i = 0; i < 20; i += 1) expect((await say()).statusCode).toBe(303);
    const refused = await say();
    expect(refused.statusCode).toBe(429);
    expect(refused.body).toContain("One moment, please");
    expect(refused.body).toContain("Keep this</textarea>");
  });
});
