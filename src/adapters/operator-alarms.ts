import type { Clock } from "#kernel/clock.ts";
import { HOUR, type Instant } from "#kernel/instant.ts";
import type { Logger } from "#kernel/logger.ts";
import type { AlarmKind, Alarms, AlarmSubject } from "#ports/alarms.ts";
import type { Mail, MailTransport } from "#ports/messages.ts";

export type OperatorAlarmsOptions = {
  readonly clock: Clock;
  readonly log: Logger;
  /** Called after each change with the number of raised alarms of a kind. */
  readonly standing: (kind: AlarmKind, count: number) => void;
  /** Whom to mail, if anybody. */
  readonly mail?: { readonly transport: MailTransport; readonly to: string } | undefined;
};

const SILENT_FOR = HOUR;

/** Reports alarms as a log line, a gauge among the metrics, and a mail to the operator. */
export function operatorAlarms({ clock, log, standing, mail }: OperatorAlarmsOptions): Alarms {
  const raised = new Map<AlarmKind, Set<AlarmSubject>>();
  /** Outlives the alarm, so that one that flaps is not reported each time. */
  const saidAt = new Map<string, Instant>();

  function say(kind: AlarmKind, subject: AlarmSubject, detail: string): void {
    const key = `${kind} ${subject}`;
    const now = clock.now();
    if (now - (saidAt.get(key) ?? Number.NEGATIVE_INFINITY) < SILENT_FOR) return;
    for (const [other, at] of saidAt) if (now - at >= SILENT_FOR) saidAt.delete(other);
    saidAt.set(key, now);
    // A slow disk slows everything down but breaks nothing.
    const level = kind === "fsync_slow" ? "warn" : "error";
    log[level]({ alarm: kind, subject, detail }, "Alarm.");
    if (mail) send(mail, { messageId: `alarm-${kind}-${subject}-${now}`, kind, subject, detail });
  }

  function send({ transport, to }: NonNullable<typeof mail>, letter: Letter): void {
    transport
      .sendMail(compose(letter, to))
      .then((result) => {
        if (result.outcome !== "sent") log.warn({ alarm: letter.kind, outcome: result.outcome }, MAIL_FAILED);
      })
      .catch((error: unknown) => log.warn({ alarm: letter.kind, error: error as Error }, MAIL_FAILED));
  }

  return {
    raise: (kind, subject, detail) => {
      const subjects = raised.get(kind) ?? new Set();
      raised.set(kind, subjects.add(subject));
      standing(kind, subjects.size);
      say(kind, subject, detail);
    },
    clear: (kind, subject) => {
      const subjects = raised.get(kind);
      if (!subjects?.delete(subject)) return;
      standing(kind, subjects.size);
      log.info({ alarm: kind, subject }, "An alarm has ended.");
    },
  };
}

type Letter = {
  readonly messageId: string;
  readonly kind: AlarmKind;
  readonly subject: AlarmSubject;
  readonly detail: string;
};

function compose({ messageId, kind, subject, detail }: Letter, to: string): Mail {
  const text = `${detail}\n\nAlarm: ${kind}\nAbout: ${subject}\n\nWhat to do: docs/operations.md, "Alarms".\n`;
  const html = `<pre>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</pre>`;
  return {
    messageId,
    to,
    fromName: "Frontdesk",
    replyTo: null,
    subject: `Frontdesk alarm: ${kind} (${subject})`,
    text,
    html,
    calendar: null,
  };
}

const MAIL_FAILED = "An alarm could not be mailed.";
