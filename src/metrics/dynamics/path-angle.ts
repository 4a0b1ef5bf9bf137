/** Angle between the game's vector field and the path of the parameters. */
import { metricValue } from '../../records/metric-value.js';
import { metric } from '../metric.js';
import { NO_GAME } from './_jacobian.js';
import { INDEX_OF_PARAMETERS, PATH_POINTS, parameterPath } from './_path.js';

export const pathAngle = metric({
  name: 'path-angle',
  description:
    'Cosine of the angle between the game’s vector field and the straight path from the initial parameters, at the ' +
    'current ones.',
  paper: 'arXiv:1906.04848, section 4.1',
  unit: '1',
  better: 'neither',
  range: [-1, 1],
  ideal: null,
  lines: [{ at: 0, label: 'orthogonal to the path' }],
  notes: [
    'The path is theta_1 + a (theta_2 - theta_1), with the initial parameters theta_1 and the current ones theta_2. ' +
      'The field is v = (-grad L_G, -grad L_D), regularizers included, on a batch of 512 that is drawn once per ' +
      'seed. The value is at a = 1.',
    `Its curve, ${PATH_POINTS} points from a = -0.1 to 1.1, is the figure of the paper: rows of a, the cosine and ` +
      '|v|. A change of sign at a = 1 means attraction, a bump means rotation. The paper’s code has the opposite ' +
      'signs of v and of the path.',
    'Absent at step 0, and where v is 0.',
  ],
  options: {},
  async compute(snapshot) {
    const path = await parameterPath(snapshot);
    return 'absent' in path
      ? path
      : metricValue(path.cosine[INDEX_OF_PARAMETERS], 'the vector field is 0 at the current parameters');
  },
  vector: {
    replacesValue: false,
    async compute(snapshot) {
      const path = await parameterPath(snapshot);
      if ('absent' in path) return path;
      const data = Float64Array.from(
        { length: 3 * PATH_POINTS },
        (_, i) => [path.position, path.cosine, path.norm][i % 3].at(Math.floor(i / 3))!,
      );
      return { shape: [PATH_POINTS, 3], data };
    },
  },
  estimator: async ({ game }) => game?.estimator() ?? NO_GAME,
});
