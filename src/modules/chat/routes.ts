import type { TenantRoutes } from "#tenancy/http.ts";

import { type ChatOptions, createChat } from "./chat.ts";
import { chatApi } from "./routes-api.ts";
import { chatPages } from "./routes-page.ts";
import { widgetRoutes } from "./routes-widget.ts";

/** All of chat: the API, the page, and the widget for other sites. */
export function chatRoutes(options: ChatOptions): TenantRoutes {
  return (app) => {
    const chat = createChat(options);
    app.draining.addEventListener("abort", chat.drain, { once: true });
    app.addHook("preClose", (done) => {
      chat.drain();
      done();
    });
    chatApi(app, chat);
    chatPages(app, chat);
    widgetRoutes(app, chat);
  };
}
