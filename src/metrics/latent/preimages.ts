/** How many separate regions of z make the same x. */

import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { NotComparableError } from '../../density/density-comparison.js';
import { exactPushforward } from '../../density/line/line.js';
import type { Pushforward } from '../../density/line/pushforward.js';
import { latentTriangulation } from '../../density/plane/latent-triangulation.js';
import { metric } from '../metric.js';

const CELLS = 100; // a side of the latent plane
const PROBES = 400;

export const preimages = metric({
  name: 'preimages',
  description: 'Mean number of values of z that G maps to the same x, over what G makes.',
  unit: 'regions of z',
  better: 'neither',
  range: [0, Infinity],
  ideal: null,
  notes: [
    '1 where G is injective, as the change of variables is often written; each fold adds 2 where it covers. What G collapses ' +
      'to a point has a whole region of preimages: it counts one.',
    'For a latent of one dimension exact; of two, on a target of two, over 400 samples of G against 100 x 100 cells of z, each ' +
      'taken as two flat triangles. Absent elsewhere.',
  ],
  options: {},
  async compute(snapshot) {
    const { latent, target } = snapshot;
    if (latent.dim === 2 && target.dim === 2) return ofThePlane(snapshot);
    try {
      return { value: ofTheLine(await exactPushforward(snapshot)) };
    } catch (error) {
      if (error instanceof NotComparableError) return { absent: error.message };
      throw error;
    }
  },
  estimator: async ({ latent }) =>
    latent.dim === 1 ? 'exact' : `${PROBES} samples of G against ${CELLS} x ${CELLS} cells of z`,
});

/** Integral of q times the number of pieces over x; atoms count one, and the pieces that pass over them. */
function ofTheLine({ latent, pieces, atoms }: Pushforward): number {
  const massBetween = (piece: Pushforward['pieces'][number], low: number, high: number) => {
    const at = (x: number) => latent.cdf(piece.origin + (x - piece.low) / piece.slope);
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
    const over = pieces.filter(({ low, high }) => low < x && x < high).length;
    sum += mass * (1 + over);
  }
  return sum;
}

async function ofThePlane({ latent, generate, stream }: Snapshot) {
  const cells = latentTriangulation(latent, CELLS);
  const corners = await generate(cells.z);
  const z = new Float64Array(2 * PROBES);
  latent.sample(z, stream('preimages'));
  const probes = await generate(z);
  if (!corners.every(Number.isFinite) || !probes.every(Number.isFinite)) return { absent: "G's output is not finite" };
  let found = 0;
  for (let triangle = 0; triangle < cells.masses.length; triangle++) {
    const [a, b, c] = cells.vertices.subarray(3 * triangle, 3 * triangle + 3);
    for (let probe = 0; probe < PROBES; probe++) if (holds(corners, a, b, c, probes, probe)) found++;
  }
  // A sample that the straight triangles miss has its own z nonetheless.
  return { value: Math.max(1, found / PROBES) };
}

function holds(x: Float64Array, a: number, b: number, c: number, of: Float64Array, probe: number): boolean {
  const [px, py] = [of[2 * probe], of[2 * probe + 1]];
  const side = (from: number, to: number) =>
    (x[2 * to] - x[2 * from]) * (py - x[2 * from + 1]) - (x[2 * to + 1] - x[2 * from + 1]) * (px - x[2 * from]);
  const [ab, bc, ca] = [side(a, b), side(b, c), side(c, a)];
  return (ab > 0 && bc > 0 && ca > 0) || (ab < 0 && bc < 0 && ca < 0);
}
