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

/** What every adapter that carries mail promises. */
describe.each(Object.entries(MAIL))("%s mail", (_name, open) => {
  test("carries a mail and says under which name its receiver has it", async () => {
    const { sendMail } = await open();
    expect(await sendMail(aMail())).toEqual({ outcome: "sent", providerId: expect.stringMatching(/./) });
  });

  test("carries what has no answer address and no calendar file", async () => {
    const { sendMail } = await open();
    expect((await sendMail(aMail({ replyTo: null, calendar: null }))).outcome).toBe("sent");
  });

  test("carries words of every language, and keeps them out of its headers", async () => {
    const { sendMail } = await open();
    const odd = aMail({ fromName: 'Łuna "x"\r\nBcc: all@example.com', subject: "Зустріч 💇\r\nX: y" });
    expect((await sendMail(odd)).outcome).toBe("sent");
  });

  test("carries many at once", async () => {
    const { sendMail } = await open();
    const mails = Array.from({ length: 5 }, (_, i) => sendMail(aMail({ messageId: `mail-${i}` })));
    expect((await Promise.all(mails)).map(({ outcome }) => outcome)).toEqual(Array(5).fill("sent"));
  });
});

/** What every adapter that carries text messages promises. */
describe.each(Object.entries(SMS))("%s sms", (_name, open) => {
  test("carries a text and says under which name its receiver has it", async () => {
    const { sendText } = await open();
    const message = { messageId: "01kk1tk8c08pn1a4v618zsnj2z", to: "+12125550111", text: "Booked." };
    expect(await sendText(message)).toEqual({ outcome: "sent", providerId: expect.stringMatching(/./) });
  });
});
