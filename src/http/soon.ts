/** A value that is available now, or will be. */
export type Soon<T> = T | Promise<T>;

/**
 * Continues with a value as soon as it is available, synchronously if it is: awaiting a promise would cost a
 * request more than everything that it usually waits for.
 */
export function after<T, Result>(answer: Soon<T>, goOn: (value: T) => Soon<Result>): Soon<Result> {
  return answer instanceof Promise ? answer.then(goOn) : goOn(answer);
}
