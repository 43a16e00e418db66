/** The people who serve customers: what they do, when they work, when they are away. */
export { archiveStaff, changeSkills, changeStaff, insertStaff } from "./commands.ts";
export { addOverride, insertOverride } from "./override-commands.ts";
export { allOverrides, overrideDocumentOf } from "./override-queries.ts";
export { overrideDocument } from "./override-schemas.ts";
export {
  type CompleteStaff,
  completeStaff,
  type OverrideRow,
  planOverride,
  planStaff,
  planTimeOff,
  staffDocument,
  type StaffRow,
} from "./plan-staff.ts";
export { allSkills, currentStaff, getStaff, getStaffRow, publicStaffList } from "./queries.ts";
export { type PublicStaff, staffInput } from "./schemas.ts";
export { addTimeOff, insertTimeOff, removeTimeOff } from "./time-off-commands.ts";
export { allTimeOff, timeOffDocumentOf } from "./time-off-queries.ts";
