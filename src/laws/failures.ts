/** What every failure mode must keep, on runs made by hand. */
import type { Family } from '../core/gan/family.js';
import type { Choice } from '../core/gan/setting.js';
import { maximum } from '../core/math/long-lists.js';
import { stream } from '../core/math/random/random.js';
import { diagnoseWith } from '../diagnosis/diagnose.js';
import { runTrace } from '../diagnosis/evidence/run-trace.js';
import type { FailureMode } from '../diagnosis/failure-modes/_failure-mode.js';
import type { Metric } from '../metrics/metric.js';
import type { Measure } from '../records/experiment.js';
import type { MetricValue } from '../records/metric-value.js';
import type { Outcome, RunRecord } from '../records/run-record.js';
import { type Law, must, shortNumber } from './law.js';
import { lawSetting } from './law-setting.js';
import { memberOptions } from './member-options.js';

type Columns = Readonly<Record<string, readonly (number | MetricValue)[]>>;
const STEP = 10; // steps between measurements

/** A run that was measured every ten steps, with these values of each metric. */
function runOfLaw(
  columns: Columns,
  { outcome = 'finished', target }: { readonly outcome?: Outcome; readonly target?: Choice } = {},
): { readonly run: RunRecord; readonly measure: Measure } {
  const count = Math.max(1, maximum(Object.values(columns).map(({ length }) => length)));
  const steps = STEP * (count - 1);
  const setting = lawSetting({ steps, ...(target && { target }) });
  const cell = { id: '', folder: '', setting, axes: {}, labels: {} };
  const history = Object.entries(columns).flatMap(([metric, values]) =>
    values.map((given, i) => ({ step: STEP * i, metric, value: typeof given === 'number' ? { value: given } : given })),
  );
  history.sort((a, b) => a.step - b.step);
  const measure: Measure = {
    every: STEP,
    samples: 100,
    keep: 'all',
    metrics: Object.keys(columns).map((column) => ({ column, choice: { name: column } })),
  };
  return { run: { cell, seed: 1, outcome, steps, reason: null, history, folder: '' }, measure };
}

const filled = (metrics: readonly string[], count: number, value: number | MetricValue): Columns =>
  Object.fromEntries(metrics.map((metric) => [metric, Array<number | MetricValue>(count).fill(value)]));

const HISTORIES = 300; // of random values
const TARGETS: readonly Choice[] = [
  { name: 'ring', modes: 8, radius: 2, std: 0.02 },
  { name: 'gaussian', mean: 0, std: 1, dim: 1 },
];

export interface KnownMembers {
  readonly metrics: Family<Metric>;
  readonly failureModes: Family<FailureMode>;
}

export function failureLaws({ metrics, failureModes }: KnownMembers): readonly Law<FailureMode>[] {
  const neededBy = (mode: FailureMode) => [...new Set(mode.requires.flat())];
  const diagnosed = (mode: FailureMode, columns: Columns, more = {}) => {
    const { run, measure } = runOfLaw(columns, more);
    return diagnoseWith(run, { measure }, new Map([[mode.name, mode]]));
  };
  return [
    {
      name: 'names metrics and failure modes that exist, in sentences',
      check(mode) {
        for (const metric of neededBy(mode)) must(metrics.has(metric), `requires: there is no metric "${metric}"`);
        for (const other of mode.precedes)
          must(failureModes.has(other), `precedes: there is no failure mode "${other}"`);
        must(!mode.precedes.includes(mode.name), 'precedes: it cannot be a symptom of itself');
        must(/^[A-Z].*\.$/s.test(mode.description), 'description must be a sentence with a full stop');
        must(!/^[A-Z][a-z]|\.$/.test(mode.summary), 'summary must be a clause, without a capital and a full stop');
      },
    },
    {
      name: 'is inconclusive, with the reason, or does not apply, where nothing that it requires is measured',
      concerns: (mode) => mode.requires.length > 0,
      check(mode) {
        const { findings, inconclusive } = diagnosed(mode, { 'some-other-metric': [1, 1, 1, 1, 1, 1, 1] });
        must(findings.length === 0, 'it applies to a run of which no required metric is measured');
        for (const { absent } of inconclusive) must(/\w/.test(absent), 'it is inconclusive without a reason');
      },
    },
    {
      name: 'does not apply to a run that was measured only at the start, or once',
      check(mode) {
        for (const count of [1, 2])
          for (const value of [0, 1]) {
            const { findings } = diagnosed(mode, filled(neededBy(mode), count, value));
            must(
              findings.length === 0,
              `it applies where every metric was measured ${count} times and is ${value}: see tooFewAtEnd`,
            );
          }
      },
    },
    {
      name: 'does not apply where every metric has its ideal value',
      check(mode) {
        const needed = neededBy(mode);
        if (needed.some((name) => typeof metrics.get(name)?.ideal !== 'number')) return;
        const columns = Object.fromEntries(
          needed.map((name) => [name, Array<number>(12).fill(metrics.get(name)!.ideal!)]),
        );
        const { findings } = diagnosed(mode, columns);
        must(
          findings.length === 0,
          `it applies at ${needed.map((name) => `${name} = ${shortNumber(metrics.get(name)!.ideal!)}`).join(', ')}`,
        );
      },
    },
    {
      name: 'has a result for every history: absent, infinite, constant, with gaps or hardly any values',
      check(mode) {
        const random = stream({ seed: 5, purpose: 'laws', step: 0 });
        const VALUES: readonly (number | MetricValue)[] = [
          0,
          1e-300,
          0.2,
          1,
          8,
          1e9,
          Infinity,
          -Infinity,
          { absent: 'for a law' },
        ];
        for (let k = 0; k < HISTORIES; k++) {
          const ordinary = random.uniform() < 0.5;
          const columns = Object.fromEntries(
            [...neededBy(mode), 'js'].flatMap((metric) => {
              const count = random.integer(25);
              const [low, high] = metrics.get(metric)?.range ?? [-Infinity, Infinity];
              const possible = VALUES.filter((one) => typeof one !== 'number' || (one >= low && one <= high));
              const one = () => possible[random.integer(possible.length)]!;
              const value = () => (ordinary ? Math.min(high, Math.max(low, 0.5 + 1.5 * random.uniform())) : one());
              return count === 0 ? [] : [[metric, Array.from({ length: count }, value)] as const];
            }),
          );
          const outcome = random.uniform() < 0.3 ? 'diverged' : 'finished';
          const { run, measure } = runOfLaw(columns, { outcome, target: TARGETS[k % TARGETS.length]! });
          const text = `history ${k}, ${JSON.stringify(columns, infinitiesAsText).slice(0, 200)}`;
          let result: ReturnType<FailureMode['test']>;
          try {
            result = mode.test(runTrace(run, measure), memberOptions(mode));
          } catch (error) {
            must(false, `${text}: test throws "${(error as Error).message}"`);
            return;
          }
          if ('absent' in result) must(/\S/.test(result.absent), `${text}: it is absent without a reason`);
          else {
            must(
              typeof result.applies === 'boolean' && Array.isArray(result.evidence),
              `${text}: test must return { applies, evidence }`,
            );
            must(!result.applies || result.evidence.length > 0, `${text}: it applies without evidence`);
            for (const { value } of result.evidence)
              must(!Number.isNaN(value), `${text}: its evidence is not a number`);
          }
        }
      },
    },
  ];
}

const infinitiesAsText = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
