import { describe, expect, onTestFinished, test } from "vitest";

import type { MailTransport, SmsTransport } from "#ports/messages.ts";
import { aMail } from "#test/mail/a-mail.ts";
import { openSmtpDesk } from "#test/mail/smtp-desk.ts";

import { localMail } from "./local-mail.ts";
import { localSms } from "./local-sms.ts";
import { smtpMail } from "./smtp-mail.ts";

const MAIL: Readonly<Record<string, () => Promise<MailTransport>>> = {
  local: async () => localMail(),
  smtp: async () => {
    const desk = await openSmtpDesk(() => "accept");
    onTestFinished(desk.close);
    return smtpMail({ url: desk.url, from: "desk@example.com", messageIdHost: "book.example.com" });
  },
};

const SMS: Readonly<Record<string, () => Promise<SmsTransport>>> = { local: async () => localSms() };

/** The contract that every mail adapter fulfils. */
describe.each(Object.entries(MAIL))("%s mail", (_name, open) => {
  test("sends a mail and returns the id under which the provider knows it", async () => {
    const { sendMail } = await open();
    expect(await sendMail(aMail())).toEqual({ outcome: "sent", providerId: expect.stringMatching(/./) });
  });

  test("sends a mail without a reply address or a calendar file", async () => {
    const { sendMail } = await open();
    expect((await sendMail(aMail({ replyTo: null, calendar: null }))).outcome).toBe("sent");
  });

  test("sends text in any language, and lets none of it add headers", async () => {
    const { sendMail } = await open();
    const odd = aMail({ fromName: 'Łuna "x"\r\nBcc: all@example.com', subject: "Зустріч 💇\r\nX: y" });
    expect((await sendMail(odd)).outcome).toBe("sent");
  });

  test("sends many at once", async () => {
    const { sendMail } = await open();
    const mails = Array.from({ length: 5 }, (_, i) => sendMail(aMail({ messageId: `mail-${i}` })));
    expect((await Promise.all(mails)).map(({ outcome }) => outcome)).toEqual(Array(5).fill("sent"));
  });
});

/** The contract that every text message adapter fulfils. */
describe.each(Object.entries(SMS))("%s sms", (_name, open) => {
  test("sends a text and returns the id under which the provider knows it", async () => {
    const { sendText } = await open();
    const message = { messageId: "01kk1tk8c08pn1a4v618zsnj2z", to: "+12125550111", text: "Booked." };
    expect(await sendText(message)).toEqual({ outcome: "sent", providerId: expect.stringMatching(/./) });
  });
});
