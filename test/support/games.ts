/** Games of a few numbers, in tests: their field, its derivative, and what one turn does to a state. */

import { openBackend } from '../../src/core/engine/backends/backends.js';
import type { FloatArray } from '../../src/core/engine/program.js';
import { grad, type Tensor3D, tf } from '../../src/core/engine/tf.js';
import { build } from '../../src/core/gan/build.js';
import type { Batch } from '../../src/core/gan/schemes/_scheme.js';
import type { Choice, Setting } from '../../src/core/gan/setting.js';
import { openSnapshot } from '../../src/core/snapshot/open-snapshot.js';
import type { Snapshot } from '../../src/core/snapshot/snapshot.js';
import { openEvaluator } from '../../src/core/training/evaluator.js';
import { playerOperations } from '../../src/core/training/player-operations.js';
import { scalarsOf } from '../../src/core/training/scalars.js';
import { startingState, stateLayout } from '../../src/core/training/state-layout.js';
import { stepProgram } from '../../src/core/training/step-program.js';
import { openTrainer } from '../../src/core/training/trainer.js';

const both = (choice: Choice) => ({ generator: choice, discriminator: choice });

/** A setting of a game with a closed form: descent with rate `lr`, both players at once, unless told otherwise. */
export function gameSetting(game: Choice, changes: Partial<Setting> & { readonly lr?: number } = {}): Setting {
  const { lr = 0.2, ...rest } = changes;
  return {
    game,
    optimizer: both({ name: 'sgd', lr }),
    scheme: { name: 'simultaneous' },
    steps: 500,
    dtype: 'float64',
    ...rest,
  };
}

export function diracSetting(
  loss: Choice,
  {
    regularizer = { name: 'none' },
    start = { generator: 1, discriminator: -1 },
    ...changes
  }: Omit<Partial<Setting>, 'regularizer'> & {
    readonly regularizer?: Choice;
    readonly start?: { generator: number; discriminator: number };
    readonly lr?: number;
  } = {},
): Setting {
  return gameSetting({ name: 'dirac', start }, { loss: both(loss), regularizer: both(regularizer), ...changes });
}

export const ALTERNATING: Choice = {
  name: 'alternating',
  first: 'generator',
  discriminatorSteps: 1,
  generatorSteps: 1,
  batches: 'fresh',
};

/**
 * Where gradient descent would go from (G, D): minus both gradients, and the derivative of that, row by row. `drawn`: what
 * regularizers draw, by `drawName`, one number a row.
 */
export async function fieldOf(setting: Setting, drawn: Readonly<Record<string, readonly number[]>> = {}) {
  const parts = build(setting);
  const scalars = scalarsOf(parts);
  const backend = await openBackend('onnx');
  const executable = await backend.prepare(
    {
      name: 'the field',
      inputs: { g: [1, 1, 1], d: [1, 1, 1], scalars: [1, 1, scalars.values.length] },
      body(given) {
        const { g, d } = given as { g: Tensor3D; d: Tensor3D };
        const game = playerOperations(parts, scalars.bind(given.scalars as Tensor3D));
        const columns = Object.entries(drawn).map(([name, rows]) => [
          name,
          tf.tensor3d([...rows], [1, rows.length, 1]),
        ]);
        const batch = { drawn: Object.fromEntries(columns) } as Batch;
        const pull = (player: 'generator' | 'discriminator') =>
          tf.neg(game.gradient(player, { generator: g, discriminator: d }, batch)) as Tensor3D;
        const [dgg, dgd] = grad(() => pull('generator'), [g, d]);
        const [ddg, ddd] = grad(() => pull('discriminator'), [g, d]);
        return { vg: pull('generator'), vd: pull('discriminator'), dgg, dgd, ddg, ddd };
      },
    },
    { elementType: 'float64' },
  );
  return async (g: number, d: number) => {
    const given = { g: Float64Array.of(g), d: Float64Array.of(d), scalars: Float64Array.from(scalars.values) };
    const out = (await executable.run(given)) as Record<string, FloatArray>;
    const [vg, vd, dgg, dgd, ddg, ddd] = ['vg', 'vd', 'dgg', 'dgd', 'ddg', 'ddd'].map((name) => out[name][0]);
    return {
      field: [vg, vd],
      jacobian: [
        [dgg, dgd],
        [ddg, ddd],
      ],
    };
  };
}

/** The eigenvalues of a 2 x 2 matrix: the mean of both, and half their difference, which is real or imaginary. */
export function eigenvalues([[a, b], [c, d]]: readonly (readonly number[])[]) {
  const square = ((a - d) / 2) ** 2 + b * c;
  return { mean: (a + d) / 2, real: Math.sqrt(Math.max(0, square)), imaginary: Math.sqrt(Math.max(0, -square)) };
}

/** Both players' parameters after the setting's steps. */
export async function endOf(setting: Setting): Promise<{ generator: number; discriminator: number; distance: number }> {
  const trainer = await openTrainer(build(setting), { seeds: [1], backend: await openBackend('onnx') });
  await trainer.trainTo(setting.steps);
  const [generator, discriminator] = trainer.state(1);
  trainer.dispose();
  return { generator, discriminator, distance: Math.hypot(generator, discriminator) };
}

/** The setting's run as metrics see it, at the given parameters or at its start. */
export async function snapshotOf(
  setting: Setting,
  at: readonly number[] = [],
  { seed = 1, samples = 100 } = {},
): Promise<Snapshot> {
  const parts = build(setting);
  const evaluator = openEvaluator(parts, await openBackend('onnx'));
  const state = startingState(parts, seed);
  state.set(at);
  const previous = { absent: 'not asked for' };
  return openSnapshot(parts, evaluator, { seed, step: 0, state, samples, previous });
}

/** By how much one turn of a linear game grows what grows fastest: the spectral radius of its matrix. */
export async function growthOf(setting: Setting): Promise<number> {
  const parts = build(setting);
  const { length } = stateLayout(parts);
  const { values } = scalarsOf(parts);
  const executable = await (await openBackend('onnx')).prepare(stepProgram(parts, length), { elementType: 'float64' });
  // As many runs as directions, each starting in one: together they are the matrix, transposed.
  const state = Float64Array.from({ length: length * length }, (_, i) => (i % (length + 1) === 0 ? 1 : 0));
  const scalars = Float64Array.from({ length: length * values.length }, (_, i) => values[i % values.length]);
  const { state: next } = await executable.run({ state, scalars });
  return spectralRadius(Array.from({ length }, (_, i) => Array.from(next.subarray(i * length, (i + 1) * length))));
}

/** Gelfand's limit |M^k|^(1/k), by squaring M over and over. */
function spectralRadius(matrix: readonly (readonly number[])[]): number {
  let [power, log, k] = [matrix, 0, 1];
  for (let i = 0; i < 40; i++) {
    const size = Math.hypot(...power.flat());
    log += Math.log(size) / k;
    const unit = power.map((row) => row.map((value) => value / size));
    power = unit.map((row) => unit.map((_, j) => row.reduce((sum, value, m) => sum + value * unit[m][j], 0)));
    k *= 2;
  }
  return Math.exp(log + Math.log(Math.hypot(...power.flat())) / k);
}
