/** Initializers: the initial weights and biases of a dense layer. */
import type { FloatArray } from '../../engine/program.js';
import type { Stream } from '../../math/random/random.js';
import type { Member } from '../family.js';
import type { Options, PlainOptions } from '../options.js';

export interface LayerSize {
  readonly fanIn: number;
  readonly fanOut: number;
}

export interface Initializer extends Member {
  /** Fills a weight matrix, row-major [fanIn, fanOut]. */
  weights(out: FloatArray, size: LayerSize, stream: Stream, options: Record<string, unknown>): void;
  /** Fills a bias, [1, fanOut]. */
  bias(out: FloatArray, size: LayerSize, stream: Stream, options: Record<string, unknown>): void;
}

export function initializer<O extends Options>(
  member: Omit<Initializer, 'options' | 'weights' | 'bias'> & {
    readonly options: O;
    weights(out: FloatArray, size: LayerSize, stream: Stream, options: PlainOptions<O>): void;
    bias(out: FloatArray, size: LayerSize, stream: Stream, options: PlainOptions<O>): void;
  },
): Initializer {
  return member as unknown as Initializer;
}
