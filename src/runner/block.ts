/** A block, some seeds of one cell: trained together, measured at the plan's steps, written run by run. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Parts } from '../core/build.js';
import type { Backend, FloatArray } from '../core/engine/program.js';
import { type Evaluator, openEvaluator } from '../core/evaluator.js';
import type { Measure, PlannedCell } from '../core/experiment/plan.js';
import type { NpyArray } from '../core/npy.js';
import type { Environment, HistoryRow } from '../core/records.js';
import { type Compiled, layoutOf, openTrainer, parametersIn } from '../core/training.js';
import { type At, openSnapshot } from '../metrics/open-snapshot.js';
import { arraysOf } from './arrays.js';
import { type Measured, measure, measuredSteps } from './measuring.js';
import { writeJson } from './store/json.js';
import { FILES, seedFolder } from './store/layout.js';
import { readNpy } from './store/npy.js';
import { readSummary, type Summary, writeRun } from './store/runs.js';

export interface Block {
  readonly cell: PlannedCell;
  readonly seeds: readonly number[];
  readonly measure: Measure;
  /** Identity of `measure`, kept with the results. */
  readonly measured: string;
  /** The experiment's folder. */
  readonly folder: string;
  readonly environment: Environment;
  /** `train`, or `measure` again what finished runs have kept. */
  readonly job: 'train' | 'measure';
}

/** What a process keeps between blocks. */
export interface Workshop {
  /** Trains. */
  readonly backend: Backend;
  /** Measures, in float64. */
  readonly exact: Backend;
  readonly compiled: Compiled;
}

export interface BlockProgress {
  readonly step: number;
  /** The latest readings of the block's first live seed. */
  readonly readings: Measured['readings'];
}

// A run has diverged when a parameter is not finite or beyond this; looked at every so many steps, so that the step
// at which a run ends does not depend on who else is in the block or on when it is measured.
const BOUND = 1e8;
const LOOK_EVERY = 25;

const NONE_BEFORE = { absent: 'the first measurement has none before it' };
const NOT_KEPT = { absent: 'the parameters of the measurement before were not kept (measure.keep)' };

interface Run {
  readonly seed: number;
  readonly measured: Measured[];
  readonly kept: At[];
  diverged: number | null;
}

export async function runBlock(
  block: Block,
  workshop: Workshop,
  report: (progress: BlockProgress) => void,
): Promise<void> {
  const parts = build(block.cell.setting);
  const evaluator = openEvaluator(parts, workshop.exact);
  try {
    await mkdir(join(block.folder, 'cells', block.cell.folder), { recursive: true });
    await writeJson(join(block.folder, 'cells', block.cell.folder, FILES.setting), block.cell.setting);
    if (block.job === 'train') await train(block, parts, evaluator, workshop, report);
    else await measureAgain(block, parts, evaluator, report);
  } finally {
    evaluator.dispose();
  }
}

async function train(
  block: Block,
  parts: Parts,
  evaluator: Evaluator,
  { backend, compiled }: Workshop,
  report: (progress: BlockProgress) => void,
): Promise<void> {
  const { seeds } = block;
  const trainer = await openTrainer(parts, { seeds, backend, compiled });
  const runs: Run[] = seeds.map((seed) => ({ seed, measured: [], kept: [], diverged: null }));
  const alive = () => runs.filter(({ diverged }) => diverged === null);
  for (const step of measuredSteps(block.measure, parts.setting.steps)) {
    while (trainer.step < step && alive().length > 0) {
      await trainer.advance(Math.min(step, (Math.floor(trainer.step / LOOK_EVERY) + 1) * LOOK_EVERY));
      if (trainer.step % LOOK_EVERY === 0 || trainer.step === parts.setting.steps)
        for (const run of alive()) if (hasDiverged(parts, trainer.state(run.seed))) run.diverged = trainer.step;
      report({ step: trainer.step, readings: alive()[0]?.measured.at(-1)?.readings ?? [] });
    }
    for (const run of alive()) {
      const state = trainer.state(run.seed);
      if (hasDiverged(parts, state)) continue; // between two looks: the next one says so
      const previous = run.kept.at(-1) ?? NONE_BEFORE;
      run.measured.push(await measureAt(block, parts, evaluator, { seed: run.seed, step, state, previous }));
      run.kept.push({ step, state });
    }
    report({ step: trainer.step, readings: alive()[0]?.measured.at(-1)?.readings ?? [] });
  }
  trainer.dispose();
  for (const run of runs) await write(block, parts, run);
}

