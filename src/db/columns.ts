/** JSON kept as text; `T` is what was written. */
export type Json<T> = string & { readonly __json?: T };

/** SQLite's boolean. */
export type Flag = 0 | 1;

export function toJson<T>(value: T): Json<T> {
  return JSON.stringify(value);
}

export function fromJson<T>(text: Json<T>): T {
  return JSON.parse(text) as T;
}

export function flag(value: boolean): Flag {
  return value ? 1 : 0;
}
