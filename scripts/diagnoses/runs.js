// Small training runs whose failure is known.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { primaryDiagnosis } from '../../dist/diagnosis/diagnose.js';
import { loadExperiment } from '../../dist/experiment/load.js';
import { runExperiment } from '../../dist/runner/run.js';

const sgd = (lr) => ({ name: 'sgd', lr });
const adam = (lr, beta1 = 0.9) => ({ name: 'adam', lr, beta1 });
const mlp = (...hidden) => ({ name: 'mlp', hidden, activation: 'relu' });
const ring = (std) => ({ name: 'ring', modes: 8, radius: 2, std });

/** On a line, between a uniform distribution and one shifted away from it. */
const line = {
  target: { name: 'uniform', low: 0, high: 1 },
  latent: { name: 'uniform', low: 0, high: 1, dim: 1 },
  generator: { name: 'affine', scale: 1, shift: 5 },
  discriminator: mlp(16),
  loss: 'non-saturating',
  steps: 1000,
  batch: 64,
};
const lineMeasure = {
  every: 50,
  samples: 1000,
  metrics: ['js', 'wasserstein-1', 'js-implied', 'discriminator-accuracy', 'gradient-ratio', 'gradient-norm-generator'],
};
const shifted = {
  target: { name: 'gaussian', mean: 3, std: 1 },
  latent: { name: 'gaussian', dim: 1 },
  generator: { name: 'shift', by: 0 },
  discriminator: { name: 'affine' },
  steps: 2000,
  batch: 64,
};
const plane = { target: ring(0.05), latent: { name: 'gaussian', dim: 2 }, generator: mlp(16, 16), batch: 32 };
const planeMeasure = {
  every: 10,
  samples: 300,
  metrics: [
    'js',
    'excess-risk',
    'discriminator-accuracy',
    'high-quality',
    'modes-covered',
    'gradient-norm-generator',
    'wasserstein-1',
  ],
};
const HOPS = { name: 'mode-persistence', atLeast: 20 };
const dirac = { game: { name: 'dirac', start: { generator: 1, discriminator: -1 } }, optimizer: sgd(0.2), steps: 500 };
const diracMeasure = { every: 10, metrics: ['distance', 'generator-parameter', 'discriminator-parameter'] };

/** One Gaussian's worth of G, or a network, on two modes that overlap. */
const overlapping = {
  target: { name: 'mixture', means: [-1.5, 1.5], stds: [0.7, 0.7] },
  latent: { name: 'gaussian', dim: 1 },
  generator: { name: 'affine' },
  discriminator: mlp(32, 32),
  loss: 'non-saturating',
  optimizer: adam(0.002, 0.5),
  steps: 3000,
  batch: 128,
};
const responses = ['loss-discriminator', 'best-response-discriminator', 'best-response-share'];
const overlappingMeasure = {
  every: 150,
  samples: 1000,
  metrics: ['js', 'js-implied', 'modes-covered', 'mode-kl', 'high-quality', ...responses],
};
const r1 = { generator: 'none', discriminator: { name: 'r1', gamma: 0.1 } };

