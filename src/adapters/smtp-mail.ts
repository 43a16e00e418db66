import { Readable } from "node:stream";

import type { Mail, MailTransport, SendResult } from "#ports/messages.ts";

import { readSmtpAddress, type SmtpAddress } from "./smtp-address.ts";
import { judgeFailure, type SmtpFailure } from "./smtp-answer.ts";

export type SmtpOptions = {
  /** `SMTP_URL` */
  readonly url: string;
  /** `MAIL_FROM`: an address, with a name or without. Each mail puts its business's name before it. */
  readonly from: string;
  /** What stands behind the @ in a Message-ID. */
  readonly messageIdHost: string;
  /** How long to wait for the server, in milliseconds. */
  readonly patience?: Partial<Patience>;
};

type Patience = {
  /** For the connection, and again for its first word. */
  readonly connect: number;
  /** Without a word in between. */
  readonly silence: number;
  /** For all of it: well under what a claim lasts. */
  readonly total: number;
};

const PATIENCE: Patience = { connect: 10_000, silence: 30_000, total: 60_000 };

/** Hands mail to a server over SMTP (RFC 5321), one connection for each. */
export function smtpMail(options: SmtpOptions): MailTransport {
  const address = readSmtpAddress(options.url);
  const patience = { ...PATIENCE, ...options.patience };
  const from = bareAddress(options.from);
  return {
    sendMail: async (mail) => {
      const message = await write(mail, from, options.messageIdHost);
      return transfer(address, patience, { from, to: mail.to, message });
    },
  };
}

type Letter = { readonly from: string; readonly to: string; readonly message: Buffer };

/** The message itself (RFC 5322), with the calendar file once to act on and once to keep. */
async function write(mail: Mail, from: string, host: string): Promise<Buffer> {
  // Loading it costs time that a start without mail need not spend.
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const composer = new MailComposer({
    from: { name: mail.fromName, address: from },
    to: { name: "", address: mail.to },
    ...(mail.replyTo !== null && { replyTo: { name: mail.fromName, address: mail.replyTo } }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.messageId}@${host}>`,
    // So that no program answers it (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
    ...(mail.calendar && { icalEvent: { ...mail.calendar, filename: "visit.ics" } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

async function transfer(address: SmtpAddress, patience: Patience, letter: Letter): Promise<SendResult> {
  const { default: Connection } = await import("nodemailer/lib/smtp-connection");
  const { host, port, secure, requireTLS, ignoreTLS, login } = address;
  const connection = new Connection({
    host,
    port,
    secure,
    requireTLS,
    ignoreTLS,
    tls: { minVersion: "TLSv1.2" },
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    socketTimeout: patience.silence,
    dnsTimeout: patience.connect,
  });
  const body = watched(letter.message);
  const { promise, resolve } = Promise.withResolvers<SendResult>();
  const fail = (failure: SmtpFailure): void => resolve(judgeFailure(failure, body.began()));
  const impatience = setTimeout(() => fail({ message: "It took too long." }), patience.total);

  connection.on("error", fail);
  connection.on("end", () => fail({ message: "The connection ended." }));
  const send = (): void =>
    connection.send({ from: letter.from, to: [letter.to] }, body.stream, (error, info) => {
      if (error) return fail(error);
      resolve({ outcome: "sent", providerId: (info?.response ?? "").slice(0, 200) });
    });
  connection.connect((error) => {
    if (error) return fail(error);
    if (!login) return send();
    connection.login({ credentials: login }, (refused) => (refused ? fail(refused) : send()));
  });

  const result = await promise;
  clearTimeout(impatience);
  if (result.outcome === "sent") connection.quit();
  else connection.close();
  return result;
}

/** A stream that knows whether anybody has begun to read it: that is only after the server has asked for it. */
function watched(content: Buffer): { readonly stream: Readable; readonly began: () => boolean } {
  let began = false;
  const stream = new Readable({
    read() {
      began = true;
      this.push(content);
      this.push(null);
    },
  });
  return { stream, began: () => began };
}

function bareAddress(mailbox: string): string {
  return /<([^<>]*)>$/.exec(mailbox)?.[1] ?? mailbox;
}
