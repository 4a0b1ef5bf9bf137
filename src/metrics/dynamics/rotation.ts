/** Share of rotation in the game's Jacobian. */
import type { Stream } from '../../core/math/random/random.js';
import type { GameAt } from '../../core/snapshot/game-at.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { metric } from '../metric.js';
import {
  at,
  JACOBIAN_NOTES,
  jacobianOf,
  MAX_DENSE_PARAMETERS,
  NO_GAME,
  pointOf,
  totalParameterCount,
} from './_jacobian.js';

const PROBES = 64; // random directions, beyond MAX_DENSE_PARAMETERS

export const rotation = metric({
  name: 'rotation',
  description: 'Share of the antisymmetric part in the game’s Jacobian: 1 is rotation only, 0 gradient descent only.',
  paper: 'arXiv:1802.05642 (the decomposition; the share is Helvetica’s)',
  unit: 'fraction',
  better: 'lower',
  range: [0, 1],
  ideal: null,
  notes: [
    ...JACOBIAN_NOTES,
    '|A|^2 / (|A|^2 + |S|^2) with A = (J - J’)/2, S = (J + J’)/2 and Frobenius norms. A matrix of independent random ' +
      'entries has 1/2.',
    'It depends on the scales of the parameters: two parametrisations of one network may differ.',
    `Beyond ${MAX_DENSE_PARAMETERS} parameters |J|^2 and the trace of J^2 are Hutchinson estimates over ${PROBES} ` +
      'seeded random sign vectors, and the share is not clamped to [0, 1].',
  ],
  options: { at },
  async compute(snapshot, { at }) {
    const { game } = snapshot;
    if (!game) return { absent: NO_GAME };
    if (totalParameterCount(game) > MAX_DENSE_PARAMETERS) {
      const point = pointOf(game, at);
      return 'absent' in point
        ? point
        : shareOf(await hutchinsonTraces(game, point, snapshot.stream('dynamics/probes')));
    }
    const jacobian = await jacobianOf(snapshot, at);
    if ('absent' in jacobian) return jacobian;
    const { matrix, n } = jacobian;
    let [square, trace] = [0, 0];
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        square += matrix[i * n + j] ** 2;
        trace += matrix[i * n + j] * matrix[j * n + i];
      }
    return shareOf({ square, trace });
  },
  estimator: async ({ game }) =>
    game
      ? `${await game.estimator()}${totalParameterCount(game) > MAX_DENSE_PARAMETERS ? `; ${PROBES} random directions` : ''}`
      : NO_GAME,
});

/** |J|^2 and the trace of J^2: |A|^2 is half of their difference, |S|^2 half of their sum. */
interface Traces {
  readonly square: number;
  readonly trace: number;
}

function shareOf({ square, trace }: Traces): MetricValue {
  if (square === 0) return { absent: 'the squared norm of the Jacobian is 0' };
  return metricValue((square - trace) / (2 * square), 'the Jacobian is not finite');
}

/** Hutchinson's estimates: for random signs u, E |J'u|^2 = |J|^2 and E u'J'J'u = trace J^2. */
async function hutchinsonTraces(game: GameAt, point: Float64Array, stream: Stream): Promise<Traces> {
  const us = Array.from({ length: PROBES }, () =>
    Float64Array.from({ length: totalParameterCount(game) }, () => (stream.uniform() < 0.5 ? -1 : 1)),
  );
  const once = await game.vectorJacobianProducts(point, us);
  const twice = await game.vectorJacobianProducts(point, once);
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  return {
    square: once.reduce((sum, y) => sum + dot(y, y), 0) / PROBES,
    trace: twice.reduce((sum, z, k) => sum + dot(us[k], z), 0) / PROBES,
  };
}
