import { describe, expect, it } from 'vitest';
import { smallSetting } from '../../../test/support/setting.js';
import { build } from '../gan/build.js';
import type { Setting } from '../gan/setting.js';
import { stepsPerCall } from './call-size.js';
import { MAX_TENSOR_NUMBERS, memoryNeeds, tooLargeTensor, type Workload } from './memory-needs.js';
import { stepProgram } from './step-program.js';

const load: Workload = { runs: 1, samples: 2500, kept: 2 };
const mlp = (...hidden: number[]) => ({ ...smallSetting().generator, hidden });
const wide = (...hidden: number[]): Partial<Setting> => ({ generator: mlp(...hidden), discriminator: mlp(...hidden) });

function needsOf(changes: Partial<Setting>, workload: Partial<Workload> = {}): Record<string, number> {
  const needs = memoryNeeds(build(smallSetting(changes)), { ...load, ...workload });
  return Object.fromEntries(needs.map(({ what, bytes }) => [what, bytes]));
}

const sumOf = (needs: Record<string, number>) => Object.values(needs).reduce((sum, bytes) => sum + bytes, 0);

describe('the memory that a setting needs', () => {
  // The largest resident set of `helvetica run --workers 0` on Node 20, in MiB, with six steps (f: 200) of batches of 256.
  it.each<[string, number, Partial<Setting>, Partial<Workload>]>([
    ['8 units', 208, wide(8), { runs: 2 }],
    ['3 layers of 1024, 4 runs', 3040, wide(1024, 1024, 1024), { runs: 4 }],
    ['batches of 20,000', 1230, { ...wide(256, 256, 256), batch: 20_000 }, { runs: 2 }],
    ['a million samples', 299, wide(128, 128), { samples: 1_000_000 }],
    ['200 steps kept', 1632, wide(512, 512), { kept: 201 }],
    ['10,000 latents', 839, { ...wide(128, 128), latent: { name: 'gaussian', dim: 10_000 } }, {}],
  ])('with %s is within a factor of 2 of the %d MiB measured', (_, mebibytes, changes, workload) => {
    const bytes = sumOf(needsOf({ batch: 256, ...changes }, workload));
    expect(bytes / 2 ** 20 / mebibytes).toBeGreaterThan(1 / 2);
    expect(bytes / 2 ** 20 / mebibytes).toBeLessThan(2);
  });

  it('grows with what each part consists of', () => {
    const base = needsOf({});
    const part = (changes: Partial<Setting>, workload: Partial<Workload>, what: string) =>
      needsOf(changes, workload)[what]! / base[what]!;
    expect(part({ batch: 74 }, {}, 'activations of a batch')).toBeCloseTo(2, 12);
    expect(part({ batch: 74 }, {}, 'batches')).toBeCloseTo(2, 12);
    expect(part({ dtype: 'float64' }, {}, 'activations of a batch')).toBeCloseTo(2, 12);
    expect(part({}, { kept: 200 }, 'kept parameters')).toBeCloseTo(100, 12);
    expect(part(wide(64, 64), {}, 'parameters and optimizer state')).toBeGreaterThan(5);
    // Five steps of a long run share a call.
    expect(part({ steps: 10_000 }, {}, 'batches')).toBeCloseTo(5, 12);
    const unrolled = { name: 'unrolled', steps: 4 };
    expect(part({ scheme: unrolled }, {}, 'activations of a batch')).toBeCloseTo(5, 12);
  });

  it('is counted in the parameters by hand: two layers of 30,000 units', () => {
    const each = 2 * 30_000 + 30_000 + 30_000 * 30_000 + 30_000;
    const parameters = each + 30_000 * 2 + 2 + each + 30_000 + 1;
    // Adam keeps two averages of the gradient, and the sum of each average's weights.
    const state = 3 * parameters + 4;
    const { 'parameters and optimizer state': bytes } = needsOf(wide(30_000, 30_000));
    expect(bytes).toBe(state * 4 * 9 + 3 * parameters * 8);
  });

  it('is that of the libraries for a game of a few numbers', () => {
    const optimizer = { name: 'sgd', lr: 0.1 };
    const dirac = build({
      game: { name: 'dirac', start: { generator: 1, discriminator: 1 } },
      loss: smallSetting().loss,
      regularizer: smallSetting().regularizer,
      optimizer: { generator: optimizer, discriminator: optimizer },
      scheme: smallSetting().scheme,
      steps: 10,
      dtype: 'float64',
    } as never);
    const [libraries, ...rest] = memoryNeeds(dirac, load);
    expect(rest.reduce((sum, { bytes }) => sum + bytes, 0) / libraries.bytes).toBeLessThan(1e-3);
  });
});

const LONG_AND_LARGE: Partial<Setting> = { steps: 10_000, batch: 1e6, latent: { name: 'gaussian', dim: 500 } };

describe('a tensor of more than 2^31 - 1 numbers', () => {
  it.each<[string, Partial<Setting>, Partial<Workload>, string]>([
    ['parameters', wide(30_000, 30_000), {}, 'the state of the runs that are trained together'],
    ['activations', { ...wide(8, 65_536), batch: 100_000 }, {}, 'the activations of a batch'],
    ['noise', { latent: { name: 'gaussian', dim: 10_000 }, batch: 1e6 }, {}, 'the random numbers of a batch'],
    ['samples', { latent: { name: 'gaussian', dim: 1000 } }, { samples: 1e7 }, 'the samples for metrics'],
  ])('of %s is found', (_, changes, workload, what) => {
    expect(tooLargeTensor(build(smallSetting(changes)), { ...load, ...workload })).toMatchObject({ what });
  });

  it.each<[string, Partial<Setting>]>([
    ['small', {}],
    ['long', { steps: 10_000 }],
    ['long and large, whose steps have calls of their own', LONG_AND_LARGE],
  ])('is not found in a %s setting', (_, changes) => {
    expect(tooLargeTensor(build(smallSetting(changes)), load)).toBeNull();
  });

  it('is never an input of the program that trains a long run', () => {
    const parts = build(smallSetting(LONG_AND_LARGE));
    const program = stepProgram(parts, 1, stepsPerCall(parts, { name: 'onnx' }));
    for (const [name, [runs, rows, columns]] of Object.entries(program.inputs))
      expect(runs * rows * columns, name).toBeLessThanOrEqual(MAX_TENSOR_NUMBERS);
  });

  it('of runs that share a call counts all its steps', () => {
    // 16,384 runs of four rows, 20,000 coordinates of noise and one unit: 1.3e9 numbers a step.
    const many = (steps: number) =>
      build(smallSetting({ ...wide(1), steps, batch: 4, latent: { name: 'gaussian', dim: 20_000 } }));
    expect(tooLargeTensor(many(200), { ...load, runs: 16_384 })).toBeNull();
    expect(tooLargeTensor(many(10_000), { ...load, runs: 16_384 })).toMatchObject({
      what: 'the random numbers of a batch',
      numbers: 16_384 * 4 * 5 * 20_000,
    });
  });
});
