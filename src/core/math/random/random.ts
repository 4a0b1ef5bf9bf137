/** Seeded streams of random numbers, each named by (seed, purpose, step) and by nothing else. */
import { fnv1a } from './fnv.js';
import { threefry, type Words } from './threefry.js';
import { EDGES, HEIGHTS, TAIL, WIDTHS } from './ziggurat.js';

export interface StreamName {
  /** The run's seed: a whole number, 0 to 2^53 - 1. */
  readonly seed: number;
  /** What the numbers are for, e.g. `latent/generator-1`. */
  readonly purpose: string;
  readonly step: number;
}

export interface Stream {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform whole number in [0, below). */
  integer(below: number): number;
  /** Fill an array (or a view of one) with independent draws; the fast way. */
  fillUniform(out: Float32Array | Float64Array): void;
  fillNormal(out: Float32Array | Float64Array): void;
}

/**
 * The stream of a name. Key = the seed and FNV-1a of the purpose; counter = the block's index and the step. Every draw takes
 * the next 64 bits, whatever it is, so that a fill draws what as many single calls would, whatever the array's type, and no
 * step needs the ones before it. A rejected draw takes its further bits from counters of its own.
 */
export function stream({ seed, purpose, step }: StreamName): Stream {
  requireWhole('seed', seed);
  requireWhole('step', step);
  if (purpose === '') throw new RangeError('random stream: purpose must not be empty');
  const hash = fnv1a(purpose);
  return new CounterStream([low(seed), high(seed), hash.low, hash.high], low(step), high(step));
}

function requireWhole(what: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw new RangeError(`random stream: ${what} must be a whole number from 0 to 2^53 - 1, got ${value}`);
}

// The words of a whole number; | 0 takes it modulo 2^32.
const low = (whole: number): number => whole | 0;
const high = (whole: number): number => Math.floor(whole / 2 ** 32) | 0;

const DRAWS_PER_CHUNK = 512; // computed at a time by a fill
const chunkWords = new Int32Array(2 * DRAWS_PER_CHUNK + 4); // one block more, because a fill may begin in the middle of one
const retryWords = new Int32Array(4);
const BUFFERED_DRAWS = 8; // computed at a time for single calls: 64 bytes, the most that V8 allocates cheaply
const BELOW_ONE = 1 - 2 ** -24; // the largest float32 under 1

class CounterStream implements Stream {
  readonly #key: Words;
  readonly #stepLow: number;
  readonly #stepHigh: number;
  readonly #buffer = new Int32Array(2 * BUFFERED_DRAWS);
  #bufferFirst = -1;
  #next = 0;

  constructor(key: Words, stepLow: number, stepHigh: number) {
    this.#key = key;
    this.#stepLow = stepLow;
    this.#stepHigh = stepHigh;
  }

