/** The baseline of everything over HTTP: Fastify, one route, a small JSON response, nothing else. */
import Fastify from "fastify";

import { serve } from "./serve.ts";

const app = Fastify();
app.get("/", () => ({ hello: "world" }));
await app.listen({ port: 0, host: "127.0.0.1" });
serve(app.server, () => app.close());
