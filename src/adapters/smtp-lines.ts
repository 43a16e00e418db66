import type { SendResult } from "#ports/messages.ts";

import type { SmtpAddress } from "./smtp-address.ts";
import { type Letter, type Patience, SmtpLine } from "./smtp-line.ts";

/** How long an idle connection is kept for the next letter, in milliseconds: servers dislike idle clients. */
const KEPT_FOR = 5_000;
/** Many servers close a connection after about this many letters. */
const LETTERS_EACH = 100;

export type SmtpLines = {
  readonly hand: (letter: Letter) => Promise<SendResult>;
  /** Closes the idle connections. */
  readonly close: () => void;
};

/**
 * Connections to one mail server, kept open briefly for the next letter: greeting, TLS and login cost more
 * than most mails. If the server has closed one meanwhile, the letter goes over a new one.
 */
export function smtpLines(address: SmtpAddress, patience: Patience): SmtpLines {
  const waiting = new Map<SmtpLine, NodeJS.Timeout>();

  function take(): SmtpLine | undefined {
    const [line] = waiting.keys();
    if (line) forget(line);
    return line;
  }

  function forget(line: SmtpLine): void {
    clearTimeout(waiting.get(line));
    waiting.delete(line);
  }

  function keep(line: SmtpLine): void {
    if (line.letters >= LETTERS_EACH) return line.end();
    waiting.set(line, setTimeout(end, KEPT_FOR, line).unref());
    line.whenEnded(() => forget(line));
  }

  function end(line: SmtpLine): void {
    forget(line);
    line.end();
  }

  return {
    hand: async (letter) => {
      for (;;) {
        const line = take() ?? (await newLine(address, patience));
        const { result, lineGone } = await line.hand(letter);
        if (lineGone) continue;
        if (result.outcome === "sent") keep(line);
        return result;
      }
    },
    close: () => {
      for (const line of waiting.keys()) end(line);
    },
  };
}

/** Imported on first use: a start without mail need not load it. */
async function newLine(address: SmtpAddress, patience: Patience): Promise<SmtpLine> {
  const { default: Connection } = await import("nodemailer/lib/smtp-connection");
  return new SmtpLine(Connection, address, patience);
}
