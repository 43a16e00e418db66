import { z } from "zod";

import { email, name, phone, text } from "#kernel/fields.ts";
import {
  etagOf,
  itemParams,
  listQuery,
  pageOf,
  pageSchema,
  positionOf,
  writeHeaders,
  writeOptions,
} from "#modules/collection/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { addCustomerAsOwner, changeCustomerAsOwner } from "./admin-commands.ts";
import { customerRecord, getCustomer, listCustomers } from "./queries.ts";
import { customerAnswer } from "./schemas.ts";

const tags = ["customers"];
const config = { access: "tenant_admin", limit: "admin" } as const;

const lowerEmail = email.transform((value) => value.toLowerCase());

const customerBody = z.strictObject({
  name,
  email: lowerEmail.optional(),
  phone: phone.optional(),
  notes: text(2000).optional(),
  consent_sms: z.boolean().optional(),
});

const customerPatch = z.strictObject({
  name: name.optional(),
  email: lowerEmail.nullable().optional(),
  phone: phone.nullable().optional(),
  notes: text(2000).optional(),
  consent_sms: z.boolean().optional(),
});

/** The business's customers. */
export const customerRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/admin/customers",
    {
      config,
      schema: {
        tags,
        summary: "List customers, newest first",
        querystring: listQuery,
        response: { 200: pageSchema(customerAnswer) },
      },
    },
    ({ ctx, query }) => {
      const after = positionOf(query.cursor, "text")?.[1];
      const rows = listCustomers(ctx.db, { search: query.q, after, limit: query.limit + 1 });
      return pageOf(rows, query.limit, (row) => row.id, customerRecord);
    },
  );

  app.post(
    "/v1/admin/customers",
    {
      config,
      schema: {
        tags,
        summary: "Add a customer",
        headers: writeHeaders,
        body: customerBody,
        response: { 201: customerAnswer },
      },
    },
    (request, reply) => {
      const { consent_sms: consentSms, ...details } = request.body;
      const customer = addCustomerAsOwner(request.ctx, { ...details, consentSms }, writeOptions(request));
      reply.code(201).header("etag", etagOf(customer.version));
      return customer;
    },
  );

  app.get(
    "/v1/admin/customers/:id",
    {
      config,
      schema: { tags, summary: "Read one customer", params: itemParams, response: { 200: customerAnswer } },
    },
    ({ ctx, params }, reply) => {
      const customer = customerRecord(getCustomer(ctx.db, params.id));
      reply.header("etag", etagOf(customer.version));
      return customer;
    },
  );

  app.patch(
    "/v1/admin/customers/:id",
    {
      config,
      schema: {
        tags,
        summary: "Change a customer",
        params: itemParams,
        headers: writeHeaders,
        body: customerPatch,
        response: { 200: customerAnswer },
      },
    },
    (request, reply) => {
      const { consent_sms: consentSms, ...columns } = request.body;
      const how = writeOptions(request);
      const customer = changeCustomerAsOwner(request.ctx, request.params.id, { ...columns, consentSms }, how);
      reply.header("etag", etagOf(customer.version));
      return customer;
    },
  );
};
