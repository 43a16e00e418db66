/** What an operator must hear of. Each is explained, with what to do, in docs/operations.md. */
export type AlarmKind =
  | "tenant_quarantined"
  | "backup_failed"
  | "restore_drill_failed"
  | "dead_letters"
  | "disk_space"
  | "provider_down"
  | "fsync_slow";

/** What an alarm is about: a tenant's id, or a word of ours such as `control` or `data_dir`. */
export type AlarmSubject = string;

/** Tells the operator. Never throws, and nobody waits for it. */
export type Alarms = {
  /** `detail` is for a person, without anything of a customer's. Said once an hour at most for one subject. */
  readonly raise: (kind: AlarmKind, subject: AlarmSubject, detail: string) => void;
  /** It is well again; nothing happens where it was not raised. */
  readonly clear: (kind: AlarmKind, subject: AlarmSubject) => void;
};
