const EMAIL = /[\p{L}\d][\p{L}\d._%+'-]*@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
/** Nine digits or more, however they are spaced, unless they start with a date. */
const PHONE = /(?<![\p{L}\d])(?!\d{4}-\d\d-\d\d)\+?\(?\d(?:[\s().-]{0,2}\d){8,14}(?![\p{L}\d])/gu;

/**
 * Removes e-mail addresses and phone numbers from a text. Details given in an earlier turn need not be repeated
 * to the model: they are filled in where tools need them.
 */
export function withoutContacts(text: string): string {
  return text.replaceAll(EMAIL, "[email address]").replaceAll(PHONE, "[phone number]");
}
