import { expect, test } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import { HOUR } from "#kernel/instant.ts";
import type { Mail } from "#ports/messages.ts";
import { aLog } from "#test/log.ts";

import { operatorAlarms } from "./operator-alarms.ts";

function alarmed() {
  const clock = fixedClock(0);
  const log = aLog();
  const mails: Mail[] = [];
  const standing = new Map<string, number>();
  const alarms = operatorAlarms({
    clock,
    log,
    standing: (kind, count) => standing.set(kind, count),
    mail: {
      to: "operator@example.com",
      transport: {
        sendMail: async (mail) => {
          mails.push(mail);
          return { outcome: "sent", providerId: "1" };
        },
      },
    },
  });
  return { ...alarms, clock, log, mails, standing };
}

test("an alarm is logged, counted, and mailed with what to do", () => {
  const { raise, log, mails, standing } = alarmed();
  raise("backup_failed", "control", "No backup: <full>");
  expect(log.lines).toEqual(["error Alarm."]);
  expect(log.entries[0]).toEqual({ alarm: "backup_failed", subject: "control", detail: "No backup: <full>" });
  expect(standing.get("backup_failed")).toBe(1);
  expect(mails).toEqual([
    expect.objectContaining({
      to: "operator@example.com",
      subject: "Frontdesk alarm: backup_failed (control)",
      text: expect.stringContaining("docs/operations.md"),
      html: expect.stringContaining("&lt;full>"),
    }),
  ]);
});

test("the same alarm is not repeated within an hour, even if it ended in between; another one is sent", () => {
  const { raise, clear, clock, mails, standing } = alarmed();
  raise("backup_failed", "control", "1");
  raise("backup_failed", "control", "2");
  clear("backup_failed", "control");
  expect(standing.get("backup_failed")).toBe(0);
  clock.advance(HOUR - 1);
  raise("backup_failed", "control", "3");
  expect(standing.get("backup_failed")).toBe(1);
  raise("backup_failed", "luna", "4");
  raise("disk_space", "control", "5");
  expect(standing.get("backup_failed")).toBe(2);
  clock.advance(1);
  raise("backup_failed", "control", "6");
  expect(mails.map(({ text }) => text[0])).toEqual(["1", "4", "5", "6"]);
});

test("mail that fails is only logged", async () => {
  const log = aLog();
  const { raise } = operatorAlarms({
    clock: fixedClock(0),
    log,
    standing: () => {},
    mail: { to: "operator@example.com", transport: { sendMail: () => Promise.reject(new Error("no")) } },
  });
  raise("fsync_slow", "data_dir", "60 ms");
  await expect.poll(() => log.lines).toEqual(["warn Alarm.", "warn An alarm could not be mailed."]);
});
