/** Diagnoses of runs that are known to fail: tiny trainings, some with a change that cures them. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diagnose } from '../src/diagnosis/diagnose.js';
import { loadText, temporaryFolder, train } from './support/sweeps.js';

const folder = temporaryFolder('diagnosis');

/** The failure modes that apply to each cell's runs, in the order of the file. */
async function findingsOf(name: string, text: string): Promise<readonly (readonly string[])[]> {
  const experiment = await loadText(join(folder, `${name}.yaml`), `name: ${name}\nquestion: Why did it fail?\n${text}`);
  const { runs } = await train(experiment, folder);
  return runs.map((run) => diagnose(run, experiment).findings.map(({ failureMode }) => failureMode.name));
}

// arXiv:1801.04406, section 2, in the authors' configuration.
it('the Dirac-GAN cycles, simultaneous or alternating, and converges with R1', async () => {
  const found = await findingsOf(
    'dirac',
    `base: { game: { name: dirac, start: { generator: 1, discriminator: -1 } }, optimizer: { name: sgd, lr: 0.2 }, loss: minimax, scheme: simultaneous, steps: 600 }
also: [{ scheme: { name: alternating, first: generator } }, { loss: non-saturating }, { regularizer: { name: r1, gamma: 0.3 } }]
seeds: 1
measure: { every: 20, metrics: [distance, generator-parameter, discriminator-parameter] }
`,
  );
  expect(found).toEqual([['cycling'], ['cycling'], ['cycling'], ['healthy']]);
});

// arXiv:1701.04862: eight standard deviations apart D is soon right, and the minimax loss has no gradient for G.
it('the minimax gradient vanishes on an accurate D, and the non-saturating one does not', async () => {
  const found = await findingsOf(
    'apart',
    `base:
  target: { name: gaussian, mean: 0, std: 1 }
  latent: { name: gaussian, dim: 1 }
  generator: { name: affine, scale: 1, shift: 8 }
  discriminator: { name: mlp, hidden: [16] }
  optimizer: { generator: { name: sgd, lr: 0.01 }, discriminator: { name: adam, lr: 0.01 } }
  steps: 400
  batch: 64
vary: { loss: [minimax, non-saturating] }
seeds: 1
measure: { every: 40, samples: 500, metrics: [js, gradient-ratio, value, wasserstein-1] }
`,
  );
  expect(found.map(([first]) => first)).toEqual(['vanishing-gradient', 'still-improving']);
});

// arXiv:1406.2661, section 6: "G must not be trained too much without updating D".
it('a G trained faster than D leaves a weak discriminator', async () => {
  const found = await findingsOf(
    'left-behind',
    `base:
  target: { name: gaussian, mean: 0, std: 1 }
  latent: { name: gaussian, dim: 1 }
  generator: { name: affine, scale: 1, shift: 3 }
  discriminator: { name: mlp, hidden: [16] }
  loss: non-saturating
  scheme: { name: alternating, generatorSteps: 20 }
  optimizer: { generator: { name: adam, lr: 0.01 }, discriminator: { name: sgd, lr: 0.0001 } }
  steps: 100
  batch: 64
seeds: 1
measure: { every: 10, samples: 500, metrics: [js, value] }
`,
  );
  expect(found[0][0]).toBe('weak-discriminator');
});

it('a ring collapses at a learning rate that is too high', async () => {
  const found = await findingsOf(
    'ring',
    `base:
  target: { name: ring, modes: 8, radius: 2, std: 0.1 }
  generator: { name: mlp, hidden: [32] }
  discriminator: { name: mlp, hidden: [32, 32] }
  optimizer: { name: adam, lr: 0.01, beta1: 0.9 }
  steps: 1000
  batch: 64
seeds: 1
measure: { every: 100, samples: 1000, metrics: [modes-covered, high-quality, mode-kl] }
`,
  );
  expect(found[0]).toContain('mode-collapse');
});
