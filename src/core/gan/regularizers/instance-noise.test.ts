import { describe, expect, it } from 'vitest';
import { ALTERNATING, diracSetting, eigenvalues, endOf, fieldOf } from '../../../../test/support/games.js';
import { smallSetting } from '../../../../test/support/setting.js';
import { openBackend } from '../../engine/backends/backends.js';
import { openTrainer } from '../../training/trainer.js';
import { build } from '../build.js';

const noise = (std: number, schedule?: { name: string; from: number; to: number; over: number }) => ({
  name: 'instance-noise',
  std,
  ...(schedule && { schedule }),
});

const STD = 0.7;
const H = 0.2;
const PULL = (H * STD ** 2) / 2; // of D to 0, from f''(0) = -1/4 on either side

describe('on the Dirac-GAN', () => {
  // Two nodes have the mean, the variance and the symmetry of a normal distribution, which is all that counts at 0.
  const drawn = { 'onReal-normal-coordinate': [-1, 1], 'onFake-normal-coordinate': [1, -1] };

  it.each([0.3, 0.7, 1, 2])('the eigenvalues are -s^2/4 +- sqrt(s^4/16 - 1/4) with a deviation of %d', async (s) => {
    const { field, jacobian } = await (
      await fieldOf(diracSetting({ name: 'minimax' }, { regularizer: noise(s) }), drawn)
    )(0, 0);
    expect(field.map(Math.abs)).toEqual([0, 0]);
    const { mean, real, imaginary } = eigenvalues(jacobian);
    expect(mean).toBeCloseTo(-(s ** 2) / 4, 12);
    expect(real).toBeCloseTo(Math.sqrt(Math.max(0, s ** 4 / 16 - 1 / 4)), 12);
    expect(imaginary).toBeCloseTo(Math.sqrt(Math.max(0, 1 / 4 - s ** 4 / 16)), 12);
  });

  it("is the authors' game away from 0 too: E f'(psi (theta + n)) (theta + n), and data's part with it", async () => {
    const [s, theta, psi] = [0.7, 0.8, -1.3];
    const at = await fieldOf(diracSetting({ name: 'minimax' }, { regularizer: noise(s) }), drawn);
    const { field } = await at(theta, psi);
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const mean = (of: (n: number) => number) => (of(s) + of(-s)) / 2;
    expect(field[0]).toBeCloseTo(
      mean((n) => psi * sigmoid(psi * (theta + n))),
      12,
    );
    const onFake = mean((n) => (theta + n) * sigmoid(psi * (theta + n)));
    const onReal = mean((n) => -n * sigmoid(-psi * n));
    expect(field[1]).toBeCloseTo(-onFake - onReal, 12);
  });

  // By itself the field would end on 0. The mean of n draws adds noise e to D's step, of variance h^2 (s/2)^2 2/n: the fake
  // draws' and the real ones', each through f'(0) = 1/2. To first order a step is x' = A x + (0, e), and x = (theta, psi)
  // rests in a normal cloud of the covariance C that solves C = A C A^T + Q. (s itself hardly matters: it pulls as it shakes.)
  describe.each([
    {
      scheme: { name: 'simultaneous' },
      turn: [
        [1, H / 2],
        [-H / 2, 1 - PULL],
      ],
    },
    // G first: D's row is [-h/2, 1 - pull] times G's step [[1, h/2], [0, 1]].
    {
      scheme: ALTERNATING,
      turn: [
        [1, H / 2],
        [-H / 2, 1 - PULL - H ** 2 / 4],
      ],
    },
  ])("with the authors' deviation and rate, $scheme.name", ({ scheme, turn }) => {
    const setting = (at: { start: { generator: number; discriminator: number }; noiseSamples: number }) => ({
      ...diracSetting({ name: 'minimax' }, { regularizer: noise(STD), scheme, lr: H }),
      game: { name: 'dirac', ...at },
    });

    it('converges to a stationary distribution with the covariance that theory gives', async () => {
      const [noiseSamples, burn, steps] = [20, 120, 400];
      const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
      const backend = await openBackend('onnx');
      const parts = build(setting({ start: { generator: 0, discriminator: 0 }, noiseSamples }));
      const trainer = await openTrainer(parts, { seeds, backend });
      let squares = 0;
      for (let step = burn; step < steps; step++) {
        await trainer.trainTo(step);
        for (const seed of seeds) squares += Math.hypot(...trainer.state(seed)) ** 2;
      }
      trainer.dispose();
      const { expected, error } = meanSquare(cloud(turn, noiseSamples), turn, steps - burn);
      const found = squares / (steps - burn) / seeds.length;
      expect(Math.abs(found - expected)).toBeLessThan((5 * error) / Math.sqrt(seeds.length));
    });

    // Theirs print about .02 simultaneous and .01 alternating, one run of 500 steps each: the 79th and 39th percentile of these clouds.
    it("ends in the authors' configuration, 1000 draws, where 1000 draws leave it", async () => {
      const [[a], [, d]] = cloud(turn, 1000);
      const { distance } = await endOf(setting({ start: { generator: 1, discriminator: -1 }, noiseSamples: 1000 }));
      // A radius that a run leaves once in 1.7 million, as a normal number leaves five standard errors.
      expect(distance).toBeLessThan(Math.sqrt((a + d) * Math.log(1.7e6)));
      expect(distance).toBeGreaterThan(0);
    });
  });
});

