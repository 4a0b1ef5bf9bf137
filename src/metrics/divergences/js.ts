/** The Jensen-Shannon divergence. */
import { metric } from '../metric.js';
import { jensenShannon } from '../shared/density/divergences.js';
import { comparisonSays, readComparison } from '../shared/readings.js';

export const js = metric({
  name: 'js',
  says: 'Jensen-Shannon divergence, KL(p || m)/2 + KL(q || m)/2 with m = (p + q)/2.',
  paper: 'arXiv:1406.2661, section 4.1',
  unit: 'nats',
  better: 'lower',
  range: [0, Math.LN2],
  ideal: 0,
  lines: [
    { at: 0, says: 'p_g = p_data' },
    { at: Math.LN2, says: 'ln 2: disjoint supports' },
  ],
  notes: [
    'In nats: divide by ln 2 for bits. The divergence, not its square root (the distance).',
    'Each unit of mass of q that has no density (an atom; in the plane a curve) counts ln 2 / 2.',
    'A latent and a target of one dimension: exact. Both of two: on a grid, which bounds it from below, of a G that is straight',
    'between 100 x 100 latent points, which on a narrow target raises it: the estimator says what half as many change.',
    'Otherwise a histogram with its bias taken off (Miller-Madow), not clamped: slightly negative readings near 0 are noise.',
    'Of a histogram, neighbouring cells that would get fewer than 4 samples of p count as one: with few samples the grid is',
    'coarse, and the reading the lower for it.',
  ],
  options: {},
  read: (snapshot) => readComparison(snapshot, jensenShannon),
  estimator: comparisonSays,
});
