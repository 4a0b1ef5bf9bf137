/** A run as failure modes see it: the series of its metrics, its target, and which values belong to its end. */
import { z } from 'zod';
import { groupBy } from '../../core/collections/group-by.js';
import { memberOf } from '../../core/gan/extension-members.js';
import { families } from '../../core/gan/families.js';
import type { Choice, Json, Setting } from '../../core/gan/setting.js';
import { availableSamples } from '../../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import type { Measure } from '../../records/experiment.js';
import { canonicalJson } from '../../records/identity.js';
import { isPresent } from '../../records/metric-value.js';
import type { HistoryRow, RunRecord } from '../../records/run-record.js';
import type { Evidence } from './evidence.js';

export interface Point {
  readonly step: number;
  readonly value: number;
}

export interface Series {
  readonly column: string;
  /** The metric with its options. */
  readonly choice: Choice;
  /** Values that are present, in order of steps; at least one. */
  readonly points: readonly Point[];
  /** Those of the run's last quarter; empty where a run diverged and had none there any more. */
  readonly end: readonly Point[];
}

export type Absent = {
  readonly absent: string;
  /** The values that are present, where some of the last quarter are absent. */
  readonly gaps?: Series;
};

export interface RunTrace {
  readonly run: Pick<RunRecord, 'outcome' | 'steps' | 'reason'>;
  readonly setting: Pick<Setting, 'loss' | 'latent' | 'target'>;
  /** Number of G's samples behind each value: those asked for, or as many rows as a file has. */
  readonly samples: number;
  /** Number of the data's samples beside them: as many, but of samples made elsewhere. */
  readonly realSamples: number;
  /** Null where the setting names none, or where it can no longer be created. */
  readonly target: Distribution | null;
  /** The metric's values; of several options, those of the strictest. */
  series(metric: string): Series | Absent;
  /** One series for each of its options, the strictest first; empty where the metric is not measured. */
  all(metric: string): readonly (Series | Absent)[];
  /** The first of these metrics that is present; otherwise the reasons why none is. */
  first(metrics: readonly string[]): (Series & { readonly metric: string }) | Absent;
}

export function runTrace(run: RunRecord, { metrics, samples }: Measure): RunTrace {
  const { setting } = run.cell;
  const rows = groupBy(run.history, ({ metric }) => metric);
  const found = new Map<string, readonly (Series | Absent)[]>();
  const target = targetOf(setting);
  const available = availableSamples(target, samples);
  return {
    run,
    setting,
    samples: available,
    realSamples: available,
    target,
    ...seriesLookup((metric) => {
      const measured = strictestFirst(metrics.filter(({ choice }) => choice.name === metric));
      const series = found.get(metric) ?? measured.map((each) => seriesOf(each, { run, rows }));
      found.set(metric, series);
      return series;
    }),
  };
}

export function seriesLookup(all: RunTrace['all']): Pick<RunTrace, 'all' | 'series' | 'first'> {
  const series = (metric: string) => all(metric)[0] ?? { absent: `${metric} is not measured` };
  return {
    all,
    series,
    first(wanted) {
      const absences: string[] = [];
      for (const metric of wanted) {
        const found = series(metric);
        if (!('absent' in found)) return { metric, ...found };
        absences.push(found.absent);
      }
      return { absent: absences.join('; ') };
    },
  };
}

interface Rows {
  readonly run: RunRecord;
  /** By column. */
  readonly rows: ReadonlyMap<string, readonly HistoryRow[]>;
}

function seriesOf({ column, choice }: Measure['metrics'][number], { run, rows }: Rows): Series | Absent {
  const of = rows.get(column) ?? [];
  if (of.length === 0) return { absent: `${column} has no values` };
  const points = of.flatMap(({ step, value }) => (isPresent(value) ? [{ step, value: value.value }] : []));
  // A diverged run has no values where it diverged, and was on the way there before.
  if (run.outcome === 'diverged' && points.length > 0) return { column, choice, points, end: endOf(points, run.steps) };
  const end = endOf(of, run.steps);
  const missing = end.flatMap(({ value }) => (isPresent(value) ? [] : [value.absent]));
  if (end.length === 0) return { absent: `${column} was not measured in the last quarter of the run` };
  if (missing.length > 0)
    return {
      ...(points.length > 0 && { gaps: { column, choice, points, end: endOf(points, run.steps) } }),
      absent: `${column} is absent at ${missing.length} of ${end.length} measurements in the last quarter: ${missing.at(-1)}`,
    };
  const steps = new Set(end.map(({ step }) => step));
  return { column, choice, points, end: points.filter(({ step }) => steps.has(step)) };
}

/** Of a metric measured with several options, the one with the largest `atLeast` comes first. */
export function strictestFirst<T extends { readonly choice: Choice }>(measured: readonly T[]): readonly T[] {
  return measured.toSorted((a, b) => Number(b.choice.atLeast ?? 0) - Number(a.choice.atLeast ?? 0));
}

/** The last quarter, by steps and not by number of values: one value may be a moment, a whole quarter is a state. */
function endOf<T extends { readonly step: number }>(points: readonly T[], steps: number): readonly T[] {
  return points.filter(({ step }) => step > 0 && step >= 0.75 * steps);
}

/** Why the end of a series is not conclusive, or null. */
export function tooFewAtEnd({ column, points, end }: Series): string | null {
  return tooFew(column, end.length, points.at(-1)?.step ?? 0);
}

/** The same for all metrics of a run together. */
export function measuredTooSeldom({ history, steps }: Pick<RunRecord, 'history' | 'steps'>): string | null {
  return tooFew('the run', new Set(endOf(history, steps).map(({ step }) => step)).size, steps);
}

const MIN_POINTS_AT_END = 2; // one value may be a moment

function tooFew(what: string, count: number, steps: number): string | null {
  if (count >= MIN_POINTS_AT_END) return null;
  const needed = `in the last quarter; at least ${MIN_POINTS_AT_END}`;
  const found = count === 0 ? `not measured ${needed} measurements are needed` : `measured once ${needed} are needed`;
  return `${what} was ${found}${measureEvery(steps / 4)}`;
}

/** `: set measure.every to 5 or less`; nothing where the run has fewer steps than that. */
export function measureEvery(every: number): string {
  return every >= 1 ? `: set measure.every to ${Math.floor(every)} or less` : '';
}

/** The last value of the run's end; of a diverged run without one there, the last before it. */
export function lastValue({ column, points, end }: Series, reference: number | null, explanation: string): Evidence {
  const { step, value } = (end.at(-1) ?? points.at(-1))!;
  return { metric: column, from: step, to: step, statistic: 'last', value, reference, explanation };
}

const createdTargets = new Map<string, Distribution | null>();

/** Cached, since thousands of settings share a few targets. */
function targetOf({ target }: Setting): Distribution | null {
  if (!target) return null;
  const key = canonicalJson(target as Json);
  if (!createdTargets.has(key)) createdTargets.set(key, createTarget(target));
  return createdTargets.get(key)!;
}

function createTarget(choice: Choice): Distribution | null {
  try {
    const member = memberOf(families.targets, choice);
    return member.create(z.object(member.options).loose().parse(choice));
  } catch {
    return null; // a file that no longer exists, an option that was removed, a target of an extension that is not loaded
  }
}
