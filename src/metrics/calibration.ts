/** What metrics read on n samples of the target itself: beside a reading from samples, what says whether it is good. */
import { stream } from '../core/math/random.js';
import type { Distribution } from '../core/target.js';
import { groupOf } from './catalog.js';
import type { Metric } from './metric.js';
import type { Null } from './null.js';
import { NotThere, readThere, type Samples, samplesSnapshot } from './samples-snapshot.js';

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
  { target, samples }: { readonly target: Distribution; readonly samples: number },
  how: Calibrating = {},
): Promise<ReadonlyMap<string, Calibrated>> {
  const found = new Map<string, Calibrated>();
  const values = new Map(asked.map(({ column }) => [column, [] as number[]]));
  const open = asked.map((one) => ({ ...one, draws: how.draws ?? usualDraws(one.metric, samples) }));
  for (const { column, draws } of open)
    if (draws === 0)
      found.set(column, {
        absent: how.draws === 0 ? 'not drawn' : `takes minutes at ${samples} samples: ask for draws`,
      });
  const nothing = drawable(target);
  if (nothing !== null) return new Map(asked.map(({ column }) => [column, { absent: nothing }]));
  const most = Math.max(0, ...open.map(({ draws }) => draws));
  const total = open.reduce((sum, { draws }) => sum + draws, 0);
  let done = 0;
  for (let draw = 0; draw < most; draw++) {
    const snapshot = samplesSnapshot(drawn(target, samples, draw), { draw, densities: how.densities ?? true });
    for (const { column, metric, options, draws } of open) {
      if (draw >= draws || found.has(column)) continue;
      const reading = await readThere(metric, snapshot, options);
      if ('absent' in reading) found.set(column, reading);
      else values.get(column)!.push(reading.value);
      how.onDraw?.(++done / total);
    }
  }
  for (const { column, metric } of open)
    if (!found.has(column)) found.set(column, nullFrom(Float64Array.from(values.get(column)!), metric.range));
  return new Map(asked.map(({ column }) => [column, found.get(column)!]));
}

/** Why nothing can be drawn from the target, or null. */
function drawable(target: Distribution): string | null {
  try {
    target.sample(new Float64Array(target.dim), stream({ seed: 0, purpose: 'calibration', step: 0 }));
    return null;
  } catch (error) {
    if (error instanceof NotThere) return error.message;
    throw error;
  }
}

function drawn(target: Distribution, n: number, draw: number): Samples {
  const rows = (purpose: string) => {
    const x = new Float64Array(n * target.dim);
    target.sample(x, stream({ seed: 0, purpose: `calibration/${purpose}`, step: draw }));
    return x;
  };
  return { target, generated: rows('generated'), real: rows('real') };
}

const ENOUGH = 100; // draws from which their own quantiles are taken

/** The middle 95 %: the draws' quantiles; of few draws, a prediction interval of Student's t. */
export function nullFrom(values: Float64Array, range: readonly [number, number]): Null {
  const draws = values.length;
  const sorted = values.slice().sort();
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  const at = (share: number) => sorted[Math.min(draws - 1, Math.floor(share * draws))];
  if (draws >= ENOUGH || draws < 2 || !Number.isFinite(mean)) return { mean, low: at(0.025), high: at(0.975), draws };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1);
  const reach = studentT975(draws - 1) * Math.sqrt(variance * (1 + 1 / draws));
  // Only what leaves its range anyway, an estimate whose bias was taken off, may have a null that does.
  const low = sorted[0] < range[0] ? -Infinity : range[0];
  const high = sorted[draws - 1] > range[1] ? Infinity : range[1];
  return { mean, low: Math.max(low, mean - reach), high: Math.min(high, mean + reach), draws };
}

/** 97.5 % quantile of Student's t, by Cornish and Fisher's expansion: within 0.01 from 7 degrees of freedom on. */
function studentT975(freedom: number): number {
  const z = 1.959963984540054;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / freedom + second / freedom ** 2 + third / freedom ** 3;
}
