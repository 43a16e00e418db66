/** What people's words mean: acts, intents, dates, times, names. Pure: no clock, no network, no database. */
export { understand } from "./understand.ts";
export { ACTS, type Act, INTENTS, type Intent, type Question, type Understanding } from "./understanding.ts";
export { ASKED, type Asked, type Context, type Named, type Reference } from "./values.ts";
