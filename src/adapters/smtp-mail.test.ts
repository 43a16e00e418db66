import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";

import { aMail } from "#test/mail/a-mail.ts";
import { type Manner, openSmtpDesk } from "#test/mail/smtp-desk.ts";

import { readSmtpAddress } from "./smtp-address.ts";
import { judgeFailure } from "./smtp-answer.ts";
import { smtpMail } from "./smtp-mail.ts";

const OURS = { from: "Frontdesk <desk@example.com>", messageIdHost: "book.example.com" };

async function deskThat(manner: Manner, patience = {}) {
  const read: string[] = [];
  const desk = await openSmtpDesk(() => manner, { onRead: ({ subject = "" }) => void read.push(subject) });
  onTestFinished(desk.close);
  const mail = smtpMail({ url: desk.url, ...OURS, patience });
  onTestFinished(() => mail.close?.());
  return { desk, read, ...mail };
}

describe("a mail over SMTP", () => {
  test("arrives as it was written", async () => {
    const { desk, sendMail } = await deskThat("accept");
    await sendMail(aMail({ text: "Grüße\n.\n..\nfrom Łódź" }));
    const [mail] = desk.taken;
    expect(mail).toMatchObject({
      from: { name: "Luna Hair", address: "desk@example.com" },
      to: [{ address: "ana@example.com" }],
      replyTo: [{ name: "Luna Hair", address: "luna@example.com" }],
      subject: "Booked: Haircut",
      messageId: "<01kk1tk8c08pn1a4v618zsnj2z@book.example.com>",
    });
    expect(mail?.text?.trim()).toBe("Grüße\n.\n..\nfrom Łódź");
    expect(mail?.html).toContain("<p>Your visit is booked.</p>");
    expect(mail?.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
  });

  test("carries the calendar file with its method", async () => {
    const { desk, sendMail } = await deskThat("accept");
    await sendMail(aMail());
    const files = desk.taken[0]?.attachments.map(({ mimeType, method, filename }) => ({
      mimeType,
      method,
      filename,
    }));
    expect(files).toContainEqual(expect.objectContaining({ mimeType: "text/calendar", method: "REQUEST" }));
    expect(files).toContainEqual(expect.objectContaining({ filename: "visit.ics" }));
  });

  test("has no header injected through a name", async () => {
    const { desk, sendMail } = await deskThat("accept");
    await sendMail(
      aMail({ fromName: 'Luna" <x@evil.example>\r\nBcc: all@example.com', subject: "a\r\nX-Evil: 1" }),
    );
    const [mail] = desk.taken;
    expect(mail?.from?.address).toBe("desk@example.com");
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.headers.map(({ key }) => key)).not.toContain("x-evil");
  });

  test.each([
    ["refuse_recipient", "refused"],
    ["refuse_data", "refused"],
    ["later_recipient", "try_again"],
    ["later_data", "try_again"],
    ["drop_at_mail", "try_again"],
    ["drop_after_data", "unknown"],
    ["take_and_drop", "unknown"],
  ] as const)("to a server with the manner %s is %s", async (manner, outcome) => {
    const { sendMail } = await deskThat(manner);
    const result = await sendMail(aMail());
    expect(result.outcome).toBe(outcome);
    expect(JSON.stringify(result)).not.toContain("@");
  });

  test("is unknown if the server read it and then fell silent", async () => {
    const { sendMail, read } = await deskThat("silent", { silence: 200 });
    let result: Awaited<ReturnType<typeof sendMail>>;
    // A busy machine may be silent before the mail is read, which is another outcome.
    do result = await sendMail(aMail());
    while (read.length === 0);
    expect(result.outcome).toBe("unknown");
    expect(JSON.stringify(result)).not.toContain("@");
  });

  test("gives up on a server that never finishes its answer", async () => {
    const server = createServer((socket) => {
      const drip = setInterval(() => socket.write("2"), 10);
      socket.on("error", () => {}).on("close", () => clearInterval(drip));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { sendMail } = smtpMail({ url, ...OURS, patience: { total: 200 } });
    expect(await sendMail(aMail())).toEqual({ outcome: "try_again", error: "It took too long." });
  });

  test("to a server that is not there is tried again", async () => {
    const { sendMail } = smtpMail({ url: "smtp://127.0.0.1:1", ...OURS });
    expect((await sendMail(aMail())).outcome).toBe("try_again");
  });

  test("logs in with the password of the URL", async () => {
    const desk = await openSmtpDesk(() => "accept", { password: "p@ss word" });
    onTestFinished(desk.close);
    const url = (pass: string) => desk.url.replace("//", `//luna:${encodeURIComponent(pass)}@`);
    expect((await smtpMail({ url: url("p@ss word"), ...OURS }).sendMail(aMail())).outcome).toBe("sent");
    expect(desk.users).toEqual(["luna"]);
    // The operator's mistake, not the mail's.
    expect((await smtpMail({ url: url("wrong"), ...OURS }).sendMail(aMail())).outcome).toBe("try_again");
  });
});

describe("one mail after the other", () => {
  test("goes over one connection, and concurrent mails over as many as needed", async () => {
    const { desk, sendMail } = await deskThat("accept");
    for (let i = 0; i < 5; i += 1) expect((await sendMail(aMail())).outcome).toBe("sent");
    expect(desk.connections()).toBe(1);
    const both = await Promise.all([sendMail(aMail()), sendMail(aMail())]);
    expect(both.map(({ outcome }) => outcome)).toEqual(["sent", "sent"]);
    expect(desk.connections()).toBe(2);
    expect(desk.taken).toHaveLength(7);
  });

  test("goes over a new one if the server has closed it meanwhile, whether we have noticed or not", async () => {
    const { desk, sendMail } = await deskThat("accept");
    await sendMail(aMail());
    desk.hangUp();
    expect((await sendMail(aMail())).outcome).toBe("sent");
    desk.hangUp();
    await sleep(20);
    expect((await sendMail(aMail())).outcome).toBe("sent");
    expect(desk.taken).toHaveLength(3);
  });

  test("has its own outcome: a refused or uncertain one does not affect the next", async () => {
    const manners: Manner[] = ["accept", "refuse_recipient", "accept", "take_and_drop", "accept"];
    const desk = await openSmtpDesk(() => manners.shift() ?? "accept");
    onTestFinished(desk.close);
    const { sendMail, close } = smtpMail({ url: desk.url, ...OURS });
    onTestFinished(() => close?.());
    const outcomes: string[] = [];
    for (let i = 0; i < 5; i += 1) outcomes.push((await sendMail(aMail())).outcome);
    expect(outcomes).toEqual(["sent", "refused", "sent", "unknown", "sent"]);
    expect(desk.taken).toHaveLength(4);
  });

  test("goes over a new connection after a hundred", async () => {
    const { desk, sendMail } = await deskThat("accept");
    for (let i = 0; i < 101; i += 1) await sendMail(aMail());
    expect(desk.connections()).toBe(2);
  });
});

test.each([
  [{ message: "", responseCode: 554, command: "CONN" }, false, "try_again"],
  [{ message: "", responseCode: 535, command: "AUTH PLAIN" }, false, "try_again"],
  [{ message: "", responseCode: 550, command: "RCPT TO" }, false, "refused"],
  [{ message: "", responseCode: 421, command: "DATA" }, true, "try_again"],
  [{ message: "", command: "CONN" }, true, "unknown"],
] as const)("%o with data begun %s is %s", (failure, began, outcome) => {
  expect(judgeFailure(failure, began).outcome).toBe(outcome);
});

test.each([
  ["smtp://mail.example.com", { port: 587, secure: false, requireTLS: false, ignoreTLS: false }],
  ["smtp://u:p@mail.example.com", { port: 587, requireTLS: true, login: { user: "u", pass: "p" } }],
  ["smtps://u:p@mail.example.com", { port: 465, secure: true, requireTLS: false }],
  ["smtp://localhost:2525", { port: 2525, ignoreTLS: true }],
  ["smtp://[::1]:25", { host: "::1", ignoreTLS: true }],
])("%s is reached as it should be", (url, expected) => {
  expect(readSmtpAddress(url)).toMatchObject(expected);
});
