/** Works on a block, in a worker process or in the command's own. */
import { build } from '../../core/gan/build.js';
import { openEvaluator } from '../../core/training/evaluator.js';
import type { CompiledPrograms } from '../../core/training/trainer.js';
import type { Block } from '../plan/block.js';
import { keepSetting } from '../store/runs/experiment-folder.js';
import type { BlockControl } from './block-context.js';
import { measureAgain } from './remeasure.js';
import { train } from './train.js';
import { trainingGroups } from './training-groups.js';
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
    for (const group of await trainingGroups(context, seeds)) await train(context, group);
  } finally {
    evaluator.dispose();
    disposeOldest(worker.compiled);
  }
}

const MAX_COMPILED = 24; // graphs kept: a sweep over structures must not fill memory

function disposeOldest(compiled: CompiledPrograms): void {
  for (const [key, executable] of compiled) {
    if (compiled.size <= MAX_COMPILED) return;
    compiled.delete(key);
    executable.then((it) => it.dispose()).catch(() => undefined); // a graph that failed to compile has nothing to free
  }
}
