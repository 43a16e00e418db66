/** As a customer gives them: email in lower case, phone in E.164. */
export type CustomerDetails = {
  readonly name: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** Whether they agreed to text messages just now. */
  readonly consentSms?: boolean | undefined;
};
