/** Works on a block, in whatever process it is. */
import { build } from '../../core/gan/build.js';
import { openEvaluator } from '../../core/training/evaluator.js';
import type { Compiled } from '../../core/training/trainer.js';
import { keepSetting } from '../store/runs/settings.js';
import type { Block, Control, WorkerContext } from '../work.js';
import { measureAgain } from './remeasure.js';
import { startsOf } from './starts.js';
import { train } from './train.js';

/** The seeds' folders must exist. Throws `Stopped` where it was told to stop. */
export async function runBlock(block: Block, workshop: WorkerContext, control: Control): Promise<void> {
  const parts = build(block.cell.setting);
  const evaluator = openEvaluator(parts, workshop.exact);
  const work = { block, parts, evaluator, workshop, control };
  try {
    keepSetting(block.folder, block.cell);
    // Kept parameters that turn out to be damaged are no reason to fail: then the run is trained again.
    const seeds = block.job === 'train' ? block.seeds : await measureAgain(work);
    for (const start of await startsOf(work, seeds)) await train(work, start);
  } finally {
    evaluator.dispose();
    forget(workshop.compiled);
  }
}

const MOST_COMPILED = 24; // graphs: a sweep over structures must not fill the memory

function forget(compiled: Compiled): void {
  for (const [key, executable] of compiled) {
    if (compiled.size <= MOST_COMPILED) return;
    compiled.delete(key);
    executable.then((it) => it.dispose()).catch(() => undefined); // what failed to compile has nothing to free
  }
}
