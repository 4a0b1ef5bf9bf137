/** The 1200-dimensional mixture of PacGAN and VEEGAN. */
import { maximum, minimum } from '../../../math/long-lists.js';
import { target } from '../_target.js';

const MEANS = [-1, -0.5, 0, 0.5, -2, -2.5, 10, 0.25, -13, -5.5];
const [DIM, NOISY] = [1200, 700];

export const mixturePacgan = target({
  name: 'mixture-pacgan',
  description:
    'PacGAN and VEEGAN in 1200 dimensions: 10 modes on the diagonal, noise N(0, 1) in the first 700 coordinates.',
  paper: 'arXiv:1712.04086',
  notes: [
    'The last 500 coordinates are the mode itself, exactly: the distribution is singular, and metrics that need a density are absent.',
    'High-quality samples are published as within 10 standard deviations. In l2 the noise alone has length 26, so that no ' +
      'sample qualifies; use `rule: box, radius: 10`, by which all data qualify: each noisy coordinate is within 10.',
    'Fresh samples for every batch.',
  ],
  options: {},
  create: () => ({
    dim: DIM,
    sample(out, stream) {
      for (let at = 0; at < out.length; at += DIM) {
        const noise = out.subarray(at, at + NOISY);
        const place = MEANS[stream.integer(MEANS.length)];
        stream.fillNormal(noise);
        for (let i = 0; i < NOISY; i++) noise[i] += place;
        out.fill(place, at + NOISY, at + DIM);
      }
    },
    modes: MEANS.map((place) => ({
      mean: new Array<number>(DIM).fill(place),
      std: Array.from({ length: DIM }, (_, i) => (i < NOISY ? 1 : 0)),
      weight: 1 / MEANS.length,
    })),
    bounds: Array.from({ length: DIM }, (_, i) => {
      const reach = i < NOISY ? 7.5 : 1; // standard deviations: excludes 6e-14 of each of 700 coordinates
      return { low: minimum(MEANS) - reach, high: maximum(MEANS) + reach };
    }),
    scale: 1,
  }),
});
