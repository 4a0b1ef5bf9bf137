/** Experiments and runs made by hand, for tests of diagnosis and inference. */

import type { Choice, Setting } from '../../src/core/gan/setting.js';
import type { Metric } from '../../src/metrics/metric.js';
import type { Claim, Experiment, PlannedCell } from '../../src/records/experiment.js';
import { cellId, folderName } from '../../src/records/identity.js';
import type { MetricValue } from '../../src/records/metric-value.js';
import type { ExperimentRecord, Outcome, RunRecord } from '../../src/records/run-record.js';

const both = <T>(choice: T) => ({ generator: choice, discriminator: choice });

export function cellOf(loss: string, lr = 0.001): PlannedCell {
  const setting: Setting = {
    game: { name: 'neural' },
    target: { name: 'ring', modes: 8 },
    latent: { name: 'gaussian', dim: 2 },
    generator: { name: 'mlp' },
    discriminator: { name: 'mlp' },
    loss: both({ name: loss }),
    regularizer: both({ name: 'none' }),
    optimizer: both({ name: 'adam', lr }),
    scheme: { name: 'alternating' },
    steps: 1000,
    batch: 64,
    dtype: 'float32',
  };
  return {
    id: cellId(setting),
    folder: folderName(setting, cellId(setting)),
    setting,
    axes: { loss: setting.loss as never, 'optimizer.lr': lr },
    labels: { loss, 'optimizer.lr': String(lr) },
  };
}

const metric = (name: string, better: Metric['better'], range: Metric['range']): Metric => ({
  name,
  description: `${name} of a test`,
  estimator: async () => 'made up',
  unit: '1',
  better,
  range,
  ideal: null,
  options: {},
  compute: async () => ({ absent: 'never measured' }),
});

export const testMetrics: ReadonlyMap<string, Metric> = new Map(
  [
    metric('js', 'lower', [0, Math.LN2]),
    metric('kl-q-p', 'lower', [0, Infinity]),
    metric('modes-covered', 'higher', [0, 8]),
    metric('value', 'neither', [-Infinity, 0]),
  ].map((each) => [each.name, each]),
);

const columns = [...[...testMetrics.keys()].map((name) => [name, name]), ['modes-covered(atLeast=5)', 'modes-covered']];

export function experimentOf(
  claims: readonly Partial<Claim>[],
  { seeds = 10, cells = [cellOf('minimax'), cellOf('non-saturating')] } = {},
): Experiment {
  return {
    name: 'made-by-hand',
    question: 'What follows?',
    file: 'made-by-hand.yaml',
    profile: null,
    axes: ['loss', 'optimizer.lr'],
    cells,
    seeds: Array.from({ length: seeds }, (_, i) => i + 1),
    measure: {
      every: 500,
      samples: 100,
      keep: 'all',
      metrics: columns.map(([column, name]) => ({ column: column!, choice: { name: name! } })),
    },
    derive: [],
    claims: claims.map((claim, i) => ({
      id: `claim-${i + 1}`,
      says: 'A claim.',
      source: '',
      holds: 'true',
      atLeast: 0.5,
      deterministic: false,
      ...claim,
    })),
  };
}

type Given = number | MetricValue;

/** A run whose metrics have the values `history[metric][step]`; a number stands for a value that is present. */
export function runOf(
  cell: PlannedCell,
  seed: number,
  history: Readonly<Record<string, Readonly<Record<number, Given>>>>,
  end: { readonly outcome?: Outcome; readonly reason?: string } = {},
): RunRecord {
  const rows = Object.entries(history).flatMap(([name, values]) =>
    Object.entries(values).map(([step, given]) => ({
      step: Number(step),
      metric: name,
      value: typeof given === 'number' ? { value: given } : given,
    })),
  );
  return {
    cell,
    seed,
    outcome: end.outcome ?? 'finished',
    steps: Math.max(0, ...rows.map(({ step }) => step)),
    reason: end.reason ?? null,
    history: rows.sort((a, b) => a.step - b.step),
    folder: `cells/${cell.folder}/seeds/${seed}`,
  };
}

export function recordOf(experiment: Experiment, runs: readonly RunRecord[]): ExperimentRecord {
  return { experiment, folder: 'results/made-by-hand', runs, environments: [] };
}

/**
 * A run of these values, evenly spaced and the first at the start, with the `measure` section for them. A run has at least four
 * intervals, so that two values are in its last quarter: fewer values are its first and its last ones.
 */
export function measuredRun(
  columns: Readonly<Record<string, readonly Given[]>>,
  { target, loss = 'minimax', samples = 2500, ...end }: MeasuredRunOptions = {},
): { readonly run: RunRecord; readonly measure: Experiment['measure'] } {
  const cell = cellOf(loss);
  const { target: standard, ...game } = cell.setting;
  const setting = target === null ? game : { ...game, target: target ?? standard };
  const history = Object.entries(columns).map(([column, given]) => [
    column,
    Object.fromEntries(given.map((value, i) => [(i === 0 ? 0 : i + Math.max(0, 5 - given.length)) * EVERY, value])),
  ]);
  const measured = Object.keys(columns).map((column) => {
    const { name, options = '' } = /^(?<name>[^(]*)(\((?<options>.*)\))?$/.exec(column)!.groups!;
    const pairs = [...options.matchAll(/(\w+)=([\d.]+)/g)].map(([, key, value]) => [key, Number(value)]);
    return { column, choice: { name, ...Object.fromEntries(pairs) } };
  });
  return {
    run: runOf({ ...cell, setting }, 1, Object.fromEntries(history), end),
    measure: { every: EVERY, samples, keep: 'all', metrics: measured },
  };
}

const EVERY = 100;

interface MeasuredRunOptions {
  /** Null: a game without p and q. */
  readonly target?: Choice | null;
  readonly loss?: string;
  readonly samples?: number;
  readonly outcome?: Outcome;
  readonly reason?: string;
}
