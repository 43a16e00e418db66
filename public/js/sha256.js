/**
 * SHA-256 (FIPS 180-4) of ASCII text. The browser's own is missing on pages without TLS, and the overhead of
 * each asynchronous call exceeds the cost of a hash.
 */
const K = new Uint32Array(64);
const START = new Uint32Array(8);

for (let prime = 2, found = 0; found < 64; prime += 1) {
  if (!isPrime(prime)) continue;
  if (found < 8) START[found] = fraction(Math.sqrt(prime));
  K[found] = fraction(Math.cbrt(prime));
  found += 1;
}

/** @param {number} number */
function isPrime(number) {
  for (let by = 2; by * by <= number; by += 1) if (number % by === 0) return false;
  return true;
}

/** The first 32 bits of the fractional part. @param {number} number */
function fraction(number) {
  return Math.floor((number % 1) * 2 ** 32);
}

const words = new Uint32Array(64);
const state = new Uint32Array(8);

/**
 * The number of leading zero bits of the hash, up to 64.
 * @param {string} text
 */
export function sha256Bits(text) {
  state.set(START);
  const length = (Math.floor((text.length + 8) / 64) + 1) * 64;
  for (let block = 0; block < length; block += 64) {
    for (let i = 0; i < 16; i += 1) words[i] = wordAt(text, block + i * 4, length);
    digest();
  }
  const [first = 0, second = 0] = state;
  return first === 0 ? 32 + Math.clz32(second) : Math.clz32(first);
}

/**
 * @param {string} text
 * @param {number} at
 * @param {number} length
 */
function wordAt(text, at, length) {
  if (at === length - 4) return text.length * 8;
  let word = 0;
  for (let i = at; i < at + 4; i += 1) word = (word << 8) | byteAt(text, i);
  return word;
}

/**
 * @param {string} text
 * @param {number} at
 */
function byteAt(text, at) {
  if (at < text.length) return text.charCodeAt(at);
  return at === text.length ? 0x80 : 0;
}

function digest() {
  for (let i = 16; i < 64; i += 1) {
    const a = at(words, i - 15);
    const b = at(words, i - 2);
    const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const great = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    words[i] = at(words, i - 16) + small + at(words, i - 7) + great;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const great = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + great + ((e & f) ^ (~e & g)) + at(K, i) + at(words, i)) | 0;
    const small = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (small + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + value;
}

/**
 * @param {Uint32Array} numbers
 * @param {number} index
 */
function at(numbers, index) {
  return numbers[index] ?? 0;
}

/**
 * Rotates right.
 * @param {number} word
 * @param {number} bits
 */
function turn(word, bits) {
  return (word >>> bits) | (word << (32 - bits));
}
