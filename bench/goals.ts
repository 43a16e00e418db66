import type { Goal } from "./goal.ts";
import { chatTurn } from "./goals/chat-turn.ts";
import { commit } from "./goals/commit.ts";
import { dueWork } from "./goals/due-work.ts";
import { growth } from "./goals/growth.ts";
import { history } from "./goals/history.ts";
import { hotQueries } from "./goals/hot-queries.ts";
import { httpBooking } from "./goals/http-booking.ts";
import { httpReads } from "./goals/http-reads.ts";
import { naive } from "./goals/naive.ts";
import { oracle } from "./goals/oracle.ts";
import { pureFunction } from "./goals/pure-function.ts";
import { registered } from "./goals/registered.ts";
import { storeMiss } from "./goals/store-miss.ts";
import { streams } from "./goals/streams.ts";
import { template } from "./goals/template.ts";
import { tenants } from "./goals/tenants.ts";
import { widget } from "./goals/widget.ts";

/** All goals, in the order in which they are shown. */
export const GOALS: readonly Goal[] = [
  httpReads,
  pureFunction,
  oracle,
  commit,
  httpBooking,
  chatTurn,
  tenants,
  registered,
  history,
  storeMiss,
  template,
  dueWork,
  hotQueries,
  growth,
  naive,
  streams,
  widget,
];
