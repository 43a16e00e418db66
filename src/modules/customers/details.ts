/** A customer's details: email in lower case, phone in E.164. */
export type CustomerDetails = {
  readonly name: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** Whether they just agreed to text messages. */
  readonly consentSms?: boolean | undefined;
};

/** Whom a visit or a place on the waitlist is for: contact details, or the id of a known customer. */
export type CustomerWish = CustomerDetails | { readonly id: string };
