import { halfOf, type Trial } from "./score.ts";
import { type Said, understandAt } from "./understand-at.ts";

export type ClincLine = { readonly text: string; readonly label: string };

/** What in an understanding shows that a label was recognised. */
const RECOGNISED: Readonly<Record<string, (said: Said) => boolean>> = {
  yes: (said) => said.acts.includes("affirm"),
  no: (said) => said.acts.includes("negate"),
  cancel: (said) => said.intents.includes("cancel"),
  thank_you: (said) => said.acts.includes("thank"),
  goodbye: (said) => said.acts.includes("goodbye"),
  repeat: (said) => said.acts.includes("repeat"),
  greeting: (said) => said.acts.includes("greet"),
  oos: (said) => said.intents.includes("out_of_scope"),
  cancel_reservation: (said) => said.intents.includes("cancel"),
  restaurant_reservation: (said) => said.intents.includes("book"),
  schedule_maintenance: (said) => said.intents.includes("book"),
  schedule_meeting: (said) => said.intents.includes("book"),
  confirm_reservation: (said) => said.intents.includes("lookup"),
};

/** Single utterances, without preceding context. */
export function clincTrials(lines: readonly ClincLine[]): Trial[] {
  return lines.flatMap(({ text, label }) => {
    const said = understandAt(text, { now: "2026-03-06T15:00:00Z", zone: "America/New_York" });
    const got = `${said.acts.join(" ")} / ${said.intents.join(" ")}`;
    const part = halfOf(text);
    const note = `${text} | ${label} | ${got}`;
    const trials: Trial[] = [];
    const isRecognised = RECOGNISED[label];
    if (isRecognised) trials.push({ measure: `CLINC ${label}`, part, right: isRecognised(said), note });
    if (label === "oos")
      trials.push({
        measure: "CLINC oos, not taken for booking",
        part,
        right: !said.intents.includes("book"),
        note,
      });
    if (label !== "yes")
      trials.push({
        measure: "CLINC others, not taken for yes",
        part,
        right: !said.acts.includes("affirm"),
        note,
      });
    return trials;
  });
}
