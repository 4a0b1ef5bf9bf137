/** Works on a block, in whatever process it is. */
import { build } from '../../core/gan/build.js';
import { openEvaluator } from '../../core/training/evaluator.js';
import type { CompiledPrograms } from '../../core/training/trainer.js';
import type { Block } from '../plan/block.js';
import { keepSetting } from '../store/runs/experiment-folder.js';
import type { BlockControl } from './block-context.js';
import { measureAgain } from './remeasure.js';
import { trainingGroups } from './starts.js';
import { train } from './train.js';
import type { WorkerContext } from './worker-context.js';

/** The seeds' folders must exist. Throws `StoppedError` where it was told to stop. */
export async function runBlock(block: Block, worker: WorkerContext, control: BlockControl): Promise<void> {
  const parts = build(block.cell.setting);
  const evaluator = openEvaluator(parts, worker.exact);
  const context = { block, measure: block.measure, parts, evaluator, worker, control };
  try {
    keepSetting(block.folder, block.cell);
    // Kept parameters that turn out to be damaged are no reason to fail: then the run is trained again.
    const seeds = block.job === 'train' ? block.seeds : await measureAgain(context);
    for (const start of await trainingGroups(context, seeds)) await train(context, start);
  } finally {
    evaluator.dispose();
    forget(worker.compiled);
  }
}

const MOST_COMPILED = 24; // graphs: a sweep over structures must not fill the memory

function forget(compiled: CompiledPrograms): void {
  for (const [key, executable] of compiled) {
    if (compiled.size <= MOST_COMPILED) return;
    compiled.delete(key);
    executable.then((it) => it.dispose()).catch(() => undefined); // what failed to compile has nothing to free
  }
}
