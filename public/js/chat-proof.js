/**
 * What the server asks for before it goes on, when very much comes from one address.
 * @typedef {{ readonly challenge: string, readonly difficulty: number }} Challenge
 */

/**
 * Does the work beside the page, so that nothing on it stands still.
 * @param {Challenge} challenge
 * @returns {Promise<string>} The value of the header `x-proof-of-work`.
 */
export function solve(challenge) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./chat-proof-worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }) => {
      worker.terminate();
      resolve(String(data));
    });
    worker.addEventListener("error", () => {
      worker.terminate();
      reject(new Error("The work could not be done."));
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    worker.postMessage(challenge);
  });
}
