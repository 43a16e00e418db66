import { write, writeSync } from "node:fs";

export type GatheredOutput = {
  readonly write: (text: string) => void;
  /** Sends what was gathered without waiting for more, or as soon as what was sent before has been written. */
  readonly flush: () => void;
};

export type GatheredOutputOptions = {
  /** Standard output unless it is said. */
  readonly fd?: number;
  /** A line to say that so many are missing, once there is a way to say it. */
  readonly lostLine: (count: number) => string;
};

/** In characters: some eighty requests. */
const ENOUGH = 15_000;
/** What nobody reads may not fill the memory. */
const MOST = 4_000_000;
/** In milliseconds: how long a line waits for others, and how long a full pipe is left alone. */
const AT_LATEST = 50;
const AGAIN = 20;
/** At the end: how often a full pipe is asked again, and how long a thread has for what it began, which comes first. */
const TRIES = 50;
const FIRST = 50;

/**
 * Gathers lines for a moment: a write for each would cost more than the request that it is about. They are written in
 * order, beside the event loop; what is left when the process ends is written then. Killed, it takes the lines of its
 * last moment along, at most 50 ms of them or 15 kB: whatever is to be known then is flushed. Nothing that happens there
 * disturbs the process: lines that cannot be written (a full disk, nobody who reads) are given up, and counted.
 */
export function gatheredOutput({ fd = 1, lostLine }: GatheredOutputOptions): GatheredOutput {
  let gathered: string[] = [];
  let length = 0;
  let lost = 0;
  let hasBegun = false;
  let isWriting = false;
  /** What is gathered while something else is written is not to wait after that. */
  let isUrgent = false;
  /** What a full pipe did not take. */
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
        setTimeout(writeOn, AGAIN, bytes, lines).unref();
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

  /** Whoever never says anything has nothing to be written. */
  function begin(): void {
    hasBegun = true;
    process.on("exit", () => {
      if (refused) writeNow(fd, refused);
      else if (isWriting) pause(FIRST);
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

/** At the end of the process, when nothing else can be done meanwhile. */
function writeNow(fd: number, bytes: Buffer): void {
  let left = bytes;
  for (let tries = 0; left.length > 0 && tries < TRIES; ) {
    try {
      left = left.subarray(writeSync(fd, left));
      tries = 0;
    } catch (error) {
      if (!isFull(error)) return;
      tries += 1;
      pause(AGAIN);
    }
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function isFull(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EAGAIN";
}
