/** An answer that is here already, or will be. */
export type Soon<T> = T | Promise<T>;

/**
 * Goes on with an answer when it is here: at once if it is, since waiting for a promise costs a request more
 * than all that it usually waits for.
 */
export function after<T, Result>(answer: Soon<T>, goOn: (value: T) => Soon<Result>): Soon<Result> {
  return answer instanceof Promise ? answer.then(goOn) : goOn(answer);
}
