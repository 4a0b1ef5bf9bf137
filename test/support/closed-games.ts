/** Settings of games in closed form in tests, trained and measured without files. */
import { z } from 'zod';
import { openBackend } from '../../src/core/engine/backends/backends.js';
import { build } from '../../src/core/gan/build.js';
import { NotAvailableError } from '../../src/core/gan/games/_game.js';
import type { Choice, Setting } from '../../src/core/gan/setting.js';
import { openSnapshot } from '../../src/core/snapshot/open-snapshot.js';
import type { Snapshot } from '../../src/core/snapshot/snapshot.js';
import { openEvaluator } from '../../src/core/training/evaluator.js';
import { parametersIn } from '../../src/core/training/state-layout.js';
import { openTrainer } from '../../src/core/training/trainer.js';
import { metrics } from '../../src/metrics/catalog.js';
import type { Metric } from '../../src/metrics/metric.js';
import type { MetricValue } from '../../src/records/metric-value.js';

async function valueOrAbsent(
  metric: Metric,
  snapshot: Snapshot,
  options: Record<string, unknown>,
): Promise<MetricValue> {
  try {
    return await metric.compute(snapshot, options);
  } catch (error) {
    if (error instanceof NotAvailableError) return { absent: error.message };
    throw error;
  }
}

const both = (choice: Choice) => ({ generator: choice, discriminator: choice });

export interface GaussianGame {
  readonly target: Choice;
  readonly loss: Choice;
  readonly start?: { readonly mean: number; readonly std: number };
  readonly spread?: 'std' | 'log-std';
  readonly discriminator?: 'optimal' | 'quadratic';
  readonly regularizer?: Choice;
  readonly optimizer?: Choice;
  readonly scheme?: Choice;
  readonly steps?: number;
}

/** Descent with rate 1 by both players at once, one step, unless told otherwise. */
export function gaussianSetting({ target, loss, optimizer, ...game }: GaussianGame): Setting {
  return {
    game: {
      name: 'gaussian',
      start: game.start ?? { mean: 2, std: 1 },
      spread: game.spread ?? 'std',
      discriminator: game.discriminator ?? 'optimal',
    },
    target,
    loss: both(loss),
    regularizer: both(game.regularizer ?? { name: 'none' }),
    optimizer: both(optimizer ?? { name: 'sgd', lr: 1 }),
    scheme: game.scheme ?? { name: 'simultaneous' },
    steps: game.steps ?? 1,
    dtype: 'float64',
  };
}

/** Both players' parameters after the setting's steps, and what metrics (with options) read there. */
export async function ended(setting: Setting, asked: readonly (string | Choice)[] = []) {
  const parts = build(setting);
  const backend = await openBackend('onnx');
  const trainer = await openTrainer(parts, { seeds: [1], backend });
  await trainer.trainTo(setting.steps);
  const state = trainer.state(1);
  trainer.dispose();
  const evaluator = openEvaluator(parts, backend);
  const snapshot = openSnapshot(parts, evaluator, {
    seed: 1,
    step: setting.steps,
    state,
    samples: 100,
    previous: { absent: 'not asked for' },
  });
  const values: Record<string, MetricValue> = {};
  for (const one of asked) {
    const { name, ...options } = typeof one === 'string' ? { name: one } : one;
    const metric = metrics.get(name)!;
    values[name] = await valueOrAbsent(metric, snapshot, z.object(metric.options).parse(options));
  }
  evaluator.dispose();
  const { generator, discriminator } = parametersIn(parts, state);
  const read = (name: string) => {
    const reading = values[name];
    if (!('value' in reading)) throw new Error(`${name} is absent: ${reading.absent}`);
    return reading.value;
  };
  return { generator: [...generator], discriminator: [...discriminator], values, read };
}
