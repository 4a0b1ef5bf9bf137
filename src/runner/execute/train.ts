/** Trains runs of a block together, from their first step to their last, and writes checkpoints on the way. */
import type { FloatArray } from '../../core/engine/program.js';
import type { Parts } from '../../core/gan/build.js';
import type { StateAtStep } from '../../core/snapshot/open-snapshot.js';
import { MAX_PARAMETER } from '../../core/training/divergence.js';
import { stateLayout } from '../../core/training/state-layout.js';
import { openTrainer, type Trainer } from '../../core/training/trainer.js';
import { type Measured, measuredSteps, measureStep } from '../measure/measure.js';
import { seedFolder } from '../store/layout.js';
import { type KeptStep, type LastState, removeCheckpoints, writeCheckpoint } from '../store/runs/checkpoints.js';
import { writePace } from '../store/runs/pace.js';
import { type BlockContext, StoppedError } from './block-context.js';
import { parameterRow, writeTrained } from './finish-run.js';
import { fromStart, previousOf, type TrainingGroup } from './training-groups.js';

// Steps between checks, so that the step at which a run ends depends neither on the other runs of the block nor on when it is measured.
const CHECK_DIVERGENCE_EVERY = 25;

interface Run {
  readonly seed: number;
  readonly kept: KeptStep<Measured>[];
  /** How many of `kept` are on disk. */
  saved: number;
  /** The packed state at the last kept step, where it is known. */
  last: LastState | null;
}

export async function train(context: BlockContext, group: TrainingGroup): Promise<void> {
  const { parts, worker, control } = context;
  const { steps } = parts.setting;
  const seeds = group.runs.map(({ seed }) => seed);
  const began = performance.now();
  const trainer = await openTrainer(parts, { seeds, backend: worker.backend, compiled: worker.compiled });
  trainer.restore(new Map(group.runs.flatMap(({ seed, state }) => (state ? [[seed, state]] : []))), group.step);
  let alive: Run[] = group.runs.map(({ seed, kept, last }) => ({ seed, kept: [...kept], last, saved: 0 }));
  const restarted: Run[] = [];
  const measuring = { milliseconds: 0, times: 0 };
  const checkpoints = openCheckpoints(context, trainer);
  const report = () => control.report({ step: trainer.step, values: alive[0]?.kept.at(-1)?.measurement.values ?? [] });

  for (const step of measuredSteps(context.measure, steps).filter((at) => at >= group.step)) {
    while (trainer.step < step && alive.length > 0) {
      const nextCheck = (Math.floor(trainer.step / CHECK_DIVERGENCE_EVERY) + 1) * CHECK_DIVERGENCE_EVERY;
      await trainer.trainTo(Math.min(step, nextCheck), () => checkpoints.isDue() || control.stopping());
      if (trainer.step % CHECK_DIVERGENCE_EVERY === 0 || trainer.step === steps)
        alive = await endDiverged(context, trainer, { runs: alive, restarted });
      report();
      await checkpoints.writeIfDue(alive);
    }
    for (const run of alive) {
      await checkpoints.writeIfDue(alive);
      const state = trainer.state(run.seed);
      if (hasDiverged(parts, state)) continue; // between two checks: the next one ends the run
      const isMeasured = run.kept.at(-1)?.step === step; // before it was interrupted
      if (!isMeasured) {
        const at = performance.now();
        run.kept.push(await keepStep(context, { seed: run.seed, step, state }, run.kept));
        measuring.milliseconds += performance.now() - at;
        measuring.times += 1;
      }
      run.last = { step, state };
    }
    report();
  }
  trainer.dispose();
  const ending = { outcome: 'finished', steps, reason: null } as const;
  if (steps > group.step) {
    const training = performance.now() - began - measuring.milliseconds;
    const pace = {
      secondsPerStep: training / 1000 / (steps - group.step) / seeds.length,
      secondsPerMeasurement: measuring.times > 0 ? measuring.milliseconds / 1000 / measuring.times : null,
      measured: context.block.measured,
    };
    for (const { seed } of alive) writePace(seedFolder(context.block.folder, context.block.cell, seed), pace);
  }
  await Promise.all(alive.map(({ seed, kept, last }) => writeTrained(context, seed, { ...ending, kept, last })));
  if (restarted.length === 0) return;
  for (const { seed } of restarted) removeCheckpoints(seedFolder(context.block.folder, context.block.cell, seed));
  await train(context, fromStart(restarted.map(({ seed }) => seed)));
}