function hasDiverged(parts: Parts, state: FloatArray): boolean {
  const { parameters } = layoutOf(parts);
  for (let i = 0; i < parameters; i++) if (!(Math.abs(state[i]) <= BOUND)) return true;
  return false;
}

function measureAt(
  { measure: what }: Block,
  parts: Parts,
  evaluator: Evaluator,
  at: At & { readonly seed: number; readonly previous: At | { readonly absent: string } },
): Promise<Measured> {
  return measure(
    openSnapshot(parts, evaluator, { ...at, samples: what.samples }),
    what,
    parts.arena.networks !== undefined,
  );
}

/** Writes a trained run whole. */
async function write(block: Block, parts: Parts, run: Run): Promise<void> {
  const kept = block.measure.keep === 'all' ? run.kept : run.kept.slice(-1);
  const last = run.kept.at(-1)?.state ?? new Float32Array();
  const reason = run.diverged === null ? null : `a parameter is not finite or beyond ${BOUND} at step ${run.diverged}`;
  await writeMeasured(block, parts, run, {
    outcome: run.diverged === null ? 'finished' : 'diverged',
    verdict: null,
    steps: run.diverged ?? parts.setting.steps,
    reason,
    arrays: { [FILES.checkpoint]: { shape: [last.length], data: last }, ...parameterArrays(parts, kept) },
  });
}

async function writeMeasured(
  block: Block,
  parts: Parts,
  run: Run,
  { arrays, ...ending }: Omit<Summary, 'measured'> & { readonly arrays: Readonly<Record<string, NpyArray>> },
): Promise<void> {
  await writeRun(seedFolder(block.folder, block.cell, run.seed), {
    summary: { ...ending, measured: block.measured },
    environment: block.environment,
    history: history(block, run),
    arrays: { ...arrays, ...arraysOf(run.measured, parts.arena.target?.dim ?? null) },
  });
}

/** A diverged run's last rows say at which step it has no readings any more, and why. */
function history({ measure: { metrics } }: Block, run: Run): HistoryRow[] {
  const rows = run.measured.flatMap(({ step, readings }) => readings.map((read) => ({ step, ...read })));
  if (run.diverged === null) return rows;
  const step = run.diverged;
  return [
    ...rows,
    ...metrics.map(({ column }) => ({ step, metric: column, reading: { absent: `diverged at step ${step}` } })),
  ];
}

function parameterArrays(parts: Parts, kept: Run['kept']) {
  const vectors = kept.map(({ state }) => parametersIn(parts, state));
  const width = vectors.length ? vectors[0].generator.length + vectors[0].discriminator.length : 0;
  const make = parts.setting.dtype === 'float64' ? Float64Array : Float32Array;
  const data = new make(kept.length * width);
  vectors.forEach(({ generator, discriminator }, i) => {
    data.set(generator, i * width);
    data.set(discriminator, i * width + generator.length);
  });
  return {
    [FILES.parameters]: { shape: [kept.length, width], data },
    [FILES.parameterSteps]: { shape: [kept.length], data: Float64Array.from(kept, ({ step }) => step) },
  };
}

/** Reads what a changed `measure` asks of runs that are trained already, from the parameters they kept. */
async function measureAgain(
  block: Block,
  parts: Parts,
  evaluator: Evaluator,
  report: (progress: BlockProgress) => void,
): Promise<void> {
  for (const seed of block.seeds) {
    const folder = seedFolder(block.folder, block.cell, seed);
    const summary = await readSummary(folder);
    if (!summary) throw new Error(`${folder}: is no finished run`);
    const steps = (await readNpy(join(folder, FILES.parameterSteps))).data;
    const { shape, data } = await readNpy(join(folder, FILES.parameters));
    const diverged = summary.outcome === 'diverged' ? summary.steps : null;
    const run: Run = { seed, measured: [], kept: [], diverged };
    const kept = new Map(Array.from(steps, (step, i) => [step, data.slice(i * shape[1], (i + 1) * shape[1])]));
    const wanted = measuredSteps(block.measure, parts.setting.steps);
    for (const [i, step] of wanted.entries()) {
      const state = kept.get(step);
      if (!state) continue;
      const before = kept.get(wanted[i - 1]);
      const previous = i === 0 ? NONE_BEFORE : before ? { step: wanted[i - 1], state: before } : NOT_KEPT;
      run.measured.push(await measureAt(block, parts, evaluator, { seed, step, state, previous }));
      report({ step, readings: run.measured.at(-1)?.readings ?? [] });
    }
    await writeMeasured(block, parts, run, { ...summary, arrays: {} });
  }
}
