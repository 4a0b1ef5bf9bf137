import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readNpy } from '../../test/support/npy-files.js';
import { loadText, temporaryFolder, train } from '../../test/support/sweeps.js';

const folder = temporaryFolder('closed-form');

it('a game of two numbers runs from its file; what only networks have is absent, with the reason', async () => {
  const experiment = await loadText(
    join(folder, 'game.yaml'),
    `name: game
question: Does it rest?
base: { game: dirac, optimizer: { name: sgd, lr: 0.2 }, scheme: simultaneous, loss: minimax, steps: 20 }
seeds: 1
measure: { every: 10, metrics: [distance, discriminator-parameter, js, value, gradient-norm-generator] }
`,
  );
  const [run] = (await train(experiment, folder)).runs;
  expect(run!.outcome).toBe('finished');
  const first = Object.fromEntries(run!.history.slice(0, 5).map(({ metric, value }) => [metric, value]));
  expect(first).toEqual({
    distance: { value: Math.SQRT2 },
    'discriminator-parameter': { value: -1 },
    js: { absent: expect.stringMatching(/^the game dirac has no /) },
    value: { absent: expect.stringMatching(/^the game dirac has no /) },
    'gradient-norm-generator': { absent: expect.stringMatching(/^the game dirac has no /) },
  });
  // The trajectory: what both players were at each measured step, in doubles.
  const kept = await readNpy(join(run!.folder, 'parameters.npy'));
  expect(kept.shape).toEqual([3, 2]);
  expect([...kept.data.subarray(0, 2)]).toEqual([1, -1]);
  expect(kept.data).toBeInstanceOf(Float64Array);
  expect(existsSync(join(run!.folder, 'samples'))).toBe(false);
  // And at every step between: copies, which the steps that follow leave alone.
  const trajectory = await readNpy(join(run!.folder, 'trajectory.npy'));
  expect(trajectory.shape).toEqual([21, 3]);
  const at = (step: number) => [...trajectory.data.subarray(3 * step, 3 * step + 3)];
  expect(at(0)).toEqual([0, 1, -1]);
  expect(at(10)).toEqual([10, ...kept.data.subarray(2, 4)]);
  expect(at(20)).toEqual([20, ...kept.data.subarray(4, 6)]);
  // v = psi sigmoid(psi theta), -theta sigmoid(psi theta), at rate 0.2.
  const share = 1 / (1 + Math.E);
  expect(at(1)[1]).toBeCloseTo(1 - 0.2 * share, 12);
  expect(at(1)[2]).toBeCloseTo(-1 - 0.2 * share, 12);
});
