import { sha256Bits } from "./sha256.js";

/** Tries numbers until the hash of challenge and number starts with `difficulty` zero bits. */
addEventListener("message", ({ data }) => {
  const { challenge, difficulty } = /** @type {import("./chat-proof.js").Challenge} */ (data);
  for (let number = 0; ; number += 1) {
    const solution = `${challenge}:${number}`;
    if (sha256Bits(solution) >= difficulty) {
      postMessage(solution);
      return;
    }
  }
});
