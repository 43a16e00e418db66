/** Why the process cannot start, in one line for whoever started it. Anything else that is thrown is a fault of ours. */
export class StartProblem extends Error {
  override readonly name = "StartProblem";
}