it('fades: where its schedule has come to 0, a step is that of a setting without it, and before it is not', async () => {
  const backend = await openBackend('onnx');
  const open = (regularizer: { name: string }) =>
    openTrainer(build(smallSetting({ regularizer: { generator: { name: 'none' }, discriminator: regularizer } })), {
      seeds: [1],
      backend,
    });
  const noisy = await open(noise(0.5, { name: 'linear', from: 1, to: 0, over: 8 }));
  const plain = await open({ name: 'none' });
  const start = plain.state(1);
  const after = async (trainer: typeof plain, step: number) => {
    trainer.restore(new Map([[1, start]]), step);
    await trainer.trainTo(step + 1);
    return trainer.state(1);
  };
  expect(await after(noisy, 7)).not.toEqual(await after(plain, 7));
  expect(await after(noisy, 8)).toEqual(await after(plain, 8));
});

type Matrix = readonly (readonly number[])[];

const product = (a: Matrix, b: Matrix): number[][] =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
const transposed = (a: Matrix): number[][] => a[0].map((_, j) => a.map((row) => row[j]));

/** The stationary covariance of (theta, psi), after enough steps. */
function cloud(turn: Matrix, draws: number): Matrix {
  const variance = (H * STD) ** 2 / (2 * draws);
  let covariance: Matrix = [
    [0, 0],
    [0, 0],
  ];
  for (let i = 0; i < 1000; i++) {
    const [[a, b], [c, d]] = product(product(turn, covariance), transposed(turn));
    covariance = [
      [a, b],
      [c, d + variance],
    ];
  }
  return covariance;
}

/** The squared distance's mean, and the standard error of one run's average of it over some successive turns. */
function meanSquare(covariance: Matrix, turn: Matrix, turns: number) {
  // Of normal x with cov(x_t+k, x_t) = A^k C, |x|^2 has the autocovariance 2 tr(A^k C (A^k C)^T).
  let [lagged, sum] = [covariance, 0];
  for (let k = 0; k < turns; k++) {
    const squares = lagged.flat().reduce((total, value) => total + value ** 2, 0);
    sum += (k === 0 ? 1 : 2) * (turns - k) * 2 * squares;
    lagged = product(turn, lagged);
  }
  return { expected: covariance[0][0] + covariance[1][1], error: Math.sqrt(sum) / turns };
}
