import { flushCompileCache } from "node:module";

import { buildApp } from "./app.ts";
import { type Config, describeProblems, parseConfig } from "./config.ts";
import { type AppDeps, createDeps, demoLogin } from "./deps.ts";
import { fileTrouble } from "#kernel/file-trouble.ts";
import { StartProblem } from "#kernel/start-problem.ts";
import { endInTime, endNow } from "#observe/end-in-time.ts";

/** How long requests in flight may take to finish once the process is told to stop, in milliseconds. */
const DRAIN_FOR = 8_000;
/**
 * When the process ends by force, in milliseconds. Everything acknowledged is durable by then, whatever is
 * still running.
 */
const END_WITHIN = 10_000;

const parsed = parseConfig(process.env);
if (parsed.kind === "problems") fail(describeProblems(parsed.problems));
else await start(parsed.config).catch(explain);

async function start(config: Config): Promise<void> {
  const deps = await createDeps(config);
  const app = await buildApp(deps);
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    await app.close();
    await deps.close();
    throw error;
  }
  stopOnSignals(app, deps);
  const address = addressOf(app, config);
  deps.lock.announce(address);
  greet(config, deps, address);
  // Otherwise the compile cache is only written by an orderly exit, and a killed process starts slowly again.
  flushCompileCache();
}

type App = Awaited<ReturnType<typeof buildApp>>;

/**
 * The first signal shuts down in order: takes no new connections, finishes what is in flight, stops jobs,
 * closes files. A second one, or taking too long, ends the process by force.
 */
function stopOnSignals(app: App, deps: AppDeps): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) endNow();
    stopping = true;
    deps.log.info({ signal }, "Shutting down.");
    endInTime(END_WITHIN, () => {
      deps.log.error({}, "Something doesn't end, perhaps for a disk that hangs: the process ends by force.");
      deps.log.flush();
    });
    deps.drain();
    stopInOrder(app, deps).catch(explain);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

async function stopInOrder(app: App, deps: AppDeps): Promise<void> {
  // A keep-alive connection would otherwise stay open, waiting for its client's next request.
  const closingIdle = setInterval(() => app.server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => app.server.closeAllConnections(), DRAIN_FOR);
  await app.close();
  clearInterval(closingIdle);
  clearTimeout(deadline);
  await deps.close();
}

function addressOf(app: App, config: Config): string {
  const bound = app.server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : config.port;
  return `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
}

/** Prints what a person at the terminal needs to know. */
function greet(config: Config, deps: AppDeps, address: string): void {
  const base = config.publicBaseUrl;
  const lines = [
    ["Listening on", address],
    ...(config.demo ? [["Customer pages", `${base}/t/demo`]] : []),
    ["Dashboard", `${base}/admin`],
    ...(config.demo && !config.production
      ? [["Demo login", `${demoLogin.email}, ${demoLogin.password}`]]
      : []),
    ["API", `${base}/docs`],
    ...(config.production ? [] : [["Messages sent", `${base}/dev/outbox?tenant=demo`]]),
    ...(config.platformApiKey === undefined && deps.platformKey !== undefined
      ? [["Platform API key", deps.platformKey]]
      : []),
  ];
  console.log(
    ["", "Frontdesk", ...lines.map(([what = "", where = ""]) => `  ${what.padEnd(18)}${where}`), ""].join(
      "\n",
    ),
  );
}

/** One line for trouble with the machine or its settings; everything known about the error if it is a bug. */
function explain(error: unknown): void {
  const { code, port } = error as NodeJS.ErrnoException & { readonly port?: number };
  const trouble = fileTrouble(error);
  if (error instanceof StartProblem) fail(error.message);
  else if (trouble !== undefined) fail(trouble);
  else if (code === "EADDRINUSE")
    fail(`Port ${port} is in use. Stop what listens there, or set PORT to another.`);
  else if (code === "EACCES" || code === "EADDRNOTAVAIL")
    fail(`The server cannot listen there (${code}). Check HOST and PORT.`);
  else {
    console.error(error);
    process.exitCode = 1;
    process.exit();
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
