/**
 * The modules' log. Fields are an allow-list of ids, codes and timings: never names, addresses, phone numbers
 * or what a customer wrote.
 */
export type Logger = {
  readonly info: (fields: LogFields, message: string) => void;
  readonly warn: (fields: LogFields, message: string) => void;
  readonly error: (fields: LogFields, message: string) => void;
};

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined | Error>>;
