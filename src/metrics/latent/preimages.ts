/** Mean number of preimages: values of z that G maps to the same x. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { NotComparableError } from '../../density/density-comparison.js';
import { exactPushforward } from '../../density/line/line.js';
import { type Pushforward, preimageIn } from '../../density/line/pushforward.js';
import { latentTriangulation } from '../../density/plane/latent-triangulation.js';
import { metric } from '../metric.js';

const CELLS_PER_SIDE = 100; // of the latent plane
const PROBES = 400; // samples of G whose preimages are counted

export const preimages = metric({
  name: 'preimages',
  description: 'Mean number of values of z that G maps to the same x, under q.',
  unit: 'regions of z',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    '1 where G is injective; a fold adds 2 wherever it overlaps. A region of z that G maps to one point counts as ' +
      'one preimage.',
    'Exact for one-dimensional z and x. In the plane, over 400 samples of G and 100 x 100 cells of z, on each of ' +
      'which G is linear on two triangles. Absent in other dimensions.',
  ],
  options: {},
  async compute(snapshot) {
    const { latent, target } = snapshot;
    if (latent.dim === 2 && target.dim === 2) return inThePlane(snapshot);
    try {
      return { value: onTheLine(await exactPushforward(snapshot)) };
    } catch (error) {
      if (error instanceof NotComparableError) return { absent: error.message };
      throw error;
    }
  },
  estimator: async ({ latent }) =>
    latent.dim === 1 ? 'exact' : `${PROBES} samples of G against ${CELLS_PER_SIDE} x ${CELLS_PER_SIDE} cells of z`,
});

/** Integral of q times the number of pieces that cover x; an atom counts as one more. */
function onTheLine({ latent, pieces, atoms }: Pushforward): number {
  const massBetween = (piece: Pushforward['pieces'][number], low: number, high: number) => {
    const at = (x: number) => latent.cdf(preimageIn(piece, x));
    return Math.abs(at(high) - at(low));
  };
  let sum = 0;
  for (let i = 0; i < pieces.length; i++) {
    sum += massBetween(pieces[i], pieces[i].low, pieces[i].high);
    for (let j = i + 1; j < pieces.length && pieces[j].low < pieces[i].high; j++) {
      const [low, high] = [pieces[j].low, Math.min(pieces[i].high, pieces[j].high)];
      sum += massBetween(pieces[i], low, high) + massBetween(pieces[j], low, high);
    }
  }
  for (const { x, mass } of atoms) {
    const covering = pieces.filter(({ low, high }) => low < x && x < high).length;
    sum += mass * (1 + covering);
  }
  return sum;
}

async function inThePlane({ latent, generate, stream }: Snapshot) {
  const cells = latentTriangulation(latent, CELLS_PER_SIDE);
  const corners = await generate(cells.z);
  const z = new Float64Array(2 * PROBES);
  latent.sample(z, stream('preimages'));
  const probes = await generate(z);
  if (!corners.every(Number.isFinite) || !probes.every(Number.isFinite)) return { absent: "G's output is not finite" };
  let found = 0;
  for (let triangle = 0; triangle < cells.masses.length; triangle++) {
    const [a, b, c] = cells.vertices.subarray(3 * triangle, 3 * triangle + 3);
    for (let probe = 0; probe < PROBES; probe++) if (contains(corners, a, b, c, probes, probe)) found++;
  }
  // Each sample has at least its own z, also where the linear triangles miss it.
  return { value: Math.max(1, found / PROBES) };
}

function contains(x: Float64Array, a: number, b: number, c: number, of: Float64Array, probe: number): boolean {
  const [px, py] = [of[2 * probe], of[2 * probe + 1]];
  const side = (from: number, to: number) =>
    (x[2 * to] - x[2 * from]) * (py - x[2 * from + 1]) - (x[2 * to + 1] - x[2 * from + 1]) * (px - x[2 * from]);
  const [ab, bc, ca] = [side(a, b), side(b, c), side(c, a)];
  return (ab > 0 && bc > 0 && ca > 0) || (ab < 0 && bc < 0 && ca < 0);
}
