import { once } from "node:events";
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/**
 * How a mail server treats a mail: takes it; says no at the recipient or after reading it, for now or for
 * good; hangs up before or after reading it; says nothing for a long time.
 */
export type Manner =
  | "accept"
  | "refuse_recipient"
  | "later_recipient"
  | "refuse_data"
  | "later_data"
  | "drop_at_mail"
  | "drop_after_data"
  | "take_and_drop"
  | "silent";

export type SmtpDesk = {
  readonly url: string;
  /** What it took, read, in order. */
  readonly taken: readonly Email[];
  /** As which user somebody has signed in. */
  readonly users: readonly string[];
  readonly close: () => Promise<void>;
};

/** A real mail server on this machine, which treats each mail in the manner that it is asked for. */
export async function openSmtpDesk(
  manner: () => Manner,
  { onTaken, password }: { onTaken?: (email: Email) => void; password?: string } = {},
): Promise<SmtpDesk> {
  const taken: Email[] = [];
  const users: string[] = [];
  const server = new SMTPServer({
    disabledCommands: password === undefined ? ["STARTTLS", "AUTH"] : ["STARTTLS"],
    allowInsecureAuth: true,
    logger: false,
    closeTimeout: 50,
    onAuth: ({ username = "", password: given }, _session, done) => {
      if (given !== password) return done(reply(535, "That is not the password."));
      users.push(username);
      done(null, { user: username });
    },
    onMailFrom: (_address, session, done) => {
      if (manner() === "drop_at_mail") return hangUp(server, session.id);
      done();
    },
    onRcptTo: ({ address }, _session, done) => {
      if (manner() === "refuse_recipient") return done(reply(550, `<${address}> is unknown here.`));
      if (manner() === "later_recipient") return done(reply(451, "Try again later."));
      done();
    },
    onData: (stream, session, done) => {
      const how = manner();
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => void parts.push(part));
      stream.on("end", () => {
        if (how === "drop_after_data") return hangUp(server, session.id);
        if (how === "silent") return;
        if (how === "refuse_data") return done(reply(554, "This is not wanted."));
        if (how === "later_data") return done(reply(452, "There is no room."));
        const take = async (): Promise<void> => {
          const email = await PostalMime.parse(Buffer.concat(parts));
          taken.push(email);
          onTaken?.(email);
          if (how === "take_and_drop") return hangUp(server, session.id);
          done(null, `queued as ${taken.length}`);
        };
        void take();
      });
    },
  });
  // Who hangs up at the right moment is what is tested.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    users,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function hangUp(server: SMTPServer, id: string): void {
  for (const connection of server.connections as Iterable<{ id: string; _socket: { destroy: () => void } }>)
    if (connection.id === id) connection._socket.destroy();
}
