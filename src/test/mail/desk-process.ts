import { type Manner, openSmtpDesk } from "./smtp-desk.ts";

/**
 * A mail server in its own process. Treats mails in the manners given as arguments, in turn, until it reads a
 * line from standard input; then it accepts all. Prints its address, then `READ <message id> <manner>`.
 */
const manners = process.argv.slice(2) as Manner[];
let next = 0;
let kind = false;
process.stdin.once("data", () => (kind = true));

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const desk = await openSmtpDesk(() => (kind ? "accept" : (manners[next++ % manners.length] ?? "accept")), {
  onRead: ({ messageId = "" }, manner) => say(`READ ${messageId} ${manner}`),
});
say(`AT ${desk.url}`);
