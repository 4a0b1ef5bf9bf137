/** Writes a run that has ended, its summary last, and then removes its checkpoints. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FloatArray } from '../../core/engine/program.js';
import type { NpyArray } from '../../core/files/npy.js';
import type { Parts } from '../../core/gan/build.js';
import { availableSamples } from '../../core/gan/targets/_sample-sets.js';
import { parametersIn } from '../../core/training/state-layout.js';
import type { HistoryRow } from '../../records/run-record.js';
import { arraysOf } from '../measure/arrays.js';
import { estimatorsOf } from '../measure/estimators.js';
import type { Measured } from '../measure/measure.js';
import { conditionsOf } from '../measure/measure-identity.js';
import { FILES, seedFolder } from '../store/layout.js';
import { type KeptStep, type LastState, removeCheckpoints } from '../store/runs/checkpoints.js';
import { writeRun } from '../store/runs/runs.js';
import type { Ending } from '../store/runs/summary.js';
import type { BlockContext } from './block-context.js';
import { isPlanar, trajectoryOf } from './trajectory.js';

export async function writeTrained(
  context: BlockContext,
  seed: number,
  { kept, last, ...ending }: Ending & { readonly kept: readonly KeptStep<Measured>[]; readonly last: LastState | null },
): Promise<void> {
  const { block, parts, worker } = context;
  const written = block.measure.keep === 'all' ? kept : lastOf(kept, block.measure.every);
  // A longer run that continues from here takes it for the state at the last kept step.
  const state = last?.step === kept.at(-1)?.step ? last?.state : undefined;
  const folder = seedFolder(block.folder, block.cell, seed);
  await writeMeasured(context, seed, {
    ...ending,
    // A run too short for a checkpoint is trained again faster than its files are synced.
    lasting: existsSync(join(folder, FILES.unfinished)),
    measured: kept.map(({ measurement }) => measurement),
    arrays: {
      [FILES.checkpoint]: vector(state ?? new Float32Array()),
      ...parameterArrays(parts, written),
      ...(isPlanar(parts) && {
        [FILES.trajectory]: await trajectoryOf(parts, worker, { seed, steps: ending.steps }),
      }),
    },
  });
  removeCheckpoints(folder);
}

/**
 * The last step, and what a run of more steps needs to continue from it: the last one that a longer run measures too, and the one
 * before, with which metrics compare it. See docs/decisions/011.
 */
function lastOf(kept: readonly KeptStep<Measured>[], every: number): readonly KeptStep<Measured>[] {
  const shared = kept.findLastIndex(({ step }) => step % every === 0);
  return kept.slice(Math.max(0, shared - 1));
}

/** Writes metric values and `arrays`; other arrays in the run's folder stay. */
export async function writeMeasured(
  { block, parts }: BlockContext,
  seed: number,
  {
    measured,
    arrays,
    lasting = false,
    ...ending
  }: Ending & {
    readonly lasting?: boolean;
    readonly measured: readonly Measured[];
    readonly arrays: Readonly<Record<string, NpyArray>>;
  },
): Promise<void> {
  await writeRun(seedFolder(block.folder, block.cell, seed), {
    summary: { ...ending, measured: block.measured, conditions: conditionsOf(block.measure) },
    environment: block.environment,
    estimators: estimatorsOf(measured, { seed, samples: availableSamples(parts.game.target, block.measure.samples) }),
    history: history(block.measure.metrics, measured, ending.outcome === 'diverged' ? ending.steps : null),
    arrays: { ...arrays, ...arraysOf(measured, parts.game.target?.dim ?? null) },
    lasting,
  });
}

/** The last rows of a diverged run are absent at the step at which it ended, with the reason. */
function history(
  metrics: readonly { readonly column: string }[],
  measured: readonly Measured[],
  diverged: number | null,
): HistoryRow[] {
  const rows = measured.flatMap(({ step, values }) => values.map(({ metric, value }) => ({ step, metric, value })));
  if (diverged === null) return rows;
  const absent = `diverged at step ${diverged}`;
  return [...rows, ...metrics.map(({ column }) => ({ step: diverged, metric: column, value: { absent } }))];
}

/** The part of a state that measuring a step needs: G's parameters, then D's. */
export function parameterRow(parts: Parts, state: FloatArray): FloatArray {
  const { generator, discriminator } = parametersIn(parts, state);
  const row = new (parts.setting.dtype === 'float64' ? Float64Array : Float32Array)(
    generator.length + discriminator.length,
  );
  row.set(generator);
  row.set(discriminator, generator.length);
  return row;
}

function parameterArrays(parts: Parts, kept: readonly KeptStep<Measured>[]): Record<string, NpyArray> {
  const rows = kept.flatMap(({ step, parameters }) => (parameters ? [{ step, parameters }] : []));
  const width = rows[0]?.parameters.length ?? 0;
  const data = new (parts.setting.dtype === 'float64' ? Float64Array : Float32Array)(rows.length * width);
  rows.forEach(({ parameters }, i) => {
    data.set(parameters, i * width);
  });
  return {
    [FILES.parameters]: { shape: [rows.length, width], data },
    [FILES.parameterSteps]: vector(Float64Array.from(rows, ({ step }) => step)),
  };
}

const vector = (data: FloatArray): NpyArray => ({ shape: [data.length], data });
