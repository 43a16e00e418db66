/** The people who serve customers: what they do, when they work, when they are away. */
export { addStaff, archiveStaff, changeSkills, changeStaff, insertStaff } from "./commands.ts";
export { addOverride, changeOverride, insertOverride, removeOverride } from "./override-commands.ts";
export { allOverrides, getOverride, listOverrides, overrideDocumentOf } from "./override-queries.ts";
export { type OverrideDocument, overrideDocument } from "./override-schemas.ts";
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
export {
  allSkills,
  currentStaff,
  getStaff,
  getStaffRow,
  listStaff,
  publicStaffList,
} from "./queries.ts";
export { type PublicStaff, type StaffInput, staffInput, type StaffMember } from "./schemas.ts";
export { addTimeOff, changeTimeOff, insertTimeOff, removeTimeOff } from "./time-off-commands.ts";
export { allTimeOff, getTimeOff, listTimeOff, timeOffDocumentOf } from "./time-off-queries.ts";
export { type TimeOffDocument, timeOffDocument } from "./time-off-schemas.ts";
