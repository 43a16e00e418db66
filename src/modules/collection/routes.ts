import { z } from "zod";

import type { TenantReads } from "#db/tenant-db.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { TenantApp } from "#tenancy/http.ts";

import type { Page, PageRequest } from "./cursor.ts";
import {
  itemParams,
  listQuery,
  pageSchema,
  readHeaders,
  writeHeaders,
  type WriteOptions,
  writeOptions,
} from "./schemas.ts";
import { etagOf, namesVersion } from "./version.ts";

type Versioned = { readonly id: string; readonly version: number };

/** One kind of a business's configuration, as the admin API shows it. */
export type Collection<Input extends z.ZodType, Patch extends z.ZodType, Item extends Versioned> = {
  /** The last segment of its path: `services`. */
  readonly path: string;
  /** The singular, for messages: `service`. */
  readonly noun: string;
  readonly input: Input;
  readonly patch: Patch;
  /** The schema of one in an answer. */
  readonly item: z.ZodType;
  readonly list: (db: TenantReads, page: PageRequest) => Page<Item>;
  readonly get: (db: TenantReads, id: string) => Item;
  readonly add: (ctx: TenantContext, input: z.output<Input>, how: WriteOptions) => Item;
  readonly change: (ctx: TenantContext, id: string, patch: z.output<Patch>, how: WriteOptions) => Item;
  /** Archives it, or deletes it if nothing refers to it. */
  readonly remove: (ctx: TenantContext, id: string, how: WriteOptions) => void;
};

const config = { access: "tenant_admin", limit: "admin" } as const;

/** `GET|POST /v1/admin/{path}` and `GET|PATCH|DELETE /v1/admin/{path}/{id}`. */
export function collectionRoutes<Input extends z.ZodType, Patch extends z.ZodType, Item extends Versioned>(
  app: TenantApp,
  collection: Collection<Input, Patch, Item>,
): void {
  const url = `/v1/admin/${collection.path}`;
  const tags = [collection.path];
  const { item: one, noun } = collection;

  app.get(
    url,
    {
      config,
      schema: {
        tags,
        summary: `List every ${noun}`,
        querystring: listQuery,
        response: { 200: pageSchema(one) },
      },
    },
    ({ ctx, query }) => collection.list(ctx.db, query),
  );

  app.post(
    url,
    {
      config,
      schema: {
        tags,
        summary: `Add a ${noun}`,
        headers: writeHeaders,
        body: collection.input,
        response: { 201: one },
      },
    },
    (request, reply) => {
      const item = collection.add(request.ctx, request.body as z.output<Input>, writeOptions(request));
      return reply.code(201).header("etag", etagOf(item.version)).send(item);
    },
  );

  app.get(
    `${url}/:id`,
    {
      config,
      schema: {
        tags,
        summary: `Read one ${noun}`,
        headers: readHeaders,
        params: itemParams,
        response: { 200: one, 304: z.undefined() },
      },
    },
    (request, reply) => {
      const item = collection.get(request.ctx.db, request.params.id);
      const known = request.headers["if-none-match"];
      void reply.header("etag", etagOf(item.version));
      return known && namesVersion(known, item.version) ? reply.code(304).send() : reply.send(item);
    },
  );

  app.patch(
    `${url}/:id`,
    {
      config,
      schema: {
        tags,
        summary: `Change a ${noun}`,
        headers: writeHeaders,
        params: itemParams,
        body: collection.patch,
        response: { 200: one },
      },
    },
    (request, reply) => {
      const patch = request.body as z.output<Patch>;
      const item = collection.change(request.ctx, request.params.id, patch, writeOptions(request));
      return reply.header("etag", etagOf(item.version)).send(item);
    },
  );

  app.delete(
    `${url}/:id`,
    {
      config,
      schema: {
        tags,
        summary: `Remove a ${noun}`,
        headers: writeHeaders,
        params: itemParams,
        response: { 204: z.undefined() },
      },
    },
    (request, reply) => {
      collection.remove(request.ctx, request.params.id, writeOptions(request));
      return reply.code(204).send();
    },
  );
}
