/** The business itself: who it is, when it is open, its booking rules, and its looks. */
export { timeZone, visitLimits } from "./fields.ts";
export { dayHours, timeOfDay, weekHours } from "./hours-schema.ts";
export { changeSettings, writeSettings } from "./commands.ts";
export { closedHolidays, holidayNames, nextHolidayWork } from "./holiday-queries.ts";
export { NO_HOLIDAYS, type PlannedHolidays, writeHolidays } from "./holiday-rows.ts";
export { knowHolidays, refreshHolidays } from "./holidays.ts";
export {
  findOwner,
  getAssistant,
  getBranding,
  getHours,
  getIntegrations,
  getPolicies,
  getProfile,
} from "./queries.ts";
export {
  type AssistantSettings,
  type Branding,
  type Hours,
  type Owner,
  type Policies,
  type Profile,
  type SettingsDocument,
  settingsDocuments,
  type SettingsKey,
  UNNAMED_ASSISTANT,
} from "./schemas.ts";
export {
  occupyAbsence,
  planAbsence,
  spanOfTimeOff,
  type TimeOffRow,
  vacateAbsence,
} from "./time-off-rows.ts";
