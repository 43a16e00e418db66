/** A customer's details: email in lower case, phone in E.164. */
export type CustomerDetails = {
  readonly name: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** Whether they just agreed to text messages. */
  readonly consentSms?: boolean | undefined;
};
