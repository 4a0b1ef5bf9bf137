/** What metrics read on n samples of the target itself: beside a reading from samples, what says whether it is good. */

import { apart, samplesIn } from '../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import { stream } from '../core/math/random/random.js';
import { MissingPartError, readThere, type Samples, samplesSnapshot } from '../core/snapshot/samples-snapshot.js';
import { groupOf } from './catalog.js';
import type { Metric } from './metric.js';
import { type Null, nullFrom } from './null.js';

export interface Asked {
  readonly column: string;
  readonly metric: Metric;
  readonly options: Readonly<Record<string, unknown>>;
}

export type Calibrated = Null | { readonly absent: string };

const MOST = 200;
const LEAST = 8;
const PAIRS = 1.25e8; // distances: some seconds a metric
const ROWS = 5e6; // samples given to their modes
const FEW = 5000; // samples that metrics of pairs look at
const LONGEST = 50_000; // samples; past them whatever sorts or looks for neighbours takes minutes

/** How often a null is drawn at n samples, so that it takes some seconds; 0 where even a few draws would take minutes. */
export function usualDraws({ name }: Metric, n: number): number {
  const clamped = (draws: number) => Math.max(LEAST, Math.min(MOST, Math.round(draws)));
  if (groupOf.get(name) === 'modes') return clamped(ROWS / n);
  return n > LONGEST ? 0 : clamped(PAIRS / Math.min(n, FEW) ** 2);
}

export interface Calibrating {
  /** Instead of the usual number. */
  readonly draws?: number | undefined;
  /** Whether metrics that rest on p_g's density read it from the samples, or have no null: a run reads it off its G. */
  readonly densities?: boolean;
  readonly onDraw?: (share: number) => void;
}

/**
 * The nulls of metrics at p_g = p_data, by column. Each draw is named by its number, so that they are the same every
 * time; metrics share a draw's samples, and with them what they compute in common.
 */
export async function calibrate(
  asked: readonly Asked[],
  { target, samples: wanted }: { readonly target: Distribution; readonly samples: number },
  how: Calibrating = {},
): Promise<ReadonlyMap<string, Calibrated>> {
  const samples = samplesIn(target, wanted);
  const found = new Map<string, Calibrated>();
  const values = new Map(asked.map(({ column }) => [column, [] as number[]]));
  const open = asked.map((one) => ({ ...one, draws: how.draws ?? usualDraws(one.metric, samples) }));
  for (const { column, draws } of open)
    if (draws === 0)
      found.set(column, {
        absent:
          how.draws === 0 ? 'not drawn' : `takes minutes at ${samples} samples unless the number of draws is given`,
      });
  const nothing = drawable(target) ?? tooFew(target, samples);
  if (nothing !== null) return new Map(asked.map(({ column }) => [column, { absent: nothing }]));
  const most = Math.max(0, ...open.map(({ draws }) => draws));
  const total = open.reduce((sum, { draws }) => sum + draws, 0);
  let done = 0;
  for (let draw = 0; draw < most; draw++) {
    const snapshot = samplesSnapshot(drawn(target, samples, draw), {
      draw,
      densities: how.densities ?? true,
      previous: () => samplesSnapshot(drawn(target, samples, draw, 'before'), { draw, densities: false }),
    });
    for (const { column, metric, options, draws } of open) {
      if (draw >= draws || found.has(column)) continue;
      const reading = await readThere(metric, snapshot, options);
      if ('absent' in reading) found.set(column, reading);
      else values.get(column)!.push(reading.value);
      how.onDraw?.(++done / total);
    }
  }
  for (const one of open)
    if (!found.has(one.column))
      found.set(one.column, nullFrom(Float64Array.from(values.get(one.column)!), beforehand(one, target)));
  return new Map(asked.map(({ column }) => [column, found.get(column)!]));
}

function beforehand({ metric, options }: Asked, target: Distribution) {
  const { range, ideal } = metric;
  return { ideal, bound: Number.isFinite(range[1]) ? range[1] : null, ...metric.theory?.(target, options), range };
}

/** A file's rows stand for fresh samples only beside other rows: one sample and then another takes twice as many. */
function tooFew({ rows, dim }: Distribution, samples: number): string | null {
  const most = rows ? Math.floor(rows.length / dim / 2) : Infinity;
  return samples <= most
    ? null
    : `of ${samples} samples it takes ${2 * samples} rows of the data, two samples of it: with ${rows!.length / dim} there is one of ${most} or fewer`;
}

/** Why nothing can be drawn from the target, or null. */
function drawable(target: Distribution): string | null {
  try {
    target.sample(new Float64Array(target.dim), stream({ seed: 0, purpose: 'calibration', step: 0 }));
    return null;
  } catch (error) {
    if (error instanceof MissingPartError) return error.message;
    throw error;
  }
}

function drawn(target: Distribution, n: number, draw: number, generated = 'generated'): Samples {
  const from = (purpose: string) => stream({ seed: 0, purpose: `calibration/${purpose}`, step: draw });
  const sample = (of: Distribution, purpose: string) => {
    const x = new Float64Array(n * of.dim);
    of.sample(x, from(purpose));
    return x;
  };
  const { rows } = target;
  if (!rows) return { target, generated: sample(target, generated), real: sample(target, 'real') };
  const { taken, others } = apart({ ...target, rows }, n, from(generated));
  return { target: others, generated: taken, real: sample(others, 'real') };
}
