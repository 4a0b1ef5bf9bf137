/** Trains the seeds of a block together, from where they begin to their end, leaving checkpoints on the way. */

import type { FloatArray } from '../../core/engine/program.js';
import type { Parts } from '../../core/gan/build.js';
import { stateLayout } from '../../core/training/state-layout.js';
import { openTrainer, type Trainer } from '../../core/training/trainer.js';
import { type Measured, measuredSteps } from '../measure/measure.js';
import { seedFolder } from '../store/layout.js';
import { type KeptStep, type LastState, removeCheckpoints, writeCheckpoint } from '../store/runs/checkpoints.js';
import { writePace } from '../store/runs/pace.js';
import { type BlockContext, StoppedError } from './block-context.js';
import { writeTrained } from './finish-run.js';
import { keepStep, type TrainingGroup } from './starts.js';

// A run has diverged when a parameter is not finite or beyond this; looked at every so many steps, so that the step
// at which a run ends does not depend on who else is in the block or on when it is measured.
const BOUND = 1e8;
const LOOK_EVERY = 25;

interface Run {
  readonly seed: number;
  readonly kept: KeptStep<Measured>[];
  /** How many of `kept` are on disk. */
  saved: number;
  /** The packed state at the last kept step, where it is known. */
  last: LastState | null;
}

export async function train(context: BlockContext, start: TrainingGroup): Promise<void> {
  const { parts, worker, control } = context;
  const { steps } = parts.setting;
  const seeds = start.runs.map(({ seed }) => seed);
  const began = performance.now();
  const trainer = await openTrainer(parts, { seeds, backend: worker.backend, compiled: worker.compiled });
  trainer.restore(new Map(start.runs.flatMap(({ seed, state }) => (state ? [[seed, state]] : []))), start.step);
  let alive: Run[] = start.runs.map(({ seed, kept, last }) => ({ seed, kept: [...kept], last, saved: 0 }));
  const anew: Run[] = [];
  const reading = { milliseconds: 0, times: 0 };
  const checkpoints = openCheckpoints(context, trainer);
  const report = () => control.report({ step: trainer.step, readings: alive[0]?.kept.at(-1)?.readings.readings ?? [] });

  for (const step of measuredSteps(context.block.measure, steps).filter((at) => at >= start.step)) {
    while (trainer.step < step && alive.length > 0) {
      const look = (Math.floor(trainer.step / LOOK_EVERY) + 1) * LOOK_EVERY;
      await trainer.trainTo(Math.min(step, look), () => checkpoints.isDue() || control.stopping());
      if (trainer.step % LOOK_EVERY === 0 || trainer.step === steps)
        alive = await leaveDiverged(context, trainer, { runs: alive, anew });
      report();
      await checkpoints.pause(alive);
    }
    for (const run of alive) {
      await checkpoints.pause(alive);
      const state = trainer.state(run.seed);
      if (hasDiverged(parts, state)) continue; // between two looks: the next one says so
      const isRead = run.kept.at(-1)?.step === step; // before it was cut off
      if (!isRead) {
        const at = performance.now();
        run.kept.push(await keepStep(context, { seed: run.seed, step, state }, run.kept));
        reading.milliseconds += performance.now() - at;
        reading.times += 1;
      }
      run.last = { step, state };
    }
    report();
  }
  trainer.dispose();
  const ending = { outcome: 'finished', steps, reason: null } as const;
  if (steps > start.step) {
    const training = performance.now() - began - reading.milliseconds;
    const pace = {
      secondsPerStep: training / 1000 / (steps - start.step) / seeds.length,
      secondsPerReading: reading.times > 0 ? reading.milliseconds / 1000 / reading.times : null,
      measured: context.block.measured,
    };
    for (const { seed } of alive) writePace(seedFolder(context.block.folder, context.block.cell, seed), pace);
  }
  await Promise.all(alive.map(({ seed, kept, last }) => writeTrained(context, seed, { ...ending, kept, last })));
  if (anew.length === 0) return;
  for (const { seed } of anew) removeCheckpoints(seedFolder(context.block.folder, context.block.cell, seed));
  await train(context, { step: 0, runs: anew.map(({ seed }) => ({ seed, state: null, kept: [], last: null })) });
}

/** A run that has diverged ends here, as a result; gives those that go on. To `anew` those that must begin again, to end. */
async function leaveDiverged(
  context: BlockContext,
  { step, state }: Trainer,
  { runs, anew }: { readonly runs: readonly Run[]; readonly anew: Run[] },
): Promise<Run[]> {
  const alive: Run[] = [];
  for (const run of runs) {
    if (!hasDiverged(context.parts, state(run.seed))) {
      alive.push(run);
      continue;
    }
    // Its state at the last step that was read is to be kept, and the run of fewer steps that it went on from had gone past that.
    if (run.last?.step !== run.kept.at(-1)?.step) {
      anew.push(run);
      continue;
    }
    const reason = `a parameter is not finite or beyond ${BOUND} at step ${step}`;
    const ending = { outcome: 'diverged', steps: step, reason } as const;
    await writeTrained(context, run.seed, { ...ending, kept: run.kept, last: run.last });
  }
  return alive;
}

function hasDiverged(parts: Parts, state: FloatArray): boolean {
  const { parameterCount: parameters } = stateLayout(parts);
  for (let i = 0; i < parameters; i++) if (!(Math.abs(state[i]) <= BOUND)) return true;
  return false;
}

const EVERY = 10_000; // milliseconds between checkpoints, while writing them takes no more than
const COST = 0.01; // of the time; but never more than
const LONGEST = 30_000; // between two

function openCheckpoints({ block, control }: BlockContext, trainer: Trainer) {
  let wait = EVERY;
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
    wait = Math.min(Math.max(EVERY, (written - began) / COST), LONGEST);
  }

  return {
    isDue,
    /** Writes a checkpoint of these runs where one is due, and stops here if the block is to stop. */
    async pause(runs: readonly Run[]): Promise<void> {
      const stopping = control.stopping();
      if (stopping || isDue()) await write(runs);
      if (stopping) throw new StoppedError();
    },
  };
}
