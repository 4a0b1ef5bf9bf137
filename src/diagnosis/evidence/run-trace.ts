/** A run's course, as verdicts see it: its series of readings, its target, and which part of it is its end. */
import { z } from 'zod';
import { families } from '../../core/gan/families.js';
import type { Choice, Json, Setting } from '../../core/gan/setting.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { groupBy } from '../../core/math/group-by.js';
import type { Measure } from '../../records/experiment.js';
import { canonicalJson } from '../../records/identity.js';
import { isPresent } from '../../records/metric-value.js';
import type { HistoryRow, RunRecord } from '../../records/run-record.js';
import type { Evidence } from './finding.js';

export interface Point {
  readonly step: number;
  readonly value: number;
}

export interface Series {
  readonly column: string;
  /** The metric with its options. */
  readonly choice: Choice;
  /** Readings that are there, in order of steps. */
  readonly points: readonly Point[];
  /** Those of the run's end: of its last quarter. */
  readonly end: readonly Point[];
}

export type Absent = { readonly absent: string };

export interface RunTrace {
  readonly run: Pick<RunRecord, 'outcome' | 'steps' | 'reason'>;
  readonly setting: Pick<Setting, 'loss' | 'latent' | 'target'>;
  /** How many samples each reading is of. */
  readonly samples: number;
  /** Null where the setting names none, or where it cannot be made any more. */
  readonly target: Distribution | null;
  /** The metric's readings; where it is measured with several options, of the one that asks for most. */
  series(metric: string): Series | Absent;
  /** The same with each of its options, the one that asks for most first; none where it is not measured. */
  all(metric: string): readonly (Series | Absent)[];
  /** The first of these that there is; why none is, otherwise. */
  first(metrics: readonly string[]): (Series & { readonly metric: string }) | Absent;
}

export function runTrace(run: RunRecord, { metrics, samples }: Measure): RunTrace {
  const { setting } = run.cell;
  const rows = groupBy(run.history, ({ metric }) => metric);
  const found = new Map<string, readonly (Series | Absent)[]>();
  return {
    run,
    setting,
    samples,
    target: targetOf(setting),
    ...readings((metric) => {
      const measured = strictestFirst(metrics.filter(({ choice }) => choice.name === metric));
      const there = found.get(metric) ?? measured.map((each) => seriesOf(each, { run, rows }));
      found.set(metric, there);
      return there;
    }),
  };
}

export function readings(all: RunTrace['all']): Pick<RunTrace, 'all' | 'series' | 'first'> {
  const series = (metric: string) => all(metric)[0] ?? { absent: `${metric} is not measured` };
  return {
    all,
    series,
    first(wanted) {
      const absences: string[] = [];
      for (const metric of wanted) {
        const there = series(metric);
        if (!('absent' in there)) return { metric, ...there };
        absences.push(there.absent);
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
  if (of.length === 0) return { absent: `${column} has no reading` };
  const points = of.flatMap(({ step, reading }) => (isPresent(reading) ? [{ step, value: reading.value }] : []));
  // A run that diverged has nothing to read where it did, and was on its way there before.
  if (run.outcome === 'diverged' && points.length > 0) return { column, choice, points, end: endOf(points, run.steps) };
  const end = endOf(of, run.steps);
  const missing = end.flatMap(({ reading }) => (isPresent(reading) ? [] : [reading.absent]));
  if (end.length === 0) return { absent: `${column} has no reading after the start` };
  if (missing.length > 0)
    return {
      absent: `${column} is absent at ${missing.length} of the ${end.length} readings of the end: ${missing.at(-1)}`,
    };
  const steps = new Set(end.map(({ step }) => step));
  return { column, choice, points, end: points.filter(({ step }) => steps.has(step)) };
}

/** Of a metric measured with several options, the one that asks for most comes first. */
export function strictestFirst<T extends { readonly choice: Choice }>(measured: readonly T[]): readonly T[] {
  return measured.toSorted((a, b) => Number(b.choice.atLeast ?? 0) - Number(a.choice.atLeast ?? 0));
}

/** A span of steps, however often one looks: what is true of one reading may be a moment, of the last quarter it is a state. */
function endOf<T extends { readonly step: number }>(points: readonly T[], steps: number): readonly T[] {
  return points.filter(({ step }) => step > 0 && step >= 0.75 * steps);
}

/** Why the end of a series says nothing, or null. */
export function tooShort({ column, points, end }: Series): string | null {
  return sayTooFew(column, end.length, points.at(-1)?.step ?? 0);
}

/** The same of all that was measured. */
export function measuredTooSeldom({ history, steps }: Pick<RunRecord, 'history' | 'steps'>): string | null {
  return sayTooFew('it', new Set(endOf(history, steps).map(({ step }) => step)).size, steps);
}

function sayTooFew(what: string, count: number, steps: number): string | null {
  if (count >= 2) return null;
  const many = count === 1 ? 'one reading' : 'no reading';
  return `${what} has ${many} in the last quarter of the run: a state takes two${oftener(steps / 4)}`;
}

/** How often to measure, where there are as many steps. */
export function oftener(every: number): string {
  return every >= 1 ? `; measure every ${Math.floor(every)} steps or oftener` : '';
}

export function atEnd({ column, end }: Series, beside: number | null, says: string): Evidence {
  const { step, value } = end.at(-1)!;
  return { reading: column, from: step, to: step, statistic: 'last', value, beside, says };
}

const made = new Map<string, Distribution | null>();

/** Thousands of settings have one target, or a few. */
function targetOf({ target }: Setting): Distribution | null {
  if (!target) return null;
  const key = canonicalJson(target as Json);
  if (!made.has(key)) made.set(key, makeTarget(target));
  return made.get(key)!;
}

function makeTarget(choice: Choice): Distribution | null {
  const member = families.targets.get(choice.name);
  try {
    return member?.create(z.object(member.options).loose().parse(choice)) ?? null;
  } catch {
    return null; // a file that has gone, an option that was dropped
  }
}
