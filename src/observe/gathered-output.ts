import { write, writeSync } from "node:fs";

export type GatheredOutput = {
  readonly write: (text: string) => void;
  /** Writes the buffered text immediately, or as soon as the write in progress has finished. */
  readonly flush: () => void;
};

export type GatheredOutputOptions = {
  /** Standard output by default. */
  readonly fd?: number;
  /** The line that reports `count` lost lines, written once writing works again. */
  readonly lostLine: (count: number) => string;
};

/** Written at once when the buffer reaches this size; in characters, about eighty requests. */
const ENOUGH = 15_000;
/** Bounds the memory for output that nobody reads; in characters. */
const MOST = 4_000_000;
/** In milliseconds: how long a line waits for others, and how long before retrying a full pipe. */
const AT_LATEST = 50;
const RETRY_AFTER = 20;
/**
 * On exit: how often a full pipe is retried without progress, and how long (in milliseconds) to wait for a
 * write in progress, whose lines come first.
 */
const TRIES = 50;
const FINISH_WITHIN = 50;

/**
 * Buffers lines briefly: a write per line would cost more than the request that it is about. They are written
 * in order, off the event loop; what is left when the process exits is written then.
 *
 * A killed process loses its last lines: those that were waiting, up to 50 ms or 15 kB of them, and also those
 * of a write in progress with everything buffered during it. On a slow disk that was measured to be up to 110
 * ms of lines. Flush what must not be lost. Write failures never disturb the process: lines that cannot be
 * written (a full disk, nobody reading) are dropped and counted.
 */
export function gatheredOutput({ fd = 1, lostLine }: GatheredOutputOptions): GatheredOutput {
  let gathered: string[] = [];
  let length = 0;
  let lost = 0;
  let hasBegun = false;
  let isWriting = false;
  /** Lines buffered during a write must be written right after it. */
  let isUrgent = false;
  /** What a full pipe did not accept. */
  let refused: Buffer | undefined;
  let timer: NodeJS.Timeout | undefined;

  function send(): void {
    clearTimeout(timer);
    timer = undefined;
    if (isWriting || gathered.length === 0) return;
    isWriting = true;
    isUrgent = false;
    const { bytes, lines } = take();
    writeOn(bytes, lines);
  }

  function take(): { readonly bytes: Buffer; readonly lines: number } {
    const lines = gathered.length + lost;
    const text = (lost > 0 ? lostLine(lost) : "") + gathered.join("");
    gathered = [];
    length = 0;
    lost = 0;
    return { bytes: Buffer.from(text), lines };
  }

  function writeOn(bytes: Buffer, lines: number): void {
    refused = undefined;
    write(fd, bytes, (error, written) => {
      if (error && isFull(error)) {
        refused = bytes;
        setTimeout(writeOn, RETRY_AFTER, bytes, lines).unref();
        return;
      }
      if (!error && written < bytes.length) return writeOn(bytes.subarray(written), lines);
      if (error) lost += lines;
      isWriting = false;
      if (isUrgent || length >= ENOUGH) send();
      else if (length > 0) sendSoon();
    });
  }

  function sendSoon(): void {
    timer ??= setTimeout(send, AT_LATEST).unref();
  }

  /** Registered with the first line: a silent process has nothing to write. */
  function begin(): void {
    hasBegun = true;
    process.on("exit", () => {
      if (refused) writeNow(fd, refused);
      else if (isWriting) pause(FINISH_WITHIN);
      if (gathered.length > 0) writeNow(fd, take().bytes);
    });
  }

  return {
    write: (text) => {
      if (!hasBegun) begin();
      if (length > MOST) return void (lost += 1);
      gathered.push(text);
      length += text.length;
      if (isWriting) return;
      if (length >= ENOUGH) send();
      else sendSoon();
    },
    flush: () => {
      isUrgent = true;
      send();
    },
  };
}

/** Blocks, which is fine while the process exits: nothing else can run any more. */
function writeNow(fd: number, bytes: Buffer): void {
  let left = bytes;
  for (let tries = 0; left.length > 0 && tries < TRIES; ) {
    try {
      left = left.subarray(writeSync(fd, left));
      tries = 0;
    } catch (error) {
      if (!isFull(error)) return;
      tries += 1;
      pause(RETRY_AFTER);
    }
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function isFull(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EAGAIN";
}
