/** Works on a block, in whatever process it is. */
import { join } from 'node:path';
import { build } from '../core/build.js';
import { openEvaluator } from '../core/evaluator.js';
import type { Compiled } from '../core/training.js';
import { measureAgain } from './measure-again.js';
import { startsOf } from './starts.js';
import { placeWhole } from './store/atomic.js';
import { jsonText } from './store/json.js';
import { cellFolder, FILES } from './store/layout.js';
import { readTextNow } from './store/text.js';
import { train } from './train.js';
import type { Block, Control, Workshop } from './work.js';

/** The seeds' folders must exist. Throws `Stopped` where it was told to stop. */
export async function runBlock(block: Block, workshop: Workshop, control: Control): Promise<void> {
  const parts = build(block.cell.setting);
  const evaluator = openEvaluator(parts, workshop.exact);
  const work = { block, parts, evaluator, workshop, control };
  try {
    // Others may be writing it this moment, the same; one that is torn is mended.
    const path = join(cellFolder(block.folder, block.cell), FILES.setting);
    const setting = jsonText(block.cell.setting);
    if (readTextNow(path) !== setting) placeWhole(path, setting);
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
