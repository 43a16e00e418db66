import { BlockList, isIP, isIPv6 } from "node:net";
import { z, type ZodType } from "zod";

import { email } from "./fields.ts";

/**
 * One unusable setting: its name, the problem, and a value that would do. Never contains its actual value.
 */
export type SettingProblem = { readonly name: string; readonly problem: string; readonly write: string };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads settings by name and collects their problems. An empty setting counts as unset. */
export class SettingsReader {
  readonly problems: SettingProblem[] = [];
  readonly production: boolean;
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.production = environment["NODE_ENV"] === "production";
  }

  /** The setting's value; undefined if it is unset or invalid. `example` is a valid value. */
  read<T>(name: string, type: ZodType<T, string>, example: string): T | undefined {
    const text = this.#text(name);
    if (text === undefined) return undefined;
    const result = type.safeParse(text);
    if (!result.success) this.#refuse(name, result.error.issues[0]?.message ?? "is not usable", example);
    return result.data;
  }

  /** As `read`, but required in production. */
  requiredInProduction<T>(name: string, type: ZodType<T, string>, example: string): T | undefined {
    if (this.production && this.#text(name) === undefined) {
      this.#refuse(name, "is required when NODE_ENV=production", example);
    }
    return this.read(name, type, example);
  }

  /** As `read`, but refused in production. */
  developmentOnly<T>(name: string, type: ZodType<T, string>, example: string): T | undefined {
    if (!this.production || this.#text(name) === undefined) return this.read(name, type, example);
    this.#refuse(name, "is refused when NODE_ENV=production", "");
    return undefined;
  }

  /** Requires that both settings are set, or neither. */
  pair(one: string, other: string): void {
    const [first, second] = [this.#text(one), this.#text(other)];
    if (first !== undefined && second === undefined) this.#refuse(other, `is needed beside ${one}`, "…");
    if (second !== undefined && first === undefined) this.#refuse(one, `is needed beside ${other}`, "…");
  }

  #text(name: string): string | undefined {
    const text = this.#environment[name]?.trim();
    return text === "" ? undefined : text;
  }

  #refuse(name: string, problem: string, example: string): void {
    this.problems.push({ name, problem, write: `${name}=${example}` });
  }
}

/** A whole number in digits. */
export function numberSetting(min: number, max: number) {
  const problem = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, problem)
    .transform(Number)
    .pipe(z.int().min(min, problem).max(max, problem));
}

const FLAGS: Readonly<Record<string, boolean>> = {
  1: true,
  true: true,
  on: true,
  0: false,
  false: false,
  off: false,
};

/** `1`, `on` or `true`; `0`, `off` or `false`. */
export const flagSetting = readAs((text) => FLAGS[text.toLowerCase()], "must be 1 or 0, on or off");

/** A key or password: at least `min` visible characters. */
export function keySetting(min: number) {
  const problem = `must be at least ${min} visible characters`;
  return z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be visible ASCII characters")
    .min(min, problem);
}

/** Comma-separated keys, the current one first, each strong enough to derive others from. */
export const secretKeysSetting = z
  .string()
  .transform((text) => text.split(",").map((key) => key.trim()))
  .pipe(
    z.array(keySetting(32)).refine((keys) => new Set(keys).size === keys.length, "must not name a key twice"),
  );

/** An absolute http(s) URL, without its trailing slash. */
export const addressSetting = readAs((text) => {
  const url = urlOf(text, ["http:", "https:"]);
  return url && !url.search && !url.hash ? url.href.replace(/\/+$/, "") : undefined;
}, "must be an address that begins with http:// or https://");

/** A connection URL with one of these schemes, unchanged. */
export function connectionSetting(...schemes: readonly string[]) {
  return readAs((text) => (urlOf(text, schemes) ? text : undefined), `must begin with ${schemes[0]}//`);
}

const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** A host name without port, in lower case. */
export const hostNameSetting = z.string().regex(HOST_NAME, "must be a host name in lower case, without port");

/** A host name, or an IP address to listen on. */
export const listenHostSetting = readAs(
  (text) => (isIP(text) > 0 || HOST_NAME.test(text) ? text : undefined),
  "must be an IP address or a host name",
);

/** Comma-separated IP addresses and networks, as a block list to check against. */
export const networksSetting = readAs((text) => {
  const list = new BlockList();
  return text.split(",").every((part) => addNetwork(list, part.trim())) ? list : undefined;
}, "must be IP addresses or networks, with commas between");

/** `ana@luna.example` or `Luna <ana@luna.example>`. */
export const mailboxSetting = z
  .string()
  .refine((text) => /^[^\r\n<>"]*$/.test(text.replace(/ ?<[^<>]*>$/, "")), "must be a mail address")
  .refine((text) => email.safeParse(/<([^<>]*)>$/.exec(text)?.[1] ?? text).success, "must be a mail address");

function addNetwork(list: BlockList, text: string): boolean {
  const [address = "", prefix, more] = text.split("/");
  if (isIP(address) === 0 || more !== undefined) return false;
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  if (prefix === undefined) {
    list.addAddress(address, family);
    return true;
  }
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > (family === "ipv6" ? 128 : 32)) return false;
  list.addSubnet(address, Number(prefix), family);
  return true;
}

function urlOf(text: string, schemes: readonly string[]): URL | undefined {
  const url = URL.parse(text);
  return url?.hostname && schemes.includes(url.protocol) ? url : undefined;
}

function readAs<T>(read: (text: string) => T | undefined, problem: string) {
  return z.string().transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.issues.push({ code: "custom", message: problem, input: text });
    return z.NEVER;
  });
}
