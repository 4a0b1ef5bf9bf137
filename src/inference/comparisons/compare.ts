/**
 * Settings compared on what their runs came to: failures first, then the interquartile mean with its interval, then run against
 * matching run. Diverged runs count as the worst, never as absent.
 */

import { bootstrapInterval, interquartileMean } from '../../core/math/statistics/interquartile-mean.js';
import { wilsonOfRate } from '../../core/math/statistics/statistics.js';
import type { Metric } from '../../metrics/metric.js';
import { columnsOf } from '../../records/experiment.js';
import type { ExperimentRecord, Outcome } from '../../records/run-record.js';
import { refuse, refuseWord } from '../expressions/refusal.js';
import { cautionsOf } from './cautions.js';
import type { Comparison, Group, Question } from './comparison.js';
import { type Direction, type Standing, standingOf } from './final-standing.js';
import { type Arm, armsOf, axesOf, placesOf } from './groups.js';
import { medianRanks, type Paired, pairedWith, type Standings } from './paired.js';

/** Throws a `Refusal` that lists what is allowed where the axis, the metric or the label is unknown. */
export function compare(
  records: readonly ExperimentRecord[],
  { by, metric, against }: Question,
  metrics: ReadonlyMap<string, Metric>,
): Comparison {
  const places = placesOf(records);
  const axes = axesOf(places);
  if (axes.length === 0) refuse('nothing varies here, so there is nothing to compare; give several results folders');
  if (!axes.includes(by)) refuseWord(`"${by}" does not vary here`, by, axes);
  const column = chooseColumn(records, metric, metrics);
  const { arms, matched, tied, without, alone } = armsOf(places, by);
  const labels = arms.map(({ label }) => label);
  const reference = against ?? labels[0];
  if (!labels.includes(reference)) refuseWord(`no setting has ${by} = "${reference}"`, reference, labels);
  const groups = groupsOf(arms, reference, column);
  return {
    by,
    metric: column.name,
    better: column.better,
    unit: column.unit,
    against: reference,
    matched,
    groups,
    cautions: cautionsOf({ by, against: reference, groups, tied, without, alone }),
  };
}

function groupsOf(arms: readonly Arm[], reference: string, column: Column): Group[] {
  const standings = arms.map((arm) => standingsOf(arm, column));
  const counted = standings.map(({ counted }) => counted);
  const ranks = medianRanks(counted, column);
  const at = arms.findIndex(({ label }) => label === reference);
  const tests: (Paired | null)[] = pairedWith(counted[at], counted.toSpliced(at, 1), column);
  tests.splice(at, 0, null);
  return arms.map((arm, i) => ({ ...groupOf(arm, standings[i]), medianRank: ranks[i], paired: tests[i] }));
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
    const metric = metrics.get(measured.find(({ column }) => column === name)?.choice.name ?? '');
    // What is derived, or measured by another version, has no better end that is known.
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
    refuse(`no metric with a better end was measured in all; choose with --metric among ${names.join(', ')}`);
  return chosen;
}

const UNKNOWN = [-Infinity, Infinity] as const;

interface Counted {
  readonly counted: Standings;
  readonly leftOut: Readonly<Record<string, number>>;
}

function standingsOf(arm: Arm, column: Column): Counted {
  const counted = new Map<string, Standing & { seed: number }>();
  const leftOut: Record<string, number> = {};
  for (const { run, match } of arm.runs) {
    const standing = standingOf(run, column.name, column);
    if ('absent' in standing) leftOut[standing.absent] = (leftOut[standing.absent] ?? 0) + 1;
    else counted.set(match, { ...standing, seed: run.seed });
  }
  return { counted, leftOut };
}

function groupOf(
  { label, places, runs, missing, certain }: Arm,
  { counted, leftOut }: Counted,
): Omit<Group, 'medianRank' | 'paired'> {
  const count = (outcome: Outcome) => runs.filter(({ run }) => run.outcome === outcome).length;
  const [finished, diverged] = [count('finished'), count('diverged')];
  const trials = finished + diverged;
  // Runs of one seed share their noise and data: there are no more independent trials than seeds.
  const ended = runs.filter(({ run }) => run.outcome === 'finished' || run.outcome === 'diverged');
  const independent = new Set(ended.map(({ run }) => run.seed)).size;
  const rate = trials === 0 ? null : diverged / trials;
  return {
    label,
    certain,
    settings: places.length,
    seeds: new Set(runs.map(({ run }) => run.seed)).size,
    outcomes: { finished, diverged, error: count('error'), interrupted: count('interrupted'), missing },
    failureRate: rate === null ? null : { rate, interval: wilsonOfRate(rate, independent) },
    n: counted.size,
    leftOut,
    iqm: iqmOf([...counted.values()], { diverged, trials }),
  };
}

const MOST_DIVERGED = 0.25; // what the interquartile mean cuts from each end

function iqmOf(
  standings: readonly (Standing & { readonly seed: number })[],
  { diverged, trials }: { diverged: number; trials: number },
): Group['iqm'] {
  if (standings.length === 0) return { absent: 'no run has a reading' };
  const worst = standings.filter((standing) => standing.diverged).length;
  if (diverged > MOST_DIVERGED * trials)
    return { absent: `${diverged} of ${trials} runs diverged: more than a quarter` };
  if (worst > MOST_DIVERGED * standings.length)
    return { absent: `${worst} of the ${standings.length} runs that count diverged: more than a quarter` };
  const values = standings.map(({ value }) => value);
  const value = interquartileMean(values);
  return Number.isNaN(value)
    ? { absent: 'both infinities occur' }
    : { value, interval: bootstrapInterval(values, { groups: standings.map(({ seed }) => seed) }) };
}
