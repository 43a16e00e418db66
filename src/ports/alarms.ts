/** What an operator must hear of. docs/operations.md explains each, and what to do. */
export type AlarmKind =
  | "tenant_quarantined"
  | "backup_failed"
  | "restore_drill_failed"
  | "dead_letters"
  | "disk_space"
  | "provider_down"
  | "fsync_slow";

/** What an alarm is about: a tenant's id, or a fixed word such as `control` or `data_dir`. */
export type AlarmSubject = string;

/** Alerts the operator. Never throws, and nobody waits for it. */
export type Alarms = {
  /** `detail` is for a person and contains no customer data. Reported at most once an hour per subject. */
  readonly raise: (kind: AlarmKind, subject: AlarmSubject, detail: string) => void;
  /** The problem is over. Does nothing if the alarm was not raised. */
  readonly clear: (kind: AlarmKind, subject: AlarmSubject) => void;
};
