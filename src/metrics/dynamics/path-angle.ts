/** Whether the game still pulls along the way it has come. */
import { metricValue } from '../../records/metric-value.js';
import { metric } from '../metric.js';
import { NO_GAME } from './_jacobian.js';
import { HERE, POINTS, pathOf } from './_path.js';

export const pathAngle = metric({
  name: 'path-angle',
  description:
    'Cosine of the angle between the game’s field and the straight path from the run’s start, at the run’s parameters.',
  paper: 'arXiv:1906.04848, section 4.1',
  unit: '1',
  better: 'neither',
  range: [-1, 1],
  ideal: null,
  lines: [{ at: 0, label: 'across the path' }],
  notes: [
    'The path is theta_1 + a (theta_2 - theta_1): theta_1 the parameters with which the run’s seed starts, theta_2 those it has now; ' +
      'v = (-grad L_G, -grad L_D) with regularizers, on a batch of 512 drawn once a seed. The reading is at a = 1.',
    `Its curve, ${POINTS} places from a = -0.1 to 1.1, is the paper’s figure: rows of a, the cosine and |v|. A sign that switches ` +
      'at a = 1 is attraction, a bump there is rotation. The paper’s code has v and the path both the other way round.',
    'Absent at step 0, and where v is 0.',
  ],
  options: {},
  async compute(snapshot) {
    const path = await pathOf(snapshot);
    return 'absent' in path ? path : metricValue(path.cosine[HERE], 'the field is 0 here');
  },
  vector: {
    replacesValue: false,
    async compute(snapshot) {
      const path = await pathOf(snapshot);
      if ('absent' in path) return path;
      const data = Float64Array.from(
        { length: 3 * POINTS },
        (_, i) => [path.place, path.cosine, path.norm][i % 3].at(Math.floor(i / 3))!,
      );
      return { shape: [POINTS, 3], data };
    },
  },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
