/** Works on a block, in a worker process or in the command's own. */

import { build } from '../../core/gan/build.js';
import { isOutOfMemory } from '../../core/text/out-of-memory.js';
import { openEvaluator } from '../../core/training/evaluator.js';
import type { CompiledPrograms } from '../../core/training/trainer.js';
import type { Block } from '../plan/block.js';
import { seedFolder } from '../store/layout.js';
import { removeCheckpoints } from '../store/runs/checkpoints.js';
import { keepSetting } from '../store/runs/experiment-folder.js';
import { type BlockContext, type BlockControl, StoppedError } from './block-context.js';
import { measureAgain } from './remeasure.js';
import { train } from './train.js';
import { fromStart, type TrainingGroup, trainingGroups } from './training-groups.js';
import type { WorkerContext } from './worker-context.js';

/** The seeds' folders must exist. Throws `StoppedError` where it was asked to stop. */
export async function runBlock(block: Block, worker: WorkerContext, control: BlockControl): Promise<void> {
  const parts = build(block.cell.setting);
  const evaluator = openEvaluator(parts, worker.exact);
  const context = { block, measure: block.measure, parts, evaluator, worker, control };
  try {
    keepSetting(block.folder, block.cell);
    // Runs whose kept parameters turn out to be damaged are trained again.
    const seeds = block.job === 'train' ? block.seeds : await measureAgain(context);
    for (const group of await trainingGroups(context, seeds)) await trainFrom(context, group);
  } finally {
    evaluator.dispose();
    disposeOldest(worker.compiled);
  }
}

/** Trains from step 0 what fails after it was resumed: then its checkpoints, whole as they are, are not of this run. */
async function trainFrom(context: BlockContext, group: TrainingGroup): Promise<void> {
  try {
    await train(context, group);
  } catch (error) {
    if (group.step === 0 || isExpected(error)) throw error;
    for (const { seed } of group.runs) {
      removeCheckpoints(seedFolder(context.block.folder, context.block.cell, seed));
      context.control.note(
        seed,
        `its checkpoints cannot be used (${(error as Error).message}): restarting from step 0`,
      );
    }
    await train(context, fromStart(group.runs.map(({ seed }) => seed)));
  }
}

/** Errors that say nothing about the checkpoint: it was asked to stop, the disk refused, or memory was not enough. */
function isExpected(error: unknown): boolean {
  return error instanceof StoppedError || !(error instanceof Error) || 'code' in error || isOutOfMemory(error.message);
}

const MAX_COMPILED = 24; // graphs kept: a sweep over structures must not fill memory

function disposeOldest(compiled: CompiledPrograms): void {
  for (const [key, executable] of compiled) {
    if (compiled.size <= MAX_COMPILED) return;
    compiled.delete(key);
    executable.then((it) => it.dispose()).catch(() => undefined); // a graph that failed to compile has nothing to free
  }
}
