/** Seeded streams of random numbers, each named by (seed, purpose, step) and by nothing else. */
import { fnv1a } from './fnv.js';
import { threefry, type Words } from './threefry.js';
import { EDGES, HEIGHTS, TAIL } from './ziggurat.js';

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
 * The stream of a name. Key = the seed and FNV-1a of the purpose, counter = the block's index and the step, so no step
 * needs the ones before it. A fill draws what as many single calls would draw, and rounds where the array is float32.
 */
export function stream({ seed, purpose, step }: StreamName): Stream {
  requireWhole('seed', seed);
  requireWhole('step', step);
  if (purpose === '') throw new RangeError('random stream: purpose must not be empty');
  const hash = fnv1a(purpose);
  return new Counted([low(seed), high(seed), hash.low, hash.high], [0, 0, low(step), high(step)]);
}

function requireWhole(what: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw new RangeError(`random stream: ${what} must be a whole number from 0 to 2^53 - 1, got ${value}`);
}

const low = (whole: number): number => (whole % 2 ** 32) | 0;
const high = (whole: number): number => Math.floor(whole / 2 ** 32) | 0;

const BUFFERED = 16; // words; V8 keeps typed arrays of up to 64 bytes on its own heap, larger ones cost a microsecond each
const ONE = new Float64Array(1);
const BELOW_ONE = 1 - 2 ** -24; // the largest float32 under 1

class Counted implements Stream {
  readonly #key: Words;
  readonly #counter: [number, number, number, number];
  readonly #words = new Int32Array(BUFFERED);
  #at = BUFFERED;

  constructor(key: Words, counter: Words) {
    this.#key = key;
    this.#counter = [...counter];
  }

  uniform(): number {
    return this.#bits53() * 2 ** -53;
  }

  normal(): number {
    this.fillNormal(ONE);
    return ONE[0];
  }

  integer(below: number): number {
    if (!(Number.isSafeInteger(below) && below >= 1)) {
      throw new RangeError(`random integer: below must be a whole number from 1 to 2^53 - 1, got ${below}`);
    }
    const fair = 2 ** 53 - remainder(2 ** 53, below); // the largest multiple of below: past it, small results would be likelier
    let bits = this.#bits53();
    while (bits >= fair) bits = this.#bits53();
    return remainder(bits, below);
  }

  fillUniform(out: Float32Array | Float64Array): void {
    for (let i = 0; i < out.length; i++) {
      out[i] = this.#bits53() * 2 ** -53;
      if (out[i] === 1) out[i] = BELOW_ONE; // float32 rounds the last 2^-25 up to 1, which is outside
    }
  }

  fillNormal(out: Float32Array | Float64Array): void {
    const words = this.#words;
    for (let i = 0; i < out.length; i++) {
      if (this.#at === BUFFERED) this.#refill();
      const word = words[this.#at++];
      const layer = word & 255;
      // A position in (-1, 1): 21 signed bits and 32 more; the half keeps it symmetric.
      const x = ((word >> 11) * 2 ** 32 + (words[this.#at++] >>> 0) + 0.5) * 2 ** -52 * EDGES[layer];
      out[i] = Math.abs(x) < EDGES[layer + 1] ? x : this.#rejected(layer, x);
    }
  }

  /** The ziggurat's slow hundredth: the tail, a wedge, or another try. */
  #rejected(layer: number, x: number): number {
    if (layer === 0) return x < 0 ? -this.#tail() : this.#tail();
    const y = HEIGHTS[layer] + this.uniform() * (HEIGHTS[layer + 1] - HEIGHTS[layer]);
    return y < Math.exp(-0.5 * x * x) ? x : this.normal();
  }

  /** A normal given that it is past TAIL: Marsaglia's exact method. */
  #tail(): number {
    for (;;) {
      const x = -Math.log(1 - this.uniform()) / TAIL;
      const y = -Math.log(1 - this.uniform());
      if (2 * y > x * x) return TAIL + x;
    }
  }

  #bits53(): number {
    if (this.#at === BUFFERED) this.#refill();
    const word = this.#words[this.#at++];
    return (word >>> 11) * 2 ** 32 + (this.#words[this.#at++] >>> 0);
  }

  #refill(): void {
    threefry(this.#key, this.#counter, this.#words);
    this.#counter[0] = (this.#counter[0] + BUFFERED / 4) | 0;
    this.#at = 0;
  }
}

/** whole modulo below, exactly, for whole numbers up to 2^53; several times faster than `%` on doubles this large. */
function remainder(whole: number, below: number): number {
  const rest = whole - Math.floor(whole / below) * below;
  return rest < 0 ? rest + below : rest;
}
