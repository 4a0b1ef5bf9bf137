/** p_g against p on a snapshot: exactly where that is possible, else by the best estimator for its dimensions. */
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { ofCells } from './cells.js';
import { type Comparison, NotComparable, rowsOf } from './comparison.js';
import { tooSmallToWeigh } from './divergences.js';
import { hasDensity, type KnownDensity } from './known-density.js';
import { chainPath } from './line/chain.js';
import { farRange, type LatentRange, latentRange } from './line/latent-range.js';
import { type Pushforward, pushforward } from './line/pushforward.js';
import { quadrature } from './line/quadrature.js';
import { refinedPath } from './line/refine.js';
import { plane } from './plane/plane.js';
import { densitySamples, histogram } from './samples/histogram.js';

export type Compared = Comparison | { readonly absent: string };

/** Computed once a snapshot. */
export function compare(snapshot: Snapshot): Promise<Compared> {
  return snapshot.share('density/comparison', () => orAbsent(() => compareOrThrow(snapshot)));
}

/**
 * The same for what has q below a line: a G so narrow that it reaches p's tails only from where the latent's density is no
 * number any more is followed there. Absent where even that does not reach them.
 */
export async function compareBelow(snapshot: Snapshot): Promise<Compared> {
  const near = await compare(snapshot);
  if ('absent' in near || !tooSmallToWeigh(near)) return near;
  const far = await snapshot.share('density/far', () => orAbsent(() => followed(snapshot)));
  const absent = 'absent' in far ? null : tooSmallToWeigh(far);
  return absent === null ? far : { absent };
}

async function followed(snapshot: Snapshot): Promise<Comparison> {
  const { target, latent } = snapshot;
  if (!hasDensity(target)) throw new NotComparable("the target's density is not known");
  return quadrature(await densityOver(snapshot, farRange(latent)), target);
}

/** The estimator with its n, grid step and limits; at steps between others without what takes time to find out. */
export function describe({ brief }: Snapshot, compared: Comparison): string {
  return compared.more && !brief ? `${compared.says()}; ${compared.more()}` : compared.says();
}

/** The same from samples, also where p_g itself is known. */
export function compareBySamples(snapshot: Snapshot): Promise<Compared> {
  return snapshot.share('density/histogram', () =>
    orAbsent(async () => {
      const { target } = snapshot;
      if (!hasDensity(target)) throw new NotComparable("the target's density is not known");
      if (target.dim > 2) throw new NotComparable(NO_HISTOGRAM);
      return histogram(await densitySamples(snapshot), target);
    }),
  );
}

const NO_HISTOGRAM = 'a histogram has one or two dimensions: in more its cells are empty';

async function orAbsent(comparison: () => Promise<Comparison>): Promise<Compared> {
  try {
    return await comparison();
  } catch (error) {
    if (error instanceof NotComparable) return { absent: error.message };
    throw error;
  }
}

/** p_g of a one-dimensional latent on a line, with its pieces and atoms. */
export function exactDensity(snapshot: Snapshot): Promise<Pushforward> {
  return snapshot.share('density/pushforward', () => densityOver(snapshot, latentRange(snapshot.latent)));
}

async function densityOver({ latent, target, networks, parameters, generate }: Snapshot, range: LatentRange) {
  if (latent.dim !== 1 || target.dim !== 1)
    throw new NotComparable(
      `an exact p_g needs a latent and a target of one dimension, not ${latent.dim} and ${target.dim}`,
    );
  const path =
    chainPath(networks.generator, parameters.generator, range) ??
    (await refinedPath(generate, latent, range, target.scale));
  if (!path.x.every(Number.isFinite)) throw new NotComparable("G's output is not finite");
  return pushforward(path, { latent, range, scale: target.scale });
}

async function compareOrThrow(snapshot: Snapshot): Promise<Comparison> {
  if (snapshot.histogram) return ofCells(snapshot.histogram);
  const { latent, target } = snapshot;
  if (!hasDensity(target)) throw new NotComparable("the target's density is not known");
  if (target.dim === 1 && latent.dim === 1) return quadrature(await exactDensity(snapshot), target);
  if (target.dim === 2 && latent.dim === 2) {
    const isPiecewiseLinear = snapshot.networks.generator.layers?.every(({ slopes }) => slopes !== null) ?? false;
    return plane({ target, latent, isPiecewiseLinear, generate: snapshot.generate });
  }
  if (latent.dim < target.dim) return singularOnly(snapshot, target);
  if (target.dim <= 2) return histogram(await densitySamples(snapshot), target);
  throw new NotComparable(`p_g itself is estimated in one and two dimensions, not in ${target.dim}`);
}

/** A latent of lower dimension than the target: all of q is singular, whatever G is. p is told by samples. */
async function singularOnly(snapshot: Snapshot, target: KnownDensity): Promise<Comparison> {
  const { generated, real } = await snapshot.samples();
  if (!generated.every(Number.isFinite)) throw new NotComparable("G's output is not finite");
  const n = snapshot.sampleCount;
  const sizes = target.logDensity(real).map((logP) => Math.exp(-logP) / n);
  return {
    says: () =>
      `p_g is singular: its latent has ${snapshot.latent.dim} dimensions, the target ${target.dim}; ${n} samples`,
    dim: target.dim,
    x: real,
    p: new Float64Array(n).fill(1 / n),
    q: new Float64Array(n),
    logRatio: new Float64Array(n).fill(Infinity),
    rows: (nodes) => rowsOf(real, target.dim, nodes),
    size: (node) => sizes[node],
    singular: { x: generated, mass: new Float64Array(n).fill(1 / n) },
    samples: null,
  };
}
