import type { Person } from "../goal.ts";

/** Customers, with e-mail addresses that cannot be delivered to. */
export const PEOPLE = {
  hedda: { name: "Hedda Lindqvist", email: "hedda.l@mailbox.example" },
  marcus: { name: "Marcus Webb", email: "mwebb@post.example" },
  priya: { name: "Priya Raman", email: "priya_r@inbox.example" },
  tom: { name: "Tom O'Shea", email: "tom.oshea@mailbox.example" },
  lucia: { name: "Lucia Ferrante", email: "lucia@ferrante.example" },
  wei: { name: "Wei Zhang", email: "wei.zhang88@post.example" },
  amara: { name: "Amara Nwosu", email: "amara.n@inbox.example" },
  george: { name: "George Pappas", email: "g.pappas@mailbox.example" },
} as const satisfies Record<string, Person>;
