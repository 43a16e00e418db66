import type { Mail, MailTransport } from "#ports/messages.ts";

import { readSmtpAddress } from "./smtp-address.ts";
import type { Patience } from "./smtp-line.ts";
import { smtpLines } from "./smtp-lines.ts";

export type SmtpOptions = {
  /** `SMTP_URL`. */
  readonly url: string;
  /** `MAIL_FROM`: an address, with or without a name. Each mail shows its business's name instead. */
  readonly from: string;
  /** The domain of the Message-ID. */
  readonly messageIdHost: string;
  /** Timeouts towards the server, in milliseconds. */
  readonly patience?: Partial<Patience>;
};

const PATIENCE: Patience = { connect: 10_000, silence: 30_000, total: 60_000 };

/** Sends mail through an SMTP server (RFC 5321). */
export function smtpMail(options: SmtpOptions): MailTransport {
  const lines = smtpLines(readSmtpAddress(options.url), { ...PATIENCE, ...options.patience });
  const from = bareAddress(options.from);
  return {
    sendMail: async (mail) => {
      const message = await write(mail, from, options.messageIdHost);
      return lines.hand({ from, to: mail.to, message });
    },
    close: lines.close,
  };
}

/**
 * The message itself (RFC 5322), with the calendar file twice: as an alternative to act on and as an
 * attachment.
 */
async function write(mail: Mail, from: string, host: string): Promise<Buffer> {
  // Imported on first use: a start without mail need not load it.
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const composer = new MailComposer({
    from: { name: mail.fromName, address: from },
    to: { name: "", address: mail.to },
    ...(mail.replyTo !== null && { replyTo: { name: mail.fromName, address: mail.replyTo } }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.messageId}@${host}>`,
    // Keeps autoresponders from replying (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
    ...(mail.calendar && { icalEvent: { ...mail.calendar, filename: "visit.ics" } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function bareAddress(mailbox: string): string {
  return /<([^<>]*)>$/.exec(mailbox)?.[1] ?? mailbox;
}
