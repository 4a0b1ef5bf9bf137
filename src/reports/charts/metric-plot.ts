/** A metric over training: one curve per run, and theory on the same axes. */
import { append, maximum, minimum } from '../../core/math/long-lists.js';
import { power } from '../../core/math/special/power.js';
import type { TheoryLine } from '../../metrics/metric.js';
import { isPresent } from '../../records/metric-value.js';
import type { HistoryRow, RunRecord } from '../../records/run-record.js';
import { type Context, modeCount } from '../page/context.js';
import type { MetricColumn } from '../page/extras.js';
import type { ReportSetting } from '../page/report-settings.js';
import { domainOf } from './scale.js';
import { thinCurve } from './thinning.js';

export interface Curve {
  readonly setting: ReportSetting;
  readonly run: RunRecord;
  readonly steps: readonly number[];
  /** NaN where there is no finite value: the line has a gap. */
  readonly values: readonly number[];
  readonly infinite: readonly { readonly step: number; readonly value: number }[];
}

export interface Band {
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

export interface MetricPlot {
  readonly column: MetricColumn;
  readonly curves: readonly Curve[];
  /** A line near the lower edge has its label below it, where there is no curve. */
  readonly lines: readonly (TheoryLine & { readonly below: boolean })[];
  /** The central 95 % of the metric on samples of the targets. */
  readonly bands: readonly Band[];
  readonly logarithmic: boolean;
  readonly domain: readonly [number, number];
  readonly steps: readonly [number, number];
}

const MAX_CURVES_PER_PLOT = 1000;

/** The number of seeds per setting that have a line of their own. */
export function maxSeedsDrawn({ drawn }: Pick<Context, 'drawn'>): number {
  return Math.max(1, Math.floor(MAX_CURVES_PER_PLOT / Math.max(1, drawn.settings.length)));
}

const MIN_LOG_RATIO = 500; // of the largest to the smallest value: from here on the axis is logarithmic

export function metricPlot(column: MetricColumn, context: Context): MetricPlot {
  const most = maxSeedsDrawn(context);
  const curves = context.drawn.settings.flatMap((setting) =>
    setting.runs.slice(0, most).map((run) => curveOf(setting, run, column)),
  );
  const finite = curves.flatMap((curve) => curve.values.filter(Number.isFinite));
  const [low, high] = finite.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  const logarithmic = low > 0 && high / low > MIN_LOG_RATIO && !column.metric.range.every(Number.isFinite);
  const lines = theoryLines(column, context).filter(({ at }) => isNear(at, { low, high, logarithmic }));
  const bands = bandsOf(column, context).filter((band) => isNear(band.high, { low, high, logarithmic }));
  const values = [...finite, ...lines.map(({ at }) => at), ...bands.flatMap((band) => [band.low, band.high])];
  const domain = logarithmic ? logDomain(values) : domainOf(values, 0.08);
  const below = (at: number) => !logarithmic && at < domain[0] + 0.2 * (domain[1] - domain[0]);
  const last = Math.max(1, maximum(curves.map((curve) => curve.steps.at(-1) ?? 0)));
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

function curveOf(setting: ReportSetting, run: RunRecord, column: MetricColumn): Curve {
  const rows = seriesOf(run, column.name);
  const all = rows.map(({ value }) => (isPresent(value) ? value.value : NaN));
  const finite = all.map((value) => (Number.isFinite(value) ? value : NaN));
  const kept = thinCurve(finite);
  const infinite = rows.flatMap(({ step }, i) => (Math.abs(all[i]) === Infinity ? [{ step, value: all[i] }] : []));
  return {
    setting,
    run,
    steps: kept.map((i) => rows[i].step),
    values: kept.map((i) => finite[i]),
    infinite: thinCurve(infinite.map(({ step }) => step)).map((i) => infinite[i]),
  };
}

/** The measurements of one metric, in order of steps. */
export function seriesOf(run: RunRecord, column: string): HistoryRow[] {
  return run.history.filter((row) => row.metric === column);
}

/** The metric's own lines, its ideal value, and the number of modes. */
function theoryLines({ metric }: MetricColumn, context: Context): TheoryLine[] {
  const lines = [...(metric.lines ?? [])];
  const { ideal } = metric;
  if (ideal !== null && !lines.some(({ at }) => Math.abs(at - ideal) < 1e-9))
    lines.push({ at: ideal, label: 'reference (q = p)' });
  append(lines, settingLines(metric, context));
  if (metric.name !== 'modes-covered') return lines;
  const counts = new Set(
    context.drawn.settings.map((setting) => modeCount(setting, context)).filter((count) => count !== null),
  );
  return [...lines, ...[...counts].map((count) => ({ at: count, label: `all ${count} modes` }))];
}

/** The lines of the drawn settings, unless they have too many different ones. */
function settingLines(metric: MetricColumn['metric'], context: Context): readonly TheoryLine[] {
  const lines = context.drawn.settings.flatMap(({ cell }) => metric.linesFor?.(cell.setting) ?? []);
  const distinct = new Map(lines.map((line) => [`${line.at} ${line.label}`, line]));
  return distinct.size > MAX_LINES ? [] : [...distinct.values()];
}

const MAX_LINES = 3; // of settings: more would hide the curves
const MAX_BANDS = 3; // more would hide the curves

/** The distinct nulls of the settings. */
function bandsOf(column: MetricColumn, context: Context): readonly Band[] {
  const nulls = context.drawn.settings.flatMap((setting) => context.nullOf(setting, column) ?? []);
  const distinct = new Map(
    nulls.map(({ low, high, samples }) => {
      const label = `${samples === undefined ? '' : `${samples} `}samples of p, central 95 %`;
      return [`${low} ${high}`, { low, high, label }] as const;
    }),
  );
  return distinct.size > MAX_BANDS ? [] : [...distinct.values()];
}

/** A line far from all values would only flatten the curves. */
function isNear(at: number, { low, high, logarithmic }: { low: number; high: number; logarithmic: boolean }): boolean {
  if (low > high) return true;
  if (logarithmic) return at > low / 100 && at < high * 100;
  const height = high - low || Math.abs(high) || 1;
  return at > low - 3 * height && at < high + 3 * height;
}

function logDomain(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0);
  return [
    power(10, Math.floor(4 * Math.log10(minimum(positive))) / 4),
    power(10, Math.ceil(4 * Math.log10(maximum(positive))) / 4),
  ];
}
