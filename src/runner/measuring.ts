/** Measures a run at one step: every metric's reading, and the arrays that reports draw. */
import { Lacking } from '../core/arena.js';
import type { Measure } from '../core/experiment/plan.js';
import type { Reading } from '../core/reading.js';
import { reading } from '../core/reading.js';
import type { Choice } from '../core/setting.js';
import { metrics } from '../metrics/catalog.js';
import { type FigureOne, figureOne } from '../metrics/figure-one.js';
import type { Metric } from '../metrics/metric.js';
import type { Snapshot } from '../metrics/snapshot.js';

/** Raised when a metric's numbers change on purpose: finished runs are then measured again, and not trained again. */
export const METRICS = 1;

/** Points of a cloud that are kept for the report. */
const DRAWN = 500;

export interface Measured {
  readonly step: number;
  readonly readings: readonly { readonly metric: string; readonly reading: Reading }[];
  readonly generated: Float64Array;
  readonly real: Float64Array;
  readonly figure: FigureOne | null;
}

/** `hasSamples`: whether the run's arena makes samples at all. */
export async function measure(
  snapshot: Snapshot,
  { metrics: chosen }: Measure,
  hasSamples: boolean,
): Promise<Measured> {
  const readings = [];
  for (const { column, choice } of chosen) {
    const metric = metrics.get(choice.name);
    if (!metric) throw new Error(`${choice.name}: no such metric`);
    const read = await readOrLacking(metric, snapshot, choice);
    // A NaN that slips through is a bug of the metric: it must never look like a number.
    readings.push({ metric: column, reading: 'value' in read ? reading(read.value, `${column} gave NaN`) : read });
  }
  if (!hasSamples) return { step: snapshot.step, readings, generated: NONE, real: NONE, figure: null };
  const { generated, real } = await snapshot.samples();
  const kept = DRAWN * snapshot.target.dim;
  return {
    step: snapshot.step,
    readings,
    generated: generated.slice(0, kept),
    real: real.slice(0, kept),
    figure: snapshot.target.dim === 1 ? await figureOne(snapshot) : null,
  };
}

const NONE = new Float64Array(0);

/** A metric that asks for what the arena has not is absent. */
async function readOrLacking(metric: Metric, snapshot: Snapshot, choice: Choice): Promise<Reading> {
  try {
    return await metric.read(snapshot, choice);
  } catch (error) {
    if (error instanceof Lacking) return { absent: error.message };
    throw error;
  }
}

/** Steps at which readings are taken: 0, every `every`, and the last. */
export function measuredSteps({ every }: Measure, steps: number): number[] {
  const at = [];
  for (let step = 0; step < steps; step += every) at.push(step);
  return [...at, steps];
}
