/** A text without addresses, numbers of telephones and cards, and ids: for what is kept beyond its conversation. */
export function withoutContact(text: string): string {
  return text
    .replaceAll(/\S+@\S+/g, "…")
    .replaceAll(/https?:\/\/\S+/g, "…")
    .replaceAll(/\+?\d[\d\s().-]{5,}\d/g, "…");
}
