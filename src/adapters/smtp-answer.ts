import type { SendResult } from "#ports/messages.ts";

/** What went wrong with a mail, as the client says it. */
export type SmtpFailure = {
  readonly message: string;
  /** The server's three digits, if it said any. */
  readonly responseCode?: number | undefined;
  /** What we had just said. */
  readonly command?: string | undefined;
};

/** Steps at which a server judges this mail; a no before them is about us, and the next mail. */
const ABOUT_THE_MAIL = /^(MAIL FROM|RCPT TO|DATA)/;

/**
 * What an attempt that failed means for the mail (RFC 5321, 4.2.1): a 5yz about it is final, a 4yz is not. A
 * server that says nothing leaves it open whether it took the mail once it had begun to read it, and has
 * surely not taken it before.
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

/** Servers repeat whom they were told about. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/<?[^\s<>]+@[^\s<>]+>?/g, "(address)");
}
