import { BlockList } from "node:net";
import { z } from "zod";

import { email, instant, phone } from "#kernel/fields.ts";
import {
  addressSetting,
  connectionSetting,
  type Environment,
  flagSetting,
  hostNameSetting,
  keySetting,
  listenHostSetting,
  mailboxSetting,
  networksSetting,
  numberSetting,
  secretKeysSetting,
  type SettingProblem,
  SettingsReader,
} from "#kernel/settings.ts";

/** The settings of the process. They contain secrets and are never logged. */
export type Config = ReturnType<typeof readConfig>;

export type ParsedConfig =
  | { readonly kind: "config"; readonly config: Config }
  | { readonly kind: "problems"; readonly problems: readonly SettingProblem[] };

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Reads all settings from an environment. Every problem is reported at once, without values. */
export function parseConfig(environment: Environment): ParsedConfig {
  const settings = new SettingsReader(environment);
  const config = readConfig(settings);
  const { problems } = settings;
  return problems.length > 0 ? { kind: "problems", problems } : { kind: "config", config };
}

/** Formats problems for the terminal: name, what is wrong, what to write. */
export function describeProblems(problems: readonly SettingProblem[]): string {
  const lines = problems.map(({ name, problem, write }) =>
    write === `${name}=` ? `  ${name} ${problem}. Remove it.` : `  ${name} ${problem}. Write: ${write}`,
  );
  const title =
    problems.length === 1 ? "A setting cannot be used:" : `${problems.length} settings cannot be used:`;
  return [title, ...lines].join("\n");
}

