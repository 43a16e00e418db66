import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/**
 * How a mail server treats a mail: accepts it; refuses the recipient or the data, temporarily or permanently;
 * disconnects before or after reading it; answers slowly; falls silent.
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
  | "slow"
  | "silent";

export type SmtpDesk = {
  readonly url: string;
  /** The mails that it accepted, parsed, in order. */
  readonly taken: readonly Email[];
  /** The users that have logged in. */
  readonly users: readonly string[];
  /** How many connections were made. */
  readonly connections: () => number;
  /** Closes every open connection, as a server does with idle clients. */
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
};

export type DeskOptions = {
  /** Called for each mail that was read to its end, whatever the answer. */
  readonly onRead?: (email: Email, manner: Manner) => void;
  readonly password?: string;
};

/** A real mail server on this machine; each mail is treated in the next manner. */
export async function openSmtpDesk(
  nextManner: () => Manner,
  { onRead, password }: DeskOptions = {},
): Promise<SmtpDesk> {
  const manners = new Map<string, Manner>();
  const mannerFor = ({ id }: { readonly id: string }): Manner => manners.get(id) ?? "accept";
  let connections = 0;
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
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
    onMailFrom: (_address, session, done) => {
      manners.set(session.id, nextManner());
      if (mannerFor(session) === "drop_at_mail") return hangUp(server, session.id);
      done();
    },
    onRcptTo: ({ address }, session, done) => {
      const manner = mannerFor(session);
      if (manner === "refuse_recipient" || address.startsWith("nobody"))
        return done(reply(550, `<${address}> is unknown here.`));
      if (manner === "later_recipient") return done(reply(451, "Try again later."));
      done();
    },
    onData: (stream, session, done) => {
      const how = mannerFor(session);
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => void parts.push(part));
      const answer = async (): Promise<void> => {
        const email = await PostalMime.parse(Buffer.concat(parts));
        onRead?.(email, how);
        if (how === "drop_after_data") return hangUp(server, session.id);
        if (how === "silent") return;
        if (how === "refuse_data") return done(reply(554, "This is not wanted."));
        if (how === "later_data") return done(reply(452, "There is no room."));
        taken.push(email);
        if (how === "take_and_drop") return hangUp(server, session.id);
        if (how === "slow") await sleep(400);
        done(null, `queued as ${taken.length}`);
      };
      stream.on("end", () => void answer());
    },
  });
  // Connections that break at the right moment are what is being tested.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    users,
    connections: () => connections,
    hangUp: () => {
      for (const { id } of [...server.connections] as { id: string }[]) hangUp(server, id);
    },
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
