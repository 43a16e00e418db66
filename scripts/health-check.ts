/** Exits with 0 if this container's server answers: the HEALTHCHECK of the Dockerfile. */
const port = process.env["PORT"] ?? "3000";
const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2_500) }).catch(
  () => undefined,
);
process.exitCode = answer?.ok ? 0 : 1;
