/** How to reach a mail server, as `SMTP_URL` says. */
export type SmtpAddress = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`); else STARTTLS. */
  readonly secure: boolean;
  /** STARTTLS or nothing: with a password, and on the way to any other machine that is given one. */
  readonly requireTLS: boolean;
  /** On this machine nobody listens in, and its server's certificate is seldom good. */
  readonly ignoreTLS: boolean;
  readonly login: { readonly user: string; readonly pass: string } | undefined;
};

/** Submission, RFC 6409; submission over TLS, RFC 8314. */
const PORTS: Readonly<Record<string, number>> = { "smtp:": 587, "smtps:": 465 };
const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** Reads `smtp://user:password@host:port`; the scheme was checked with the settings. */
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
