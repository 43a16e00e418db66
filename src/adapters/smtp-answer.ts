import type { SendResult } from "#ports/messages.ts";

/** A failure to send a mail, as the client reports it. */
export type SmtpFailure = {
  readonly message: string;
  /** The server's three-digit reply code, if it gave one. */
  readonly responseCode?: number | undefined;
  /** The command that we had just sent. */
  readonly command?: string | undefined;
};

/**
 * Steps at which a server judges this mail. A refusal before them is about us, and applies to the next mail
 * too.
 */
const ABOUT_THE_MAIL = /^(MAIL FROM|RCPT TO|DATA)/;

/**
 * What a failed attempt means for the mail (RFC 5321, 4.2.1): a 5yz reply about it is final, a 4yz is not. If
 * the server falls silent after it has begun to read the mail, it may or may not have accepted it; before
 * that, it certainly has not.
 */
export function judgeFailure(failure: SmtpFailure, dataBegan: boolean): SendResult {
  const { responseCode, command = "" } = failure;
  const error = withoutAddresses(failure.message).slice(0, 500);
  if (responseCode !== undefined) {
    const final = responseCode >= 500 && (dataBegan || ABOUT_THE_MAIL.test(command));
    return { outcome: final ? "refused" : "try_again", error };
  }
  return { outcome: dataBegan ? "unknown" : "try_again", error };
}

/** Servers repeat the recipient in their replies. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/<?[^\s<>]+@[^\s<>]+>?/g, "(address)");
}