  uniform(): number {
    const at = this.#draw();
    return fraction(this.#buffer[at], this.#buffer[at + 1]);
  }

  normal(): number {
    const at = this.#draw();
    return this.#normal(this.#buffer[at], this.#buffer[at + 1], this.#next - 1);
  }

  integer(below: number): number {
    if (!(Number.isSafeInteger(below) && below >= 1)) {
      throw new RangeError(`random integer: below must be a whole number from 1 to 2^53 - 1, got ${below}`);
    }
    const fair = 2 ** 53 - remainder(2 ** 53, below); // a multiple of below: from there on, small results would be likelier
    let whole = this.uniform() * 2 ** 53;
    for (let attempt = 1, index = this.#next - 1; whole >= fair; attempt++) {
      this.#retry(index, attempt);
      whole = fraction(retryWords[0], retryWords[1]) * 2 ** 53;
    }
    return remainder(whole, below);
  }

  fillUniform(out: Float32Array | Float64Array): void {
    for (let from = 0; from < out.length; from += DRAWS_PER_CHUNK) {
      const count = Math.min(DRAWS_PER_CHUNK, out.length - from);
      const start = this.#drawMany(count);
      for (let i = 0; i < count; i++) {
        out[from + i] = fraction(chunkWords[start + 2 * i], chunkWords[start + 2 * i + 1]);
        if (out[from + i] === 1) out[from + i] = BELOW_ONE; // float32 rounds the last 2^-25 up to 1, which is outside
      }
    }
  }

  fillNormal(out: Float32Array | Float64Array): void {
    for (let from = 0; from < out.length; from += DRAWS_PER_CHUNK) {
      const count = Math.min(DRAWS_PER_CHUNK, out.length - from);
      const first = this.#next;
      const start = this.#drawMany(count);
      for (let i = 0; i < count; i++) {
        const a = chunkWords[start + 2 * i];
        const b = chunkWords[start + 2 * i + 1];
        const layer = b & 255;
        const x = (a + b * 2 ** -32) * WIDTHS[layer];
        out[from + i] = Math.abs(x) < EDGES[layer + 1] ? x : this.#normal(a, b, first + i);
      }
    }
  }

  /** Draw number `index` as a normal. Its two words choose a layer (8 bits) and a position in it (the other 56, most of which count). */
  #normal(a: number, b: number, index: number): number {
    let layer = b & 255;
    let x = (a + b * 2 ** -32) * WIDTHS[layer];
    for (let attempt = 1; Math.abs(x) >= EDGES[layer + 1]; attempt++) {
      this.#retry(index, attempt);
      const u = fraction(retryWords[0], retryWords[1]);
      if (layer === 0) {
        // Past TAIL, by Marsaglia's exact method.
        const beyond = -Math.log(1 - u) / TAIL;
        if (-2 * Math.log(1 - fraction(retryWords[2], retryWords[3])) > beyond * beyond)
          return Math.sign(x) * (TAIL + beyond);
      } else {
        if (HEIGHTS[layer] + u * (HEIGHTS[layer + 1] - HEIGHTS[layer]) < Math.exp(-0.5 * x * x)) return x;
        layer = retryWords[3] & 255;
        x = (retryWords[2] + retryWords[3] * 2 ** -32) * WIDTHS[layer];
      }
    }
    return x;
  }

  /** Takes a draw; its two words lie in #buffer from the returned index. */
  #draw(): number {
    const index = this.#next++;
    const first = index - (index % BUFFERED_DRAWS);
    if (first !== this.#bufferFirst) {
      this.#blocks(first / 2, 0, this.#buffer, BUFFERED_DRAWS / 2);
      this.#bufferFirst = first;
    }
    return 2 * (index - first);
  }

  /** Takes `count` draws; their words lie in `chunkWords` from the returned index. */
  #drawMany(count: number): number {
    const first = this.#next;
    const skipped = first % 2;
    this.#blocks((first - skipped) / 2, 0, chunkWords, Math.ceil((skipped + count) / 2));
    this.#next += count;
    return 2 * skipped;
  }

  #retry(index: number, attempt: number): void {
    this.#blocks(index, attempt, retryWords, 1);
  }

  #blocks(first: number, attempt: number, out: Int32Array, blocks: number): void {
    if (this.#next > 2 ** 32) throw new RangeError('random stream: more than 2^32 draws from one stream');
    threefry(this.#key, [first | 0, attempt, this.#stepLow, this.#stepHigh], out, blocks);
  }
}

/** 53 of two words' 64 bits as a number in [0, 1). */
function fraction(a: number, b: number): number {
  return ((a >>> 0) * 2 ** 21 + (b >>> 11)) * 2 ** -53;
}

/** whole modulo below, exactly, for whole numbers up to 2^53; several times faster than `%` on doubles this large. */
function remainder(whole: number, below: number): number {
  const rest = whole - Math.floor(whole / below) * below;
  return rest < 0 ? rest + below : rest;
}
