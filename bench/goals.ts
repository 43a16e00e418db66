import type { Goal } from "./goal.ts";
import { commit } from "./goals/commit.ts";
import { httpReads } from "./goals/http-reads.ts";
import { oracle } from "./goals/oracle.ts";
import { pureFunction } from "./goals/pure-function.ts";
import { storeMiss } from "./goals/store-miss.ts";
import { template } from "./goals/template.ts";

/** Everything that is measured, what needs no server first. */
export const GOALS: readonly Goal[] = [pureFunction, oracle, commit, storeMiss, template, httpReads];
