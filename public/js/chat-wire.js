import { eventsOf } from "./chat-frames.js";
import { solve } from "./chat-proof.js";
import { keepSession, session } from "./chat-session.js";

/**
 * @typedef {import("./chat-frames.js").StreamEvent} StreamEvent
 * @typedef {(event: StreamEvent) => void} Receive
 * @typedef {{ readonly kind: "done" } | { readonly kind: "refused", readonly status: number, readonly message: string } | { readonly kind: "lost" }} Delivered
 */

/** Milliseconds before each retry; after the last, nothing is retried automatically. */
const PAUSES = [300, 1_000, 2_500, 5_000];
/** The longest wait that the server may ask for without the customer being told, in seconds. */
const SHORT = 3;

/**
 * Talks to the server: sends a form, receives the answer, and resumes it where it was interrupted.
 * @param {{ readonly events: string }} address
 */
export function createWire(address) {
  let last = "";

  return {
    /** Sets the last event received. @param {string} id */
    startAfter: (id) => {
      last = id;
    },
    /**
     * @param {string} action
     * @param {URLSearchParams} fields
     * @param {{ receive: Receive, anew: () => void }} told `anew`: the answer starts over.
     * @returns {Promise<Delivered>}
     */
    send: async (action, fields, told) => {
      const pauses = PAUSES.values();
      for (let proof = ""; ; ) {
        told.anew();
        const answer = await post(action, fields, proof);
        if (answer?.ok && (await receiveAll(answer, told.receive)) === "done") return { kind: "done" };
        if (answer && !answer.ok && answer.status < 500) {
          const more = answer.status === 429 ? await whatNow(answer.clone()) : undefined;
          if (more === undefined || pauses.next().done) return refusalOf(answer);
          proof = more;
          continue;
        }
        const rest = await takeUp(pauses, told.receive);
        if (rest !== "nothing") return { kind: rest };
      }
    },
    /** Receives the answer to an earlier message; false if there is none. @param {Receive} receive */
    resume: async (receive) => {
      const now = await resume(receive);
      return (now === "cut" ? await takeUp(PAUSES.values(), receive) : now) === "done";
    },
  };

  /**
   * Resumes an interrupted answer; "nothing" if the message never arrived and must be sent again, under its id.
   * @param {Iterator<number>} pauses
   * @param {Receive} receive
   * @returns {Promise<"done" | "nothing" | "lost">}
   */
  async function takeUp(pauses, receive) {
    for (;;) {
      const pause = pauses.next();
      if (pause.done) return "lost";
      await sleep(pause.value);
      const rest = await resume(receive);
      if (rest !== "cut") return rest;
    }
  }

  /**
   * @param {Receive} receive
   * @returns {Promise<"done" | "nothing" | "cut">}
   */
  async function resume(receive) {
    try {
      const answer = await fetch(address.events, {
        headers: { accept: "text/event-stream", ...(last !== "" && { "last-event-id": last }), ...bearer() },
      });
      if (!answer.ok) return answer.status < 500 ? "nothing" : "cut";
      const received = await receiveAll(answer, receive);
      return received === "ended" ? "nothing" : received;
    } catch {
      return "cut";
    }
  }

  /**
   * Reads until the turn is over (`done`), or the stream has ended or was interrupted before that.
   * @param {Response} answer
   * @param {Receive} receive
   * @returns {Promise<"done" | "ended" | "cut">}
   */
  async function receiveAll(answer, receive) {
    try {
      for await (const event of eventsOf(answer)) {
        if (event.id !== "") last = event.id;
        if (event.name === "session") keepSession(String(event.data["session_id"]));
        else receive(event);
        if (event.name === "done") return "done";
      }
      return "ended";
    } catch {
      return "cut";
    }
  }
}

/**
 * Undefined if the network failed.
 * @param {string} action
 * @param {URLSearchParams} fields
 * @param {string} proof
 */
async function post(action, fields, proof) {
  try {
    return await fetch(action, {
      method: "POST",
      body: fields,
      headers: {
        accept: "text/event-stream",
        ...(proof !== "" && { "x-proof-of-work": proof }),
        ...bearer(),
      },
    });
  } catch {
    return undefined;
  }
}

/** In a frame on another site there are no cookies, so the session goes in a header. */
function bearer() {
  const id = session();
  return id === "" ? {} : { authorization: `Bearer ${id}` };
}

/**
 * After a 429: the proof of work to send with the next try, empty if waiting was enough, or undefined if it
 * would take too long.
 * @param {Response} answer
 */
async function whatNow(answer) {
  const work = (await errorOf(answer)).details?.proof_of_work;
  if (work) return solve(work).catch(() => undefined);
  const seconds = Number(answer.headers.get("retry-after") ?? Number.NaN);
  if (!(seconds <= SHORT)) return undefined;
  await sleep(seconds * 1_000);
  return "";
}

/**
 * @param {Response} answer
 * @returns {Promise<Delivered>}
 */
async function refusalOf(answer) {
  const { message = "" } = await errorOf(answer);
  return { kind: "refused", status: answer.status, message };
}

/**
 * The server's format for all errors.
 * @typedef {{ message?: string, details?: { proof_of_work?: import("./chat-proof.js").Challenge } }} Told
 */

/**
 * @param {Response} answer
 * @returns {Promise<Told>}
 */
async function errorOf(answer) {
  try {
    return /** @type {{ error: Told }} */ (await answer.json()).error;
  } catch {
    return {};
  }
}

/** @param {number} milliseconds */
function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
