/** Measures a run at one step: every metric's reading, and the arrays that reports draw. */
import type { Measure } from '../core/experiment/plan.js';
import type { Reading } from '../core/reading.js';
import { reading } from '../core/reading.js';
import { metrics } from '../metrics/catalog.js';
import { type FigureOne, figureOne } from '../metrics/figure-one.js';
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

export async function measure(snapshot: Snapshot, { metrics: chosen }: Measure): Promise<Measured> {
  const readings = [];
  for (const { column, choice } of chosen) {
    const metric = metrics.get(choice.name);
    if (!metric) throw new Error(`${choice.name}: no such metric`);
    const read = await metric.read(snapshot, choice);
    // A NaN that slips through is a bug of the metric: it must never look like a number.
    readings.push({ metric: column, reading: 'value' in read ? reading(read.value, `${column} gave NaN`) : read });
  }
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

/** Steps at which readings are taken: 0, every `every`, and the last. */
export function measuredSteps({ every }: Measure, steps: number): number[] {
  const at = [];
  for (let step = 0; step < steps; step += every) at.push(step);
  return [...at, steps];
}
