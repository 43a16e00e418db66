/**
 * One event of a stream.
 * @typedef {{ readonly id: string, readonly name: string, readonly data: Readonly<Record<string, unknown>> }} StreamEvent
 */

/**
 * Reads server-sent events (HTML standard, 9.2) from the body of a response. Ends with the stream, and throws if it
 * is interrupted.
 * @param {Response} answer
 * @returns {AsyncGenerator<StreamEvent, void, undefined>}
 */
export async function* eventsOf(answer) {
  if (!answer.body) return;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const frames = text.split("\n\n");
      text = frames.pop() ?? "";
      for (const frame of frames) {
        const event = readFrame(frame);
        if (event) yield event;
      }
    }
  } finally {
    // If the reader stops early, the connection is closed.
    reader.cancel().catch(() => {});
  }
}

/**
 * @param {string} frame
 * @returns {StreamEvent | undefined} Undefined for a comment.
 */
function readFrame(frame) {
  /** @type {Record<string, string>} */
  const fields = {};
  for (const line of frame.split("\n")) {
    const colon = line.indexOf(": ");
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
  }
  const { id = "", event: name = "", data } = fields;
  if (data === undefined) return undefined;
  return { id, name, data: /** @type {Record<string, unknown>} */ (JSON.parse(data)) };
}
