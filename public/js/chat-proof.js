/**
 * The proof of work that the server requires when one address sends very many requests.
 * @typedef {{ readonly challenge: string, readonly difficulty: number }} Challenge
 */

/**
 * Does the work in a worker, so that the page stays responsive.
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
