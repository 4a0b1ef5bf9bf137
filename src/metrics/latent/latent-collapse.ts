/** The Helvetica scenario: G maps too many values of z to the same value of x. */
import { scalar } from '../../core/gan/options.js';
import type { Stream } from '../../core/math/random/random.js';
import { isSampled } from '../../density/known-density.js';
import { type Clouds, countsText, valueOfClouds } from '../_clouds.js';
import { holdOut } from '../_held-out.js';
import { SCALE_NOTE } from '../_length-scale.js';
import { metric } from '../metric.js';
import { halvesMass, heldOutMass, MAX_BALL_CENTRES } from './_densest-ball.js';

export const latentCollapse = metric({
  name: 'latent-collapse',
  description: 'Largest mass of q in a small ball, over the largest mass of p in one.',
  paper: 'arXiv:1406.2661, section 6 (the Helvetica scenario)',
  unit: '1',
  better: 'neither',
  range: [0, Infinity],
  ideal: 1,
  lines: [{ at: 1, label: 'as concentrated as the data' }],
  notes: [
    'max_x q(B(x, r)) / max_x p(B(x, r)), with r = `radius` times the target’s scale.',
    SCALE_NOTE,
    'A G on m of K equal modes gives K / m; if it maps to points, in the plane up to 1 / (1 - exp(-4.5)) times that.',
    'Below 1 where q is more spread out than p. The balls are centred at samples: the first 5,000 of each side. The largest of ' +
      'many counts is biased: a centre is chosen on one half of the samples, its mass counted on the other.',
  ],
  options: {
    radius: scalar({ description: 'radius of the ball, in the target’s scale', default: 3, above: 0 }),
  },
  compute: (snapshot, { radius }) =>
    valueOfClouds(snapshot, { atLeast: 2, atMost: MAX_BALL_CENTRES }, (clouds: Clouds) => {
      const { dim } = clouds;
      const ball = { dim, squaredRadius: (radius * snapshot.target.scale) ** 2 };
      const { heldOut, real } = holdOut(snapshot, clouds, { rows: FRESH_DRAWS, purpose: 'latent-collapse/real' });
      const shuffled = (x: Float64Array, of: string) =>
        inRandomOrder(x, dim, snapshot.stream(`latent-collapse/halves/${of}`));
      const ofP = isSampled(snapshot.target)
        ? halvesMass(shuffled(clouds.real, 'real'), ball)
        : heldOutMass(shuffled(real, 'real'), heldOut, ball);
      if (ofP === 0) return { absent: `no ball of this radius holds two of ${clouds.m} samples of the data` };
      return halvesMass(shuffled(clouds.generated, 'generated'), ball) / ofP;
    }),
  estimator: async (snapshot) => {
    const samples = countsText(snapshot, MAX_BALL_CENTRES);
    const halves = 'centres from one half, mass from the other';
    return isSampled(snapshot.target)
      ? `balls centred at ${samples}: ${halves}`
      : `balls centred at ${samples}: ${halves}; the data’s mass from ${FRESH_DRAWS.toLocaleString('en')} further draws`;
  },
});

const FRESH_DRAWS = 65_536; // of the data: its largest mass, about 1 / 8, then has a relative error of 1 %

/** The rows, sorted and then shuffled: the order that they came in does not matter. */
function inRandomOrder(x: Float64Array, dim: number, draws: Stream): Float64Array {
  const rows = Array.from({ length: x.length / dim }, (_, row) => x.subarray(row * dim, (row + 1) * dim));
  rows.sort((a, b) => {
    const at = a.findIndex((value, i) => value !== b[i]);
    return at < 0 ? 0 : a[at] - b[at];
  });
  for (let i = rows.length - 1; i > 0; i--) {
    const j = draws.integer(i + 1);
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
  const out = new Float64Array(x.length);
  for (const [i, row] of rows.entries()) out.set(row, i * dim);
  return out;
}
