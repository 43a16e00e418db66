import { type Manner, openSmtpDesk } from "./smtp-desk.ts";

/**
 * A mail server in a process of its own. Treats mails in the manners that its arguments name, in turn, until
 * it reads a line from its input; then it takes all. Prints its address, then `READ <message id> <manner>`.
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
