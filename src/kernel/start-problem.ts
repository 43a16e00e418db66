/** Why the process cannot start, in one line for the operator. Any other error at start is a bug. */
export class StartProblem extends Error {
  override readonly name = "StartProblem";
}
