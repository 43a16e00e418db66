/**
 * Computes public holidays in a process of its own: the library takes a tenth of a second and fifty megabytes
 * to load, and is needed once a year. A worker thread would not give that memory back.
 */
import type { HolidayQuestion } from "./public-holidays.ts";
import { workOutHolidays } from "./work-out-holidays.ts";

const question = JSON.parse(process.argv[2] ?? "{}") as HolidayQuestion;
process.stdout.write(JSON.stringify(workOutHolidays(question)));
