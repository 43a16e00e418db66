import { Readable } from "node:stream";

import type SmtpConnection from "nodemailer/lib/smtp-connection";

import type { SendResult } from "#ports/messages.ts";

import type { SmtpAddress } from "./smtp-address.ts";
import { judgeFailure, type SmtpFailure } from "./smtp-answer.ts";

/** How long to wait for a server, in milliseconds. */
export type Patience = {
  /** For the connection, and again for its first word. */
  readonly connect: number;
  /** Without a word in between. */
  readonly silence: number;
  /** For all of it: well under what a claim lasts. */
  readonly total: number;
};

export type Letter = { readonly from: string; readonly to: string; readonly message: Buffer };

/** `lineGone`: the server had ended a connection that it was kept on; it has heard nothing of this letter. */
export type Handed = { readonly result: SendResult; readonly lineGone: boolean };

/** One connection to a mail server, for one letter after the other. */
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

  /** How many were handed over, or tried. */
  get letters(): number {
    return this.#letters;
  }

  /** Hands one letter over; after anything but `sent` the line is of no more use. */
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
        // 421: the server is about to end the connection, whatever it was told.
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

  /** Tells who keeps the line when the server ends it. */
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
