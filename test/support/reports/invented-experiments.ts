/** Invented experiments to render: one setting that covers the modes, one that collapses, and runs that fail in other ways. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Choice } from '../../../src/core/gan/setting.js';
import { stream } from '../../../src/core/math/random/random.js';
import type { PlannedCell } from '../../../src/records/experiment.js';
import type { MetricValue } from '../../../src/records/metric-value.js';
import type { ExperimentRecord, HistoryRow, Outcome, RunRecord } from '../../../src/records/run-record.js';
import { writeArrays } from './arrays.js';
import { STEPS, setting } from './settings.js';

const MEASURED = ['kl-q-p', 'js', 'dstar-error', 'value', 'optimal-value', 'modes-covered', 'high-quality', 'mode-kl'];
const EVERY = 500;

export interface Fixture {
  readonly name: string;
  readonly target: Choice;
  readonly seeds?: number;
  readonly question?: string;
  /** Called for each run: how it ended. */
  readonly outcome?: (cell: number, seed: number) => Outcome;
  /** Labels of the two cells at the axis `optimizer`. */
  readonly labels?: readonly [string, string];
}

/** Writes the arrays of an invented experiment below `folder` and gives its record: cell 0 is good, cell 1 collapses. */
export async function experimentRecord(folder: string, fixture: Fixture): Promise<ExperimentRecord> {
  const labels = fixture.labels ?? ['adam(beta1=0.5,lr=0.001)', 'adam(beta1=0.9,lr=0.005)'];
  const cells = labels.map((label, i): PlannedCell => {
    const optimizer = { name: 'adam', lr: i ? 0.005 : 0.001, beta1: i ? 0.9 : 0.5, beta2: 0.999 };
    const id = `${i}`.repeat(64);
    return {
      id,
      folder: `cell-${i}-${id.slice(0, 12)}`,
      setting: setting(fixture.target, optimizer),
      axes: { optimizer },
      labels: { optimizer: label },
    };
  });
  const seeds = Array.from({ length: fixture.seeds ?? 3 }, (_, i) => i + 1);
  const runs: RunRecord[] = [];
  for (const [i, cell] of cells.entries())
    for (const seed of seeds) {
      const outcome = fixture.outcome?.(i, seed) ?? 'finished';
      const at = join(folder, cell.folder, 'seeds', `${seed}`);
      for (const part of ['samples', 'curves']) mkdirSync(join(at, part), { recursive: true });
      const end = outcome === 'diverged' ? STEPS / 2 : STEPS;
      const steps = Array.from({ length: end / EVERY + 1 }, (_, t) => t * EVERY);
      await writeArrays(at, { target: fixture.target, collapses: i === 1, seed, steps });
      runs.push({
        cell,
        seed,
        outcome,
        steps: end,
        reason: outcome === 'finished' ? null : `${outcome}: D's loss is not a number at step ${end}`,
        history: steps.flatMap((step) => valuesAt(step / STEPS, i === 1, seed, fixture.target, step)),
        folder: at,
      });
    }
  return {
    experiment: {
      name: fixture.name,
      question: fixture.question ?? 'Which optimizer keeps all the modes?',
      file: `experiments/${fixture.name}.yaml`,
      profile: null,
      axes: ['optimizer'],
      cells,
      seeds,
      measure: {
        every: EVERY,
        samples: 2500,
        metrics: MEASURED.map((column) => ({ column, choice: { name: column } })),
        keep: 'all',
      },
      derive: [],
      claims: [],
    },
    folder,
    runs,
    environments: [
      {
        helvetica: '0.1.0',
        engine: 1,
        backend: 'onnx',
        backendDescription: 'ONNX Runtime 1.30.0, CPU',
        node: 'v20.20.0',
        processor: 'AMD EPYC',
        platform: 'linux x64',
        commit: 'c393dfc',
        command: `helvetica run experiments/${fixture.name}.yaml`,
      },
    ],
  };
}

function valuesAt(t: number, collapses: boolean, seed: number, target: Choice, step: number): HistoryRow[] {
  const wobble = 0.02 * stream({ seed, purpose: 'fixture', step }).normal() * (collapses ? 1 : 1 - t);
  const modes = target.name === 'ring' ? 8 : 2;
  const js = Math.max(0.004, Math.LN2 * (collapses ? 0.95 - 0.2 * t : Math.exp(-4 * t) + 0.02) + wobble);
  const covered = collapses ? (t === 0 ? 0 : 1) : Math.round(modes * (1 - Math.exp(-8 * t)));
  const values: Record<string, MetricValue> = {
    'kl-q-p': { value: collapses && t > 0.5 ? Infinity : 4 * js },
    js: { value: js },
    'dstar-error': { value: 0.04 + 0.3 * (1 - t) + Math.abs(wobble) },
    value: { value: 2 * js - Math.log(4) - 0.05 - Math.abs(wobble) },
    'optimal-value': { value: 2 * js - Math.log(4) },
    'modes-covered': { value: covered },
    'high-quality': { value: t === 0 ? 0 : collapses ? 0.9 : 0.96 * (1 - Math.exp(-6 * t)) },
    'mode-kl': covered === 0 ? { absent: 'no high-quality sample' } : { value: Math.log(modes / covered) + 0.01 },
  };
  return MEASURED.map((metric) => ({ step, metric, value: values[metric] }));
}
