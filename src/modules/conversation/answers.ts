import { z } from "zod";

const at = z.string().meta({ format: "date-time" });

export const outcomes = [
  "booked",
  "moved",
  "cancelled",
  "waitlisted",
  "answered",
  "handed_over",
  "abandoned",
] as const;

const record = {
  id: z.string().meta({ description: "Names the conversation; nobody can speak in it by this." }),
  channel: z.enum(["chat", "phone", "sms"]),
  is_open: z.boolean(),
  phase: z.string(),
  outcome: z.enum(outcomes).nullable().meta({ description: "What has become of it so far." }),
  summary: z.string(),
  turns: z.int(),
  booking_uid: z.string().nullable(),
  cost_micros: z.int().meta({ description: "What language models took, in millionths of a dollar." }),
  user_agent: z.string().nullable(),
  started_at: at,
  last_at: at,
  ended_at: at.nullable(),
};

/** A conversation in the business's list. */
export const conversationAnswer = z.object(record);

const steps = z.array(z.record(z.string(), z.unknown())).readonly();

/** The same, with every turn, its trace and its cost. */
export const conversationDetailAnswer = z.object({
  ...record,
  transcript: z
    .array(
      z.object({
        turn: z.int(),
        at,
        input: z.enum(["message", "pick", "confirm"]),
        text: z.string(),
        answer: z.string(),
        is_finished: z.boolean().meta({ description: "False where the process ended meanwhile." }),
        shown: steps.meta({ description: "What was shown beside the words." }),
        brain: z.string().nullable(),
        ms: z.int().nullable(),
        trace: steps.meta({ description: "Tools, gate, guard and takeovers, in order." }),
        usage: steps.meta({ description: "Answers of language models, with their costs." }),
      }),
    )
    .meta({ description: "Empty when the texts were removed after the time that the business keeps them." }),
});

/** A question that the assistant could not answer. */
export const questionAnswer = z.object({
  id: z.string(),
  question: z.string(),
  times: z.int(),
  first_at: at,
  last_at: at,
});
