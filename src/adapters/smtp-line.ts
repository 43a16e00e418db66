import { Readable } from "node:stream";

import type SmtpConnection from "nodemailer/lib/smtp-connection";

import type { SendResult } from "#ports/messages.ts";

import type { SmtpAddress } from "./smtp-address.ts";
import { judgeFailure, type SmtpFailure } from "./smtp-answer.ts";

/** Timeouts towards a server, in milliseconds. */
export type Patience = {
  /** For the connection, and again for the greeting. */
  readonly connect: number;
  /** The longest silence within a session. */
  readonly silence: number;
  /** For the whole hand-over: well under the duration of a claim on a message. */
  readonly total: number;
};

export type Letter = { readonly from: string; readonly to: string; readonly message: Buffer };

/** `lineGone`: the server had closed a connection that was kept open; it has seen nothing of this letter. */
export type Handed = { readonly result: SendResult; readonly lineGone: boolean };

/** One connection to a mail server, for one letter at a time. */
export class SmtpLine {
  readonly #connection: SmtpConnection;
  readonly #address: SmtpAddress;
  readonly #patience: Patience;
  #failed: (failure: SmtpFailure) => void = () => {};
  #letters = 0;

  constructor(Connection: typeof SmtpConnection, address: SmtpAddress, patience: Patience) {
    this.#address = address;
    this.#patience = patience;
    const { host, port, secure, requireTLS, ignoreTLS } = address;
    this.#connection = new Connection({
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
    this.#connection.on("error", (failure: SmtpFailure) => this.#failed(failure));
    this.#connection.on("end", () => this.#failed({ message: "The connection ended." }));
  }

  /** How many letters were handed over or attempted. */
  get letters(): number {
    return this.#letters;
  }

  /** Hands over one letter. After any outcome but `sent` the connection is no longer usable. */
  async hand(letter: Letter): Promise<Handed> {
    const isKept = this.#letters > 0;
    this.#letters += 1;
    const body = watched(letter.message);
    const { promise, resolve } = Promise.withResolvers<Handed>();
    const settle = (failure: SmtpFailure, ofTheLine: boolean): void =>
      resolve({
        result: judgeFailure(failure, body.began()),
        lineGone: ofTheLine && isKept && !body.began(),
      });
    const impatience = setTimeout(
      () => settle({ message: "It took too long." }, false),
      this.#patience.total,
    );
    this.#failed = (failure) => settle(failure, true);
    this.#whenReady(isKept, this.#failed, () => {
      this.#connection.send({ from: letter.from, to: [letter.to] }, body.stream, (error, info) => {
        // 421 can answer any command: the server is closing the connection (RFC 5321, 3.8).
        if (error) return settle(error, error.responseCode === undefined || error.responseCode === 421);
        const providerId = (info?.response ?? "").slice(0, 200);
        resolve({ result: { outcome: "sent", providerId }, lineGone: false });
      });
    });
    const handed = await promise;
    clearTimeout(impatience);
    this.#failed = () => {};
    if (handed.result.outcome !== "sent") this.#connection.close();
    return handed;
  }

  /** Sets the function to call when the server closes the idle connection. */
  whenEnded(ended: () => void): void {
    this.#failed = ended;
  }

  end(): void {
    this.#failed = () => {};
    this.#connection.quit();
  }

  #whenReady(isKept: boolean, fail: (failure: SmtpFailure) => void, ready: () => void): void {
    if (isKept) return ready();
    const { login } = this.#address;
    this.#connection.connect((error) => {
      if (error) return fail(error);
      if (!login) return ready();
      this.#connection.login({ credentials: login }, (refused) => (refused ? fail(refused) : ready()));
    });
  }
}

/** A stream that tells whether reading has begun, which is only after the server has asked for the data. */
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
