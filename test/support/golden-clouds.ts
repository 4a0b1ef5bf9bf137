/** Two small sets of samples and their metrics by numpy, scipy, scikit-learn and POT (test/golden/metrics.py). */
import { readFileSync } from 'node:fs';
import { gaussianTarget } from '../../src/core/gan/targets/gaussian.js';
import type { Fake } from './snapshots.js';

const file = new URL('../golden/metrics.json', import.meta.url);
const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));

export const golden = parsed as {
  readonly generated: readonly number[];
  readonly real: readonly number[];
  readonly 'prdc, k = 5': Readonly<Record<string, number>>;
  readonly 'prdc, k = 2': Readonly<Record<string, number>>;
  readonly 'parzen: bandwidth, mean, standard error': readonly (readonly number[])[];
  readonly POT: Readonly<Record<string, number>>;
  readonly 'vendi, bandwidth 0.5': Readonly<Record<string, number>>;
} & Readonly<Record<string, number>>;

const given = { generated: Float64Array.from(golden.generated), real: Float64Array.from(golden.real) };

export const goldenFake: Fake = { target: gaussianTarget.create({ mean: 0, std: 1, dim: 2 }), G: (z) => z, given };
