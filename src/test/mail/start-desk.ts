import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import type { Manner } from "./smtp-desk.ts";

const SCRIPT = fileURLToPath(new URL("desk-process.ts", import.meta.url));

export type DeskProcess = {
  readonly url: string;
  /** Every mail that was read to its end, in order. */
  readonly read: () => readonly { readonly messageId: string; readonly manner: string }[];
  /** From now on it accepts everything at once. */
  readonly beKind: () => void;
  readonly stop: () => void;
};

/** Starts a mail server in its own process, with these manners in turn. */
export async function startDesk(manners: readonly Manner[]): Promise<DeskProcess> {
  const child = spawn(process.execPath, [SCRIPT, ...manners], { stdio: ["pipe", "pipe", "inherit"] });
  let printed = "";
  child.stdout.setEncoding("utf8");
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.stdout.on("data", (text: string) => {
    printed += text;
    const url = /^AT (\S+)$/m.exec(printed)?.[1];
    if (url !== undefined) resolve(url);
  });
  child.once("exit", () => reject(new Error("The mail server ended.")));
  return {
    url: await promise,
    read: () =>
      [...printed.matchAll(/^READ (\S+) (\S+)$/gm)].map(([, messageId = "", manner = ""]) => ({
        messageId,
        manner,
      })),
    beKind: () => void child.stdin.write("be kind\n"),
    stop: () => void child.kill("SIGKILL"),
  };
}
