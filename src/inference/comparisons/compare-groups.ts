/**
 * Groups of settings compared by the final values of their runs: failure rates, interquartile means with intervals, and paired
 * tests. Diverged runs count as the worst, never as absent.
 */

import { bootstrapInterval, interquartileMean } from '../../core/math/statistics/interquartile-mean.js';
import { wilsonOfRate } from '../../core/math/statistics/statistics.js';
import type { Metric } from '../../metrics/metric.js';
import { columnsOf } from '../../records/experiment.js';
import { knownMetric } from '../../records/recorded-metric.js';
import type { ExperimentRecord, Outcome } from '../../records/run-record.js';
import { refuse, refuseRenamed, refuseWord } from '../invalid-input.js';
import { cautionsOf } from './cautions.js';
import { comparePairs, type FinalValues, medianRanks, type PairedComparison } from './compare-pairs.js';
import { type Direction, type FinalValue, finalValueOf } from './final-value.js';
import type { ComparisonRequest, GroupComparison, GroupResult } from './group-comparison.js';
import { axesAmong, cellsOfRecords, groupByAxis, type RunGroup } from './groups.js';

/** Throws an `InvalidInputError` that lists what is allowed where the axis, the metric or the label is unknown. */
export function compareGroups(
  records: readonly ExperimentRecord[],
  { by, metric, against }: ComparisonRequest,
  metrics: ReadonlyMap<string, Metric>,
): GroupComparison {
  const cells = cellsOfRecords(records);
  const axes = axesAmong(cells);
  if (axes.length === 0) refuse('nothing varies in this experiment: give several results folders to compare them');
  if (!axes.includes(by)) {
    refuseRenamed('key', by);
    refuseWord(`"${by}" does not vary`, by, axes);
  }
  const column = chooseColumn(records, metric, metrics);
  const { groups, ...grouping } = groupByAxis(cells, by);
  const labels = groups.map(({ label }) => label);
  const reference = against ?? labels[0];
  if (!labels.includes(reference)) refuseWord(`no setting has ${by} = "${reference}"`, reference, labels);
  const results = resultsOf(groups, reference, column);
  return {
    by,
    metric: column.name,
    better: column.better,
    unit: column.unit,
    against: reference,
    matched: grouping.matched,
    groups: results,
    cautions: cautionsOf({ by, against: reference, results, ...grouping }),
  };
}

function resultsOf(groups: readonly RunGroup[], reference: string, column: Column): GroupResult[] {
  const counted = groups.map((group) => countedValues(group, column));
  const values = counted.map(({ values }) => values);
  const ranks = medianRanks(values, column);
  const at = groups.findIndex(({ label }) => label === reference);
  const tests: (PairedComparison | null)[] = comparePairs(values[at], values.toSpliced(at, 1), column);
  tests.splice(at, 0, null);
  return groups.map((group, i) => ({ ...summarize(group, counted[i]), medianRank: ranks[i], paired: tests[i] }));
}

interface Column extends Direction {
  readonly name: string;
  readonly unit: string;
}

function chooseColumn(
  records: readonly ExperimentRecord[],
  wanted: string | undefined,
  metrics: ReadonlyMap<string, Metric>,
): Column {
  const measured = records.flatMap(({ experiment }) => experiment.measure.metrics);
  const read = records.flatMap(({ runs }) => (runs[0]?.history ?? []).map((row) => row.metric));
  const names = [...new Set([...records.flatMap(({ experiment }) => columnsOf(experiment)), ...read])];
  const columns = names.map((name): Column => {
    const word = measured.find(({ column }) => column === name)?.choice.name ?? '';
    const recorded = records
      .map(({ experiment }) => knownMetric(experiment, word))
      .find((known) => known !== undefined);
    const metric = metrics.get(word) ?? recorded;
    // Derived values, and metrics of another version, have no known direction.
    return { name, unit: metric?.unit ?? '', better: metric?.better ?? 'neither', range: metric?.range ?? UNKNOWN };
  });
  if (wanted !== undefined) {
    return columns.find(({ name }) => name === wanted) ?? refuseWord(`"${wanted}" was not measured`, wanted, names);
  }
  const everywhere = columns.filter(({ name }) =>
    records.every(({ experiment }) => experiment.measure.metrics.some(({ column }) => column === name)),
  );
  const chosen = everywhere.find(({ better }) => better !== 'neither');
  if (!chosen)
    refuse(
      `no metric with a better direction was measured in all folders; choose one with --metric: ${names.join(', ')}`,
    );
  return chosen;
}

const UNKNOWN = [-Infinity, Infinity] as const;

interface Counted {
  readonly values: FinalValues;
  readonly leftOut: Readonly<Record<string, number>>;
}

function countedValues(group: RunGroup, column: Column): Counted {
  const values = new Map<string, FinalValue & { seed: number }>();
  const leftOut: Record<string, number> = {};
  for (const { run, key } of group.runs) {
    const final = finalValueOf(run, column.name, column);
    if ('absent' in final) leftOut[final.absent] = (leftOut[final.absent] ?? 0) + 1;
    else values.set(key, { ...final, seed: run.seed });
  }
  return { values, leftOut };
}

function summarize(
  { label, cells, runs, missing, deterministic }: RunGroup,
  { values, leftOut }: Counted,
): Omit<GroupResult, 'medianRank' | 'paired'> {
  const count = (outcome: Outcome) => runs.filter(({ run }) => run.outcome === outcome).length;
  const [finished, diverged] = [count('finished'), count('diverged')];
  const trials = finished + diverged;
  // Runs of one seed share their noise and data: there are only as many independent trials as seeds.
  const ended = runs.filter(({ run }) => run.outcome === 'finished' || run.outcome === 'diverged');
  const independent = new Set(ended.map(({ run }) => run.seed)).size;
  const rate = trials === 0 ? null : diverged / trials;
  return {
    label,
    deterministic,
    settings: cells.length,
    seeds: new Set(runs.map(({ run }) => run.seed)).size,
    outcomes: { finished, diverged, error: count('error'), interrupted: count('interrupted'), missing },
    failureRate: rate === null ? null : { rate, interval: wilsonOfRate(rate, independent) },
    n: values.size,
    leftOut,
    iqm: iqmOf([...values.values()], { diverged, trials }),
  };
}

const MAX_DIVERGED = 0.25; // share of the runs, which is what the interquartile mean cuts from each end

function iqmOf(
  finals: readonly (FinalValue & { readonly seed: number })[],
  { diverged, trials }: { diverged: number; trials: number },
): GroupResult['iqm'] {
  if (finals.length === 0) return { absent: 'no run has a final value' };
  const worst = finals.filter((final) => final.diverged).length;
  if (diverged > MAX_DIVERGED * trials)
    return { absent: `${diverged} of ${trials} runs diverged: more than a quarter` };
  if (worst > MAX_DIVERGED * finals.length)
    return { absent: `${worst} of ${finals.length} counted runs diverged: more than a quarter` };
  const values = finals.map(({ value }) => value);
  const value = interquartileMean(values);
  return Number.isNaN(value)
    ? { absent: 'the final values include both infinities' }
    : { value, interval: bootstrapInterval(values, { groups: finals.map(({ seed }) => seed) }) };
}