function readConfig(settings: SettingsReader) {
  const { production } = settings;
  const port = settings.read("PORT", numberSetting(0, 65_535), "3000") ?? 3000;
  return {
    production,
    port,
    host: settings.read("HOST", listenHostSetting, "127.0.0.1") ?? "127.0.0.1",
    dataDir: settings.read("DATA_DIR", z.string(), "./data") ?? "./data",
    /** Absolute, without a trailing slash. */
    publicBaseUrl:
      settings.read("PUBLIC_BASE_URL", addressSetting, "https://example.com") ?? `http://localhost:${port}`,
    baseDomain: settings.read("BASE_DOMAIN", hostNameSetting, "example.com") ?? "localhost",
    trustedProxies:
      settings.read("TRUSTED_PROXIES", networksSetting, "10.0.0.0/8,192.0.2.7") ?? new BlockList(),
    /** The first is current. Undefined in development if unset: then they are generated into `dataDir`. */
    secretKeys: settings.requiredInProduction(
      "SECRET_KEYS",
      secretKeysSetting,
      "what `openssl rand -hex 32` prints",
    ),
    controlDatabaseUrl: settings.read(
      "CONTROL_DATABASE_URL",
      connectionSetting("postgres:", "postgresql:"),
      "postgres://user:password@host/frontdesk",
    ),
    /** If undefined, development generates one into `dataDir`, and production has none. */
    platformApiKey: settings.read(
      "PLATFORM_API_KEY",
      keySetting(production ? 16 : 1),
      "what `openssl rand -hex 32` prints",
    ),
    demo: settings.read("DEMO", flagSetting, "1") ?? !production,
    logLevel:
      settings.read("LOG_LEVEL", z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`), "info") ??
      "info",
    /** Where backups are kept; left out: `backups` in `dataDir`. */
    backupDir: settings.read("BACKUP_DIR", z.string(), "/mnt/backups/frontdesk"),
    /** Who is mailed about alarms. */
    operatorEmail: settings.read("OPERATOR_EMAIL", email, "operator@example.com"),
    sentryDsn: settings.read("SENTRY_DSN", addressSetting, "https://key@sentry.example.com/1"),
    otelEndpoint: settings.read("OTEL_EXPORTER_OTLP_ENDPOINT", addressSetting, "http://localhost:4318"),
    auditRedact: settings.read("AUDIT_REDACT", flagSetting, "1") ?? false,
    agentToolLimit: settings.read("AGENT_TOOL_LIMIT", numberSetting(1, 1000), "40") ?? 40,
    /** The instant at which the process's clock starts. */
    clock: settings.developmentOnly("CLOCK", instant, "2026-03-06T15:00:00Z"),
    rateLimits: settings.developmentOnly("RATE_LIMITS", flagSetting, "off") ?? true,
    providers: readProviders(settings),
  };
}

/** Each provider is undefined, and so off, until its key is set. */
function readProviders(settings: SettingsReader) {
  settings.pair("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN");
  settings.pair("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN");
  settings.pair("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_ZONE_ID");
  const key = (name: string) => settings.read(name, keySetting(1), "the one you were given");
  const address = (name: string) => settings.read(name, addressSetting, "http://localhost:4000");
  return {
    openai: whenSet("apiKey", {
      apiKey: key("OPENAI_API_KEY"),
      baseUrl: address("OPENAI_BASE_URL"),
      model: key("OPENAI_MODEL"),
    }),
    anthropic: whenSet("apiKey", {
      apiKey: key("ANTHROPIC_API_KEY"),
      baseUrl: address("ANTHROPIC_BASE_URL"),
      model: key("ANTHROPIC_MODEL") ?? "claude-haiku-4-5",
    }),
    twilio: whenSet("accountSid", {
      accountSid: key("TWILIO_ACCOUNT_SID"),
      authToken: key("TWILIO_AUTH_TOKEN"),
      fromNumber: settings.read("TWILIO_FROM_NUMBER", phone, "+12125550100"),
      messagingServiceSid: key("TWILIO_MESSAGING_SERVICE_SID"),
      baseUrl: address("TWILIO_BASE_URL"),
    }),
    stripe: whenSet("secretKey", {
      secretKey: key("STRIPE_SECRET_KEY"),
      webhookSecret: key("STRIPE_WEBHOOK_SECRET"),
      baseUrl: address("STRIPE_BASE_URL"),
    }),
    smtp: whenSet("url", {
      url: settings.read("SMTP_URL", connectionSetting("smtp:", "smtps:"), "smtp://localhost:587"),
      from: settings.read("MAIL_FROM", mailboxSetting, "Frontdesk <bookings@example.com>"),
    }),
    slack: whenSet("signingSecret", {
      signingSecret: key("SLACK_SIGNING_SECRET"),
      botToken: key("SLACK_BOT_TOKEN"),
      appToken: key("SLACK_APP_TOKEN"),
      baseUrl: address("SLACK_BASE_URL"),
    }),
    backupStorage: readBackupStorage(settings),
    calcomBaseUrl: address("CALCOM_BASE_URL"),
    cloudflare: whenSet("apiToken", {
      apiToken: key("CLOUDFLARE_API_TOKEN"),
      zoneId: key("CLOUDFLARE_ZONE_ID"),
      baseUrl: address("CLOUDFLARE_BASE_URL"),
    }),
  };
}

/** Storage for a copy of every backup: all of its settings, or none. */
function readBackupStorage(settings: SettingsReader) {
  const names = ["BUCKET", "REGION", "ACCESS_KEY_ID", "SECRET_ACCESS_KEY"] as const;
  for (const name of names) settings.pair("BACKUP_S3_ENDPOINT", `BACKUP_S3_${name}`);
  const key = (name: string) => settings.read(`BACKUP_S3_${name}`, keySetting(1), "the one you were given");
  const endpoint = settings.read(
    "BACKUP_S3_ENDPOINT",
    addressSetting,
    "https://s3.eu-central-1.amazonaws.com",
  );
  const [bucket, region, accessKeyId, secretAccessKey] = names.map(key);
  if (!endpoint || !bucket || !region || !accessKeyId || !secretAccessKey) return undefined;
  return { endpoint, bucket, region, accessKeyId, secretAccessKey };
}

type WhenSet<T, Key extends keyof T> = Omit<T, Key> & { readonly [K in Key]: NonNullable<T[K]> };

function whenSet<T extends object, Key extends keyof T>(key: Key, settings: T): WhenSet<T, Key> | undefined {
  return settings[key] === undefined ? undefined : (settings as unknown as WhenSet<T, Key>);
}
