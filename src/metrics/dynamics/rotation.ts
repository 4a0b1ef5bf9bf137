/** Whether the players chase one another or descend. */
import type { Stream } from '../../core/math/random/random.js';
import type { GameAt } from '../../core/snapshot/game-at.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { metric } from '../metric.js';
import { at, countOf, DENSE, JACOBIAN_NOTES, jacobianOf, NO_GAME, placeOf } from './_jacobian.js';

const PROBES = 64;

export const rotation = metric({
  name: 'rotation',
  description: 'Share of the antisymmetric part in the game’s Jacobian: 1 turns only, 0 descends only.',
  paper: 'arXiv:1802.05642 (the parts); their share is ours',
  unit: 'fraction',
  better: 'lower',
  range: [0, 1],
  ideal: null,
  notes: [
    ...JACOBIAN_NOTES,
    '|A|^2 / (|A|^2 + |S|^2) with A = (J - J’) / 2, S = (J + J’) / 2 and the norms of Frobenius. 1/2 for a J without any order.',
    'It depends on the parameters’ scales: two ways of writing one network may differ.',
    `Beyond ${DENSE} parameters |J|^2 and the trace of J^2 are means over ${PROBES} seeded directions of random signs, and the share ` +
      'is not clamped to [0, 1].',
  ],
  options: { at },
  async compute(snapshot, { at }) {
    const { game } = snapshot;
    if (!game) return { absent: NO_GAME };
    if (countOf(game) > DENSE) {
      const point = placeOf(game, at);
      return 'absent' in point ? point : shareOf(await probed(game, point, snapshot.stream('dynamics/probes')));
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
    game ? `${await game.estimator()}${countOf(game) > DENSE ? `; ${PROBES} random directions` : ''}` : NO_GAME,
});

/** |J|^2 and the trace of J^2: |A|^2 is half of their difference, |S|^2 half of their sum. */
interface Sums {
  readonly square: number;
  readonly trace: number;
}

function shareOf({ square, trace }: Sums): MetricValue {
  if (square === 0) return { absent: 'the Jacobian is 0' };
  return metricValue((square - trace) / (2 * square), 'the Jacobian is not finite');
}

/** For random signs u, E |J'u|^2 = |J|^2 and E u'J'J'u = trace J^2. */
async function probed(game: GameAt, point: Float64Array, stream: Stream): Promise<Sums> {
  const us = Array.from({ length: PROBES }, () =>
    Float64Array.from({ length: countOf(game) }, () => (stream.uniform() < 0.5 ? -1 : 1)),
  );
  const once = await game.vectorJacobianProducts(point, us);
  const twice = await game.vectorJacobianProducts(point, once);
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  return {
    square: once.reduce((sum, y) => sum + dot(y, y), 0) / PROBES,
    trace: twice.reduce((sum, z, k) => sum + dot(us[k], z), 0) / PROBES,
  };
}
