import { describe, expect, test } from "vitest";

import { type Config, describeProblems, parseConfig } from "./config.ts";

const SECRET = "s3cret-".repeat(6);

function configOf(environment: Record<string, string>): Config {
  const parsed = parseConfig(environment);
  if (parsed.kind === "problems") throw new Error(describeProblems(parsed.problems));
  return parsed.config;
}

function problemsOf(environment: Record<string, string>): string[] {
  const parsed = parseConfig(environment);
  return parsed.kind === "problems" ? parsed.problems.map(({ name }) => name) : [];
}

describe("settings", () => {
  test("are not needed at all in development", () => {
    expect(configOf({})).toMatchObject({
      production: false,
      port: 3000,
      host: "127.0.0.1",
      dataDir: "./data",
      publicBaseUrl: "http://localhost:3000",
      baseDomain: "localhost",
      secretKeys: undefined,
      platformApiKey: undefined,
      demo: true,
      rateLimits: true,
      clock: undefined,
      agentToolLimit: 40,
      providers: { openai: undefined, twilio: undefined, smtp: undefined },
    });
  });

  test("count as unset when they are empty", () => {
    expect(configOf({ PORT: "", CLOCK: " ", DEMO: "" })).toMatchObject({
      port: 3000,
      clock: undefined,
      demo: true,
    });
  });

  test("are parsed into typed values", () => {
    const config = configOf({
      PORT: "8080",
      PUBLIC_BASE_URL: "https://Book.example.com/",
      TRUSTED_PROXIES: "10.0.0.0/8, ::1",
      SECRET_KEYS: `${SECRET}new,${SECRET}old`,
      CLOCK: "2026-03-06T15:00:00Z",
      RATE_LIMITS: "off",
      DEMO: "0",
      ANTHROPIC_API_KEY: "sk-ant-1",
      ANTHROPIC_BASE_URL: "http://localhost:4000",
    });
    expect(config).toMatchObject({
      port: 8080,
      publicBaseUrl: "https://book.example.com",
      secretKeys: [`${SECRET}new`, `${SECRET}old`],
      clock: Date.UTC(2026, 2, 6, 15),
      rateLimits: false,
      demo: false,
      providers: {
        anthropic: { apiKey: "sk-ant-1", baseUrl: "http://localhost:4000", model: "claude-haiku-4-5" },
      },
    });
    expect(config.trustedProxies.check("10.1.2.3")).toBe(true);
    expect(config.trustedProxies.check("::1", "ipv6")).toBe(true);
    expect(config.trustedProxies.check("11.1.2.3")).toBe(false);
  });

  test("put the port into the default address", () => {
    expect(configOf({ PORT: "4321" }).publicBaseUrl).toBe("http://localhost:4321");
  });

  test.each([
    ["PORT", "http"],
    ["PORT", "65536"],
    ["PORT", "3000.5"],
    ["HOST", "a b"],
    ["PUBLIC_BASE_URL", "book.example.com"],
    ["PUBLIC_BASE_URL", "ftp://book.example.com"],
    ["PUBLIC_BASE_URL", "https://book.example.com/?a=1"],
    ["BASE_DOMAIN", "Example.com:80"],
    ["BASE_DOMAIN", "-example.com"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["TRUSTED_PROXIES", "proxy.internal"],
    ["TRUSTED_PROXIES", "10.0.0.1,,"],
    ["SECRET_KEYS", "short"],
    ["SECRET_KEYS", `${SECRET},${SECRET}`],
    ["SECRET_KEYS", `${SECRET},`],
    ["CONTROL_DATABASE_URL", "mysql://host/db"],
    ["PLATFORM_API_KEY", "two words"],
    ["DEMO", "yes please"],
    ["LOG_LEVEL", "loud"],
    ["AGENT_TOOL_LIMIT", "0"],
    ["CLOCK", "2026-03-06T15:00:00"],
    ["RATE_LIMITS", "never"],
    ["OPENAI_BASE_URL", "localhost:4000"],
    ["SMTP_URL", "http://localhost"],
    ["MAIL_FROM", "Frontdesk\r\nBcc: eve@evil.example <a@b.example>"],
    ["MAIL_FROM", "nobody"],
  ])("refuse %s=%s", (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([name]);
  });

  test("are all reported at once, with what to write but without the values", () => {
    const parsed = parseConfig({
      NODE_ENV: "production",
      PORT: "http",
      SECRET_KEYS: "hunter2",
      PLATFORM_API_KEY: "hunter3",
    });
    const report = parsed.kind === "problems" ? describeProblems(parsed.problems) : "";
    expect(report.split("\n")).toEqual([
      "3 settings cannot be used:",
      "  PORT must be a whole number from 0 to 65535. Write: PORT=3000",
      "  SECRET_KEYS must be at least 32 visible characters. Write: SECRET_KEYS=what `openssl rand -hex 32` prints",
      "  PLATFORM_API_KEY must be at least 16 visible characters. Write: PLATFORM_API_KEY=what `openssl rand -hex 32` prints",
    ]);
  });

  test("of a provider are required together", () => {
    expect(problemsOf({ TWILIO_ACCOUNT_SID: "AC1" })).toEqual(["TWILIO_AUTH_TOKEN"]);
    expect(problemsOf({ CLOUDFLARE_ZONE_ID: "z" })).toEqual(["CLOUDFLARE_API_TOKEN"]);
    expect(problemsOf({ OPENAI_MODEL: "small" })).toEqual([]);
  });
});

describe("in production", () => {
  const production = { NODE_ENV: "production", SECRET_KEYS: SECRET };

  test("keys are required", () => {
    expect(problemsOf({ NODE_ENV: "production" })).toEqual(["SECRET_KEYS"]);
    expect(configOf(production)).toMatchObject({ production: true, demo: false, platformApiKey: undefined });
  });

  test.each([
    ["CLOCK", "2026-03-06T15:00:00Z"],
    ["RATE_LIMITS", "off"],
  ])("%s is refused, whatever its value", (name, value) => {
    expect(problemsOf({ ...production, [name]: value })).toEqual([name]);
  });
});

describe("backups", () => {
  const storage = {
    BACKUP_S3_ENDPOINT: "https://s3.example.com/",
    BACKUP_S3_BUCKET: "desk",
    BACKUP_S3_REGION: "eu-central-1",
    BACKUP_S3_ACCESS_KEY_ID: "id",
    BACKUP_S3_SECRET_ACCESS_KEY: "secret",
  };

  test("go to object storage if all of its settings are given", () => {
    expect(configOf({}).providers.backupStorage).toBeUndefined();
    expect(configOf(storage).providers.backupStorage).toEqual({
      endpoint: "https://s3.example.com",
      bucket: "desk",
      region: "eu-central-1",
      accessKeyId: "id",
      secretAccessKey: "secret",
    });
  });

  test.each(Object.keys(storage))("need %s if any of the others is given", (name) => {
    expect(new Set(problemsOf({ ...storage, [name]: "" }))).toContain(name);
  });

  test("mail the operator only at a valid address", () => {
    expect(problemsOf({ OPERATOR_EMAIL: "nobody" })).toEqual(["OPERATOR_EMAIL"]);
  });
});