/** `truth`: the diagnosis that is right, or several of which each is. */
export const RUNS = [
  {
    truth: ['vanishing-gradient'],
    what: 'minimax, five widths away, an accurate D',
    file: {
      base: { ...line, loss: 'minimax', optimizer: { generator: sgd(0.05), discriminator: adam(0.005) } },
      measure: lineMeasure,
      seeds: 3,
    },
  },
  {
    truth: ['stuck-generator'],
    what: 'a rate of G of 1e-12, five widths away',
    file: {
      base: { ...line, optimizer: { generator: sgd(1e-12), discriminator: adam(0.005) } },
      measure: lineMeasure,
      seeds: 3,
    },
  },
  {
    truth: ['weak-discriminator'],
    what: 'a rate of D of 1e-7',
    file: {
      base: { ...line, optimizer: { generator: sgd(0.05), discriminator: sgd(1e-7) } },
      measure: lineMeasure,
      seeds: 3,
    },
  },
  {
    truth: ['diverged'],
    what: 'rates of 50 under the Wasserstein loss',
    file: { base: { ...line, loss: 'wasserstein', optimizer: sgd(50) }, measure: lineMeasure, seeds: 3 },
  },
  {
    truth: ['cycling'],
    what: 'a clipped linear critic under the Wasserstein loss',
    file: {
      base: {
        ...shifted,
        loss: 'wasserstein',
        regularizer: { name: 'weight-clipping', limit: 1 },
        optimizer: sgd(0.05),
        scheme: 'alternating',
      },
      measure: { ...lineMeasure, every: 100, metrics: ['js', 'wasserstein-1'] },
      seeds: 3,
    },
  },
  {
    truth: ['healthy'],
    what: 'a shift that a linear D leads to the data',
    file: {
      base: { ...shifted, loss: 'minimax', optimizer: sgd(0.2), scheme: 'simultaneous' },
      measure: lineMeasure,
      seeds: 3,
    },
  },
  {
    truth: ['vanishing-gradient'],
    what: 'a critic that passes no gradient',
    file: {
      base: {
        ...plane,
        discriminator: { ...mlp(16, 16), initializer: { name: 'normal', std: 1e-30 } },
        loss: 'wasserstein',
        regularizer: { name: 'gradient-penalty', weight: 10 },
        optimizer: adam(0.001, 0.5),
        steps: 120,
      },
      measure: planeMeasure,
      seeds: 3,
    },
  },
  {
    truth: ['weak-discriminator'],
    what: 'a least-squares D that does not move',
    file: {
      base: {
        ...plane,
        discriminator: { ...mlp(16, 16), outputActivation: 'relu', initializer: { name: 'normal', std: 1e-6 } },
        loss: 'least-squares',
        optimizer: { generator: adam(0.001), discriminator: sgd(1e-12) },
        steps: 120,
      },
      measure: planeMeasure,
      seeds: 3,
    },
  },
  {
    truth: ['mode-hopping'],
    what: 'a G that is ten times faster and updated five times',
    file: {
      base: {
        ...plane,
        target: ring(0.2),
        generator: mlp(32, 32),
        discriminator: mlp(32, 32),
        loss: 'non-saturating',
        optimizer: { generator: adam(0.02), discriminator: adam(0.002) },
        scheme: { name: 'alternating', generatorSteps: 5 },
        steps: 2000,
        batch: 64,
      },
      measure: {
        every: 50,
        samples: 1000,
        metrics: ['js', 'modes-covered', 'high-quality', HOPS, 'latent-collapse', 'js-implied'],
      },
      seeds: 3,
    },
  },
  {
    truth: ['cycling'],
    what: 'Dirac-GAN, minimax, alternating',
    file: {
      base: { ...dirac, loss: 'minimax', scheme: { name: 'alternating', first: 'generator' } },
      measure: diracMeasure,
      seeds: 1,
    },
  },
  {
    truth: ['cycling'],
    what: 'Dirac-GAN, non-saturating: a limit cycle',
    file: { base: { ...dirac, loss: 'non-saturating', scheme: 'simultaneous' }, measure: diracMeasure, seeds: 1 },
  },
  {
    truth: ['cycling', 'spiralling-out'],
    what: 'Dirac-GAN, minimax, simultaneous: outwards',
    file: { base: { ...dirac, loss: 'minimax', scheme: 'simultaneous' }, measure: diracMeasure, seeds: 1 },
  },
  {
    truth: ['healthy'],
    what: 'Dirac-GAN with R1',
    file: {
      base: { ...dirac, loss: 'minimax', regularizer: { name: 'r1', gamma: 0.3 }, scheme: 'simultaneous' },
      measure: diracMeasure,
      seeds: 1,
    },
  },
  {
    truth: ['spiralling-out', 'diverged'],
    what: 'a bilinear game by simultaneous descent, by its distance alone',
    file: {
      base: {
        game: { name: 'bilinear', start: { generator: 1, discriminator: 1 } },
        optimizer: sgd(0.1),
        scheme: 'simultaneous',
        steps: 1600,
      },
      measure: { every: 50, metrics: ['distance'] },
      seeds: 1,
    },
  },
  {
    truth: ['lacks-capacity'],
    what: 'one Gaussian’s worth of G on two modes',
    file: { base: overlapping, measure: overlappingMeasure, seeds: 3 },
  },
  {
    truth: ['lacks-capacity'],
    what: 'one Gaussian’s worth of G on a ring of 8, under hinge',
    file: {
      base: { ...overlapping, target: ring(0.3), latent: { name: 'gaussian', dim: 2 }, loss: 'hinge' },
      measure: overlappingMeasure,
      seeds: 3,
    },
  },
  {
    truth: ['lacks-capacity'],
    what: 'one Gaussian’s worth of G on two modes in 10 dimensions, without js',
    file: {
      base: {
        ...overlapping,
        target: { name: 'mixture', means: [-1.5, 1.5].map((x) => [x, ...Array(9).fill(0)]), stds: 0.7 },
        latent: { name: 'gaussian', dim: 10 },
      },
      measure: { ...overlappingMeasure, metrics: [...responses, 'coverage', 'pairwise-distance'] },
      seeds: 3,
    },
  },
  {
    truth: ['healthy'],
    what: 'a network on the same two modes, with R1',
    file: { base: { ...overlapping, generator: mlp(32, 32), regularizer: r1 }, measure: overlappingMeasure, seeds: 3 },
  },
];

/** The diagnosis of every seed of one setting; null where it is inconclusive. */
export async function diagnosesOf(file) {
  const folder = mkdtempSync(join(tmpdir(), 'helvetica-diagnoses-'));
  try {
    const path = join(folder, 'case.yaml');
    writeFileSync(path, JSON.stringify({ name: 'case', question: 'Which failure was planted?', ...file }));
    const experiment = await loadExperiment(path);
    const { runs } = await runExperiment(experiment, {
      results: folder,
      backend: 'onnx',
      workers: 0,
      command: 'diagnoses',
    });
    return runs.map((run) => primaryDiagnosis(run, experiment).diagnosis ?? null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
