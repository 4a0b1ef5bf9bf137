/** Measures ended runs again for a changed `measure`, from the parameters that they kept. */

import type { StateAtStep } from '../../core/snapshot/open-snapshot.js';
import { measuredParameterCount } from '../../core/training/state-layout.js';
import { completeMeasured, lacksColumns, readKeptMeasurements } from '../measure/kept-measurements.js';
import { type Measured, measuredSteps, measureStep, NO_PREVIOUS, PREVIOUS_NOT_KEPT } from '../measure/measure.js';
import { seedFolder } from '../store/layout.js';
import { type KeptRun, readKeptRun } from '../store/runs/kept.js';
import { readPace, writePace } from '../store/runs/pace.js';
import { type BlockContext, type BlockProgress, StoppedError } from './block-context.js';
import { writeMeasured } from './finish-run.js';

/** Returns the seeds whose files are damaged, which must be trained again. */
export async function measureAgain(context: BlockContext): Promise<readonly number[]> {
  const { block, parts, control } = context;
  const damaged: number[] = [];
  for (const [i, seed] of block.seeds.entries()) {
    const folder = seedFolder(block.folder, block.cell, seed);
    const kept = await readKeptRun(folder, measuredParameterCount(parts));
    const began = performance.now();
    const report = (at: BlockProgress) =>
      control.report({ ...at, share: (i + at.step / parts.setting.steps) / block.seeds.length });
    const measured =
      kept && (await measureRun({ ...context, control: { ...control, report } }, { seed, folder, kept }));
    if (!kept || !measured) {
      control.note(seed, `its ${kept ? 'earlier metric values' : 'kept parameters'} are damaged: training it again`);
      damaged.push(seed);
      continue;
    }
    const { outcome, steps, reason } = kept.summary;
    const count = measured.filter(({ step }) => kept.rows.some((row) => row.step === step)).length;
    const secondsPerMeasurement = count > 0 ? (performance.now() - began) / 1000 / count : null;
    writePace(folder, { ...readPace(folder), secondsPerMeasurement, measured: block.measured });
    // Earlier values that were reused exist nowhere else.
    const lasting = block.measure.keep === 'last';
    await writeMeasured(context, seed, { outcome, steps, reason, lasting, measured, arrays: {} });
  }
  return damaged;
}

/** Null where a file that is needed is damaged. */
async function measureRun(
  context: BlockContext,
  { seed, folder, kept }: { readonly seed: number; readonly folder: string; readonly kept: KeptRun },
): Promise<readonly Measured[] | null> {
  const { block, parts, control } = context;
  const rows = new Map(kept.rows.map(({ step, parameters }) => [step, { step, state: parameters }]));
  const wanted = measuredSteps(block.measure, parts.setting.steps).filter(
    (step) => step <= (kept.rows.at(-1)?.step ?? -1),
  );
  const known = wanted.every((step) => rows.has(step))
    ? NONE_REUSED
    : await readKeptMeasurements(folder, kept, block.measure);
  if (!known) return null;
  const measured: Measured[] = [];
  for (const [i, step] of wanted.entries()) {
    if (control.stopping()) throw new StoppedError();
    const previous = i === 0 ? NO_PREVIOUS : (rows.get(wanted[i - 1]) ?? PREVIOUS_NOT_KEPT);
    const at = await measureOrReuse(context, { seed, row: rows.get(step), previous, known: known.get(step) });
    measured.push(at);
    control.report({ step, values: at.values });
  }
  return measured;
}

const NONE_REUSED: ReadonlyMap<number, Measured> = new Map();

/** The measurement of a step, of which the parameters (`row`), the earlier values (`known`), or both exist. Earlier values are reused. */
export async function measureOrReuse(
  context: BlockContext,
  {
    seed,
    row,
    previous,
    known,
  }: {
    readonly seed: number;
    readonly row: StateAtStep | undefined;
    readonly previous: StateAtStep | { readonly absent: string };
    readonly known: Measured | undefined;
  },
): Promise<Measured> {
  const { measure } = context.block;
  if (known && !(row && lacksColumns(known, measure))) return completeMeasured(known, null, measure);
  const fresh = await measureStep(context, { seed, ...row!, previous });
  return known ? completeMeasured(known, fresh, measure) : fresh;
}
