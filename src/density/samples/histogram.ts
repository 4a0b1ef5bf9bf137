/**
 * q in one and two dimensions from samples, where the latent has more: a histogram on a grid, compared with p's cell masses. Its
 * step follows the number of samples by Scott's rule (`histogram-step.ts`). JS is not computed from it but on finer cells, without
 * their noise's bias (`histogram-js.ts`).
 */
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { type DensityComparison, selectRows } from '../density-comparison.js';
import type { KnownDensity } from '../known-density.js';
import { densityStep } from './histogram-step.js';
import { countInCells, describeCells } from './sample-cells.js';

const MIN_SAMPLES = 16_384; // of G: js is then within 0.001 at p = q on the ring of 8

/** The samples of G from which densities are estimated, the same for every metric of a snapshot. */
export function densitySamples(snapshot: Snapshot): Promise<Float64Array> {
  return snapshot.share('density/samples', () => {
    const n = Math.max(MIN_SAMPLES, snapshot.sampleCount);
    const z = new Float64Array(n * snapshot.latent.dim);
    snapshot.latent.sample(z, snapshot.stream('density'));
    return snapshot.generate(z);
  });
}

/** Throws `NotComparableError` where samples are not finite, too few, or rounded too coarsely. */
export function compareSampleHistogram(samples: Float64Array, target: KnownDensity): DensityComparison {
  const { dim } = target;
  const found = countInCells(samples, target, densityStep(target, samples.length / dim));
  const { n, grid, counts, off, singular } = found;
  const cells = [...new Set([...grid.support, ...counts.keys()])].sort((a, b) => a - b);
  const logP = cells.map((cell) => grid.logMass(cell));
  const q = cells.map((cell) => (counts.get(cell) ?? 0) / n);
  const centres = new Float64Array(cells.length * dim);
  cells.forEach((cell, i) => {
    grid.centre(cell, centres, i * dim);
  });
  const x = Float64Array.from([...centres, ...selectRows(samples, dim, off)]);
  const none = off.map(() => 0);
  return {
    estimator: () => describeCells(found),
    dim,
    x,
    positions: (nodes) => selectRows(x, dim, nodes),
    p: Float64Array.from([...logP.map(Math.exp), ...none]),
    q: Float64Array.from([...q, ...off.map(() => 1 / n)]),
    // Off the grid p has less than 1e-9 in all: negligible beside a sample's 1 / n.
    logRatio: Float64Array.from([
      ...logP.map((value, i) => (value === -Infinity ? value : value - Math.log(q[i]))),
      ...off.map(() => -Infinity),
    ]),
    // A sample off the grid counts with the size of a cell, as if the grid continued.
    cellSize: () => grid.step.reduce((all, side) => all * side, 1),
    singular: { x: selectRows(samples, dim, singular), mass: Float64Array.from(singular, () => 1 / n) },
    samples: n,
  };
}
