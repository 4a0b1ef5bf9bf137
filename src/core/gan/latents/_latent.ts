/** A latent: the distribution of the generator's input z, independent and equal in every coordinate. */
import type { FloatArray } from '../../engine/program.js';
import type { Stream } from '../../math/random/random.js';
import type { Member } from '../family.js';
import type { Options, PlainOptions } from '../options.js';

export interface LatentDistribution {
  readonly dim: number;
  sample(out: FloatArray, stream: Stream): void;
  /** P(Z <= z) of one coordinate, its inverse on [0, 1] (possibly infinite at the ends), and its density. */
  cdf(z: number): number;
  quantile(mass: number): number;
  density(z: number): number;
  /** Natural log of the density of one coordinate; finite also where the density underflows. */
  logDensity(z: number): number;
}

export interface Latent extends Member {
  create(options: Record<string, unknown>): LatentDistribution;
}

export function latent<O extends Options>(
  member: Omit<Latent, 'options' | 'create'> & {
    readonly options: O;
    create(options: PlainOptions<O>): LatentDistribution;
  },
): Latent {
  return member as unknown as Latent;
}
