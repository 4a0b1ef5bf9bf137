/** Reads what a changed `measure` asks of runs that are trained already, from the parameters that they kept. */
import { writeMeasured } from './endings.js';
import { measureStep, NONE_BEFORE, NOT_KEPT } from './measure-step.js';
import { type Measured, measuredSteps } from './measuring.js';
import { readKept } from './store/kept.js';
import { seedFolder } from './store/layout.js';
import { Stopped, type Work } from './work.js';

/** Gives the seeds whose parameters cannot be believed. */
export async function measureAgain(work: Work): Promise<readonly number[]> {
  const { block, parts, control } = work;
  const damaged: number[] = [];
  const wanted = measuredSteps(block.measure, parts.setting.steps);
  for (const seed of block.seeds) {
    const kept = await readKept(seedFolder(block.folder, block.cell, seed));
    if (kept === null) {
      control.note(seed, 'the parameters that it kept are damaged: it is trained again');
      damaged.push(seed);
      continue;
    }
    const measured: Measured[] = [];
    const rows = new Map(kept.rows.map(({ step, parameters }) => [step, { step, state: parameters }]));
    for (const [i, step] of wanted.entries()) {
      const row = rows.get(step);
      if (!row) continue;
      if (control.stopping()) throw new Stopped();
      const previous = i === 0 ? NONE_BEFORE : (rows.get(wanted[i - 1]) ?? NOT_KEPT);
      const at = await measureStep(work, { seed, ...row, previous });
      measured.push(at);
      control.report({ step, readings: at.readings });
    }
    const { outcome, steps, reason } = kept.summary;
    await writeMeasured(work, seed, { outcome, steps, reason, measured, arrays: {} });
  }
  return damaged;
}
