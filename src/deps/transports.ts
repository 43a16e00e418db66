import { localMail } from "#adapters/local-mail.ts";
import { localSms } from "#adapters/local-sms.ts";
import { smtpMail } from "#adapters/smtp-mail.ts";
import type { Config } from "#config";
import type { Transports } from "#modules/messages/index.ts";

/** Chooses the transports of messages: those that are configured, and for the rest local stand-ins. */
export function chooseTransports({ providers, publicBaseUrl }: Config): Transports {
  const { smtp } = providers;
  const host = new URL(publicBaseUrl).hostname;
  return {
    mail: smtp
      ? smtpMail({ url: smtp.url, from: smtp.from ?? `bookings@${host}`, messageIdHost: host })
      : localMail(),
    sms: localSms(),
  };
}
