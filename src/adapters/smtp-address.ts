/** How to reach a mail server, parsed from `SMTP_URL`. */
export type SmtpAddress = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS. */
  readonly secure: boolean;
  /** Fails without STARTTLS: set whenever a password goes to another machine. */
  readonly requireTLS: boolean;
  /** No TLS to this machine: nobody can eavesdrop, and a local server's certificate is seldom valid. */
  readonly ignoreTLS: boolean;
  readonly login: { readonly user: string; readonly pass: string } | undefined;
};

/** Message submission (RFC 6409), and over implicit TLS (RFC 8314). */
const PORTS: Readonly<Record<string, number>> = { "smtp:": 587, "smtps:": 465 };
const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** Parses `smtp://user:password@host:port`; the scheme has been checked with the settings. */
export function readSmtpAddress(url: string): SmtpAddress {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  const here = THIS_MACHINE.test(hostname);
  const login =
    username === "" ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    host: hostname.replaceAll(/^\[|\]$/g, ""),
    port: port === "" ? (PORTS[protocol] ?? 587) : Number(port),
    secure,
    requireTLS: !secure && !here && login !== undefined,
    ignoreTLS: !secure && here,
    login,
  };
}