/** Measures a run at a step, and keeps what measuring it again needs. */
async function keepStep(
  context: BlockContext,
  { seed, ...at }: StateAtStep & { readonly seed: number },
  before: readonly KeptStep<Measured>[],
): Promise<KeptStep<Measured>> {
  const measurement = await measureStep(context, { seed, ...at, previous: previousOf(before) });
  return {
    step: at.step,
    measured: context.block.measured,
    measurement,
    parameters: parameterRow(context.parts, at.state),
  };
}

/** Ends the runs that have diverged, with a result, and returns the others. Runs that must restart before they can end go to `restarted`. */
async function endDiverged(
  context: BlockContext,
  { step, state }: Trainer,
  { runs, restarted }: { readonly runs: readonly Run[]; readonly restarted: Run[] },
): Promise<Run[]> {
  const alive: Run[] = [];
  for (const run of runs) {
    if (!hasDiverged(context.parts, state(run.seed))) {
      alive.push(run);
      continue;
    }
    // Its state at the last measured step must be written, and the shorter run that it continues had kept a later state only.
    if (run.last?.step !== run.kept.at(-1)?.step) {
      restarted.push(run);
      continue;
    }
    const reason = `a parameter is not finite or beyond ${MAX_PARAMETER} at step ${step}`;
    const ending = { outcome: 'diverged', steps: step, reason } as const;
    await writeTrained(context, run.seed, { ...ending, kept: run.kept, last: run.last });
  }
  return alive;
}

function hasDiverged(parts: Parts, state: FloatArray): boolean {
  const { parameterCount } = stateLayout(parts);
  for (let i = 0; i < parameterCount; i++) if (!(Math.abs(state[i]) <= MAX_PARAMETER)) return true;
  return false;
}

const MIN_CHECKPOINT_MS = 10_000; // between checkpoints by time; longer where writing them takes more than
const MAX_CHECKPOINT_SHARE = 0.01; // of the time; but at most
const MAX_CHECKPOINT_MS = 30_000; // between two

function openCheckpoints({ block, control }: BlockContext, trainer: Trainer) {
  let wait = MIN_CHECKPOINT_MS;
  let [written, at] = [performance.now(), trainer.step];

  const isDue = () =>
    performance.now() - written >= wait ||
    (block.checkpointEvery !== null && trainer.step - at >= block.checkpointEvery);

  async function write(runs: readonly Run[]): Promise<void> {
    const began = performance.now();
    await Promise.all(
      runs.map(async (run) => {
        const folder = seedFolder(block.folder, block.cell, run.seed);
        const kept = run.kept.slice(run.saved);
        run.saved = run.kept.length;
        const state = { step: trainer.step, state: trainer.state(run.seed), last: run.last };
        await writeCheckpoint(folder, { cell: block.cell.id, seed: run.seed }, { ...state, kept });
      }),
    );
    [written, at] = [performance.now(), trainer.step];
    wait = Math.min(Math.max(MIN_CHECKPOINT_MS, (written - began) / MAX_CHECKPOINT_SHARE), MAX_CHECKPOINT_MS);
  }

  return {
    isDue,
    /** Writes a checkpoint of these runs where one is due, and throws `StoppedError` if the block is to stop. */
    async writeIfDue(runs: readonly Run[]): Promise<void> {
      const stopping = control.stopping();
      if (stopping || isDue()) await write(runs);
      if (stopping) throw new StoppedError();
    },
  };
}
