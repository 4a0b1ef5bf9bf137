import { describe, expect, it } from 'vitest';
import { ALTERNATING, diracSetting, eigenvalues, endOf, fieldOf } from '../../../test/support/games.js';
import { build } from '../build.js';
import { openBackend } from '../engine/backends.js';
import { smallSetting } from '../testing.js';
import { openTrainer } from '../training.js';

const noise = (std: number, schedule?: { name: string; from: number; to: number; over: number }) => ({
  name: 'instance-noise',
  std,
  ...(schedule && { schedule }),
});

describe('on the Dirac-GAN', () => {
  // Two nodes have the mean, the variance and the symmetry of a normal distribution, which is all that counts at 0.
  const drawn = { 'onReal-normal-coordinate': [-1, 1], 'onFake-normal-coordinate': [1, -1] };

  it.each([0.3, 0.7, 1, 2])('the eigenvalues are -s^2/4 +- sqrt(s^4/16 - 1/4) with a deviation of %d', async (s) => {
    const { field, jacobian } = await (await fieldOf(diracSetting({ name: 'minimax' }, { penalty: noise(s) }), drawn))(
      0,
      0,
    );
    expect(field.map(Math.abs)).toEqual([0, 0]);
    const { mean, real, imaginary } = eigenvalues(jacobian);
    expect(mean).toBeCloseTo(-(s ** 2) / 4, 12);
    expect(real).toBeCloseTo(Math.sqrt(Math.max(0, s ** 4 / 16 - 1 / 4)), 12);
    expect(imaginary).toBeCloseTo(Math.sqrt(Math.max(0, 1 / 4 - s ** 4 / 16)), 12);
  });

  it("is the authors' game away from 0 too: E f'(psi (theta + n)) (theta + n), and data's part with it", async () => {
    const [s, theta, psi] = [0.7, 0.8, -1.3];
    const at = await fieldOf(diracSetting({ name: 'minimax' }, { penalty: noise(s) }), drawn);
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

  // Theirs end at about .02 at once and .01 in turn, with 1000 draws a step: what the draws leave.
  it("comes to rest in the authors' configuration, but for the noise of its draws", async () => {
    const arena = { name: 'dirac', start: { generator: 1, discriminator: -1 }, noiseSamples: 1000 };
    for (const scheme of [{ name: 'simultaneous' }, ALTERNATING]) {
      const setting = { ...diracSetting({ name: 'minimax' }, { penalty: noise(0.7), scheme }), arena };
      const { distance } = await endOf(setting);
      expect(distance).toBeGreaterThan(0);
      expect(distance).toBeLessThan(0.08);
    }
  });
});

it('fades: where its schedule has come to 0, a step is that of a setting without it, and before it is not', async () => {
  const backend = await openBackend('onnx');
  const open = (penalty: { name: string }) =>
    openTrainer(build(smallSetting({ penalty: { generator: { name: 'none' }, discriminator: penalty } })), {
      seeds: [1],
      backend,
    });
  const noisy = await open(noise(0.5, { name: 'linear', from: 1, to: 0, over: 8 }));
  const plain = await open({ name: 'none' });
  const start = plain.state(1);
  const after = async (trainer: typeof plain, step: number) => {
    trainer.restore(new Map([[1, start]]), step);
    await trainer.advance(step + 1);
    return trainer.state(1);
  };
  expect(await after(noisy, 7)).not.toEqual(await after(plain, 7));
  expect(await after(noisy, 8)).toEqual(await after(plain, 8));
});
