/** A metric over training: one curve a run, and the theory that belongs on the same axes. */
import type { TheoryLine } from '../../metrics/metric.js';
import { isPresent } from '../../records/metric-value.js';
import type { RunRecord } from '../../records/run-record.js';
import { type Context, modeCount } from '../page/context.js';
import type { Arm } from '../page/settings.js';
import type { Column } from '../text/column.js';
import { series } from '../text/readings.js';
import { domainOf } from './scale.js';
import { thin } from './thin.js';

export interface Curve {
  readonly arm: Arm;
  readonly run: RunRecord;
  readonly steps: readonly number[];
  /** NaN where there is no finite reading: the line has a gap. */
  readonly values: readonly number[];
  readonly infinite: readonly { readonly step: number; readonly value: number }[];
}

export interface Band {
  readonly low: number;
  readonly high: number;
  readonly says: string;
}

export interface Plot {
  readonly column: Column;
  readonly curves: readonly Curve[];
  /** A line near the lower edge has its words below it, where no curve runs. */
  readonly lines: readonly (TheoryLine & { readonly below: boolean })[];
  /** What samples of the targets themselves read, in 95 of 100 draws. */
  readonly bands: readonly Band[];
  readonly logarithmic: boolean;
  readonly domain: readonly [number, number];
  readonly steps: readonly [number, number];
}

const MOST_LINES = 1000; // on one plot

/** Seeds of each setting that have a line of their own. */
export function seedsDrawn({ drawn }: Pick<Context, 'drawn'>): number {
  return Math.max(1, Math.floor(MOST_LINES / Math.max(1, drawn.arms.length)));
}

const DECADES = 500; // highest over lowest reading from which a logarithmic axis shows more

export function plotOf(column: Column, context: Context): Plot {
  const most = seedsDrawn(context);
  const curves = context.drawn.arms.flatMap((arm) => arm.runs.slice(0, most).map((run) => curveOf(arm, run, column)));
  const finite = curves.flatMap((curve) => curve.values.filter(Number.isFinite));
  const [low, high] = finite.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  const logarithmic = low > 0 && high / low > DECADES && !column.metric.range.every(Number.isFinite);
  const lines = theory(column, context).filter(({ at }) => isNear(at, { low, high, logarithmic }));
  const bands = bandsOf(column, context).filter((band) => isNear(band.high, { low, high, logarithmic }));
  const values = [...finite, ...lines.map(({ at }) => at), ...bands.flatMap((band) => [band.low, band.high])];
  const domain = logarithmic ? decades(values) : domainOf(values, 0.08);
  const below = (at: number) => !logarithmic && at < domain[0] + 0.2 * (domain[1] - domain[0]);
  const last = Math.max(1, ...curves.map((curve) => curve.steps.at(-1) ?? 0));
  return {
    column,
    curves,
    lines: lines.map((line) => ({ ...line, below: below(line.at) })),
    bands,
    logarithmic,
    domain,
    steps: [0, last],
  };
}

function curveOf(arm: Arm, run: RunRecord, column: Column): Curve {
  const rows = series(run, column.name);
  const all = rows.map(({ reading }) => (isPresent(reading) ? reading.value : NaN));
  const finite = all.map((value) => (Number.isFinite(value) ? value : NaN));
  const kept = thin(finite);
  const endless = rows.flatMap(({ step }, i) => (Math.abs(all[i]) === Infinity ? [{ step, value: all[i] }] : []));
  return {
    arm,
    run,
    steps: kept.map((i) => rows[i].step),
    values: kept.map((i) => finite[i]),
    infinite: thin(endless.map(({ step }) => step)).map((i) => endless[i]),
  };
}

/** The metric's own lines, its ideal value, and the number of modes that there are. */
function theory({ metric }: Column, context: Context): TheoryLine[] {
  const lines = [...(metric.lines ?? [])];
  const { ideal } = metric;
  if (ideal !== null && !lines.some(({ at }) => Math.abs(at - ideal) < 1e-9))
    lines.push({ at: ideal, label: 'if q = p' });
  if (metric.name !== 'modes-covered') return lines;
  const counts = new Set(context.drawn.arms.map((arm) => modeCount(arm, context)).filter((count) => count !== null));
  return [...lines, ...[...counts].map((count) => ({ at: count, label: `all ${count} modes` }))];
}

const MOST_BANDS = 3; // more would hide the curves

/** The distinct nulls of the arms. */
function bandsOf(column: Column, context: Context): readonly Band[] {
  const nulls = context.drawn.arms.flatMap((arm) => context.nullOf(arm, column) ?? []);
  const distinct = new Map(nulls.map(({ low, high }) => [`${low} ${high}`, { low, high }]));
  const says = distinct.size === 1 ? 'samples of p itself, 95 %' : 'samples of a p itself, 95 %';
  return distinct.size > MOST_BANDS ? [] : [...distinct.values()].map((band) => ({ ...band, says }));
}

/** A line far from every reading would only flatten the curves. */
function isNear(at: number, { low, high, logarithmic }: { low: number; high: number; logarithmic: boolean }): boolean {
  if (low > high) return true;
  if (logarithmic) return at > low / 100 && at < high * 100;
  const height = high - low || Math.abs(high) || 1;
  return at > low - 3 * height && at < high + 3 * height;
}

function decades(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0);
  return [
    10 ** (Math.floor(4 * Math.log10(Math.min(...positive))) / 4),
    10 ** (Math.ceil(4 * Math.log10(Math.max(...positive))) / 4),
  ];
}
