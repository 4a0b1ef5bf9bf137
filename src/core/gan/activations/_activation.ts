/** An activation: applied to each element between layers. */
import type { Tensor3D } from '../../engine/tf.js';
import type { Member } from '../family.js';
import type { Options, ProgramOptions } from '../options.js';

/** An activation in plain numbers. */
export interface PlainActivation {
  value(x: number): number;
  /** The derivative; it keeps its digits where it is tiny. */
  slope(x: number): number;
}

export interface Activation extends Member {
  apply(x: Tensor3D, options: Record<string, unknown>): Tensor3D;
  /** The two slopes if it is piecewise linear with its kink at 0; null otherwise. */
  slopes(options: Record<string, unknown>): { readonly negative: number; readonly positive: number } | null;
  /** The same in plain numbers, for exact densities of smooth generators; absent: of a piecewise linear one by its slopes. */
  readonly plain?: PlainActivation;
}

/** Types an activation by its own options, which it sees as plain numbers: they are part of the network's structure. */
export function activation<O extends Options>(
  member: Omit<Activation, 'options' | 'apply' | 'slopes'> & {
    readonly options: O;
    apply(x: Tensor3D, options: { readonly [K in keyof ProgramOptions<O>]: import('zod').output<O[K]> }): Tensor3D;
    slopes(
      options: { readonly [K in keyof O]: import('zod').output<O[K]> },
    ): { negative: number; positive: number } | null;
  },
): Activation {
  return member as unknown as Activation;
}
