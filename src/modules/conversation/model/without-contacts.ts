const EMAIL = /[\p{L}\d][\p{L}\d._%+'-]*@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
/** Nine figures or more, however they are spaced, unless a date begins there. */
const PHONE = /(?<![\p{L}\d])(?!\d{4}-\d\d-\d\d)\+?\(?\d(?:[\s().-]{0,2}\d){8,14}(?![\p{L}\d])/gu;

/**
 * A text without addresses and numbers by which people can be reached. Who was told one in an earlier turn need not
 * be told again: what tools need of it is filled in.
 */
export function withoutContacts(text: string): string {
  return text.replaceAll(EMAIL, "[email address]").replaceAll(PHONE, "[phone number]");
}
