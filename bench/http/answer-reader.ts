/** Finds the ends of HTTP responses in received data; parses nothing but status and length. */
export class AnswerReader {
  readonly #answered: (status: number) => void;
  #head = "";
  #bodyLeft = 0;
  #status = 0;

  constructor(answered: (status: number) => void) {
    this.#answered = answered;
  }

  read(chunk: Buffer): void {
    if (this.#status !== 0) return this.#skip(chunk.length);
    const before = this.#head.length;
    this.#head += chunk.toString("latin1");
    const end = this.#head.indexOf("\r\n\r\n");
    if (end < 0) return;
    this.#status = Number(this.#head.slice(9, 12));
    this.#bodyLeft = this.#hasBody() ? lengthIn(this.#head.slice(0, end + 2)) : 0;
    this.#head = "";
    this.#skip(before + chunk.length - (end + 4));
  }

  #hasBody(): boolean {
    return this.#status !== 304 && this.#status !== 204;
  }

  #skip(bytes: number): void {
    this.#bodyLeft -= bytes;
    if (this.#bodyLeft > 0) return;
    const status = this.#status;
    this.#status = 0;
    this.#answered(status);
  }
}

function lengthIn(head: string): number {
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without its length: ${head}`);
  return Number(length);
}
