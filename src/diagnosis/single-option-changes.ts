/**
 * Causes by intervention: what becomes of a verdict where one thing is changed and nothing else. Settings that differ in more say
 * nothing here, however well they do.
 */
import { isDeterministicSetting } from '../core/gan/deterministic.js';
import type { Json, Setting } from '../core/gan/setting.js';
import { holm } from '../core/math/statistics/holm.js';
import { mcnemar } from '../core/math/statistics/mcnemar.js';
import { differences } from '../records/differences.js';
import type { PlannedCell } from '../records/experiment.js';
import { label } from '../records/labels.js';
import type { ExperimentRecord, RunRecord } from '../records/run-record.js';
import { runsOf } from '../records/runs-of.js';
import { diagnose } from './diagnose.js';
import { type Counted, tally } from './tally.js';

export interface OneChange {
  /** What differs, with its label here and there. */
  readonly axis: string;
  readonly from: string;
  readonly to: string;
  /** Seeds that ended in both, and of which the same readings tell it. */
  readonly pairs: number;
  /** Seeds that ended in both, and of which it cannot be told in one or the other: they count for neither. */
  readonly untold: number;
  /** Of the pairs, those with the verdict, as the first or beside others. */
  readonly here: number;
  readonly there: number;
  /** Of the pairs, those without it there but with a failure that they have not here. */
  readonly replaced: number;
  /** The verdicts of all runs there, the most frequent first. */
  readonly instead: readonly Counted[];
  /**
   * McNemar's exact test, two-sided, of the pairs that are rid of it, another failure in its place not counted, against those that
   * caught it; adjusted by Holm for all the changes of this setting. Null without a pair, and where nothing is random.
   */
  readonly p: number | null;
}

/** Every setting of the sweep that differs from this one in one thing alone, those that leave fewest runs failing first. */
export function oneChanges(record: ExperimentRecord, cell: PlannedCell, verdict: string): readonly OneChange[] {
  const here = endedOf(record, cell);
  const found = record.experiment.cells.flatMap((other): readonly OneChange[] => {
    const change = onlyDifference(cell, other);
    if (!change) return [];
    const both = endedOf(record, other).flatMap((run) => {
      const mine = here.find(({ seed }) => seed === run.seed);
      return mine ? [{ here: mine, there: run }] : [];
    });
    const pairs = both.flatMap((pair) => pairOf(pair, verdict, record) ?? []);
    if (pairs.length === 0) return [];
    const count = (is: (pair: Pair) => boolean) => pairs.filter(is).length;
    const random = !isDeterministicSetting(cell.setting) || !isDeterministicSetting(other.setting);
    const rid = count((pair) => pair.here && !pair.there && !pair.replaced);
    const caught = count((pair) => !pair.here && pair.there);
    return [
      {
        ...change,
        pairs: pairs.length,
        untold: both.length - pairs.length,
        here: count((pair) => pair.here),
        there: count((pair) => pair.there),
        replaced: count((pair) => pair.replaced),
        instead: tally(runsOf(record, other), record.experiment),
        p: random ? mcnemar({ one: rid, other: caught }) : null,
      },
    ];
  });
  const adjusted = holm(found.flatMap(({ p }) => p ?? [])).values();
  const tested = found.map((change) => ({ ...change, p: change.p === null ? null : adjusted.next().value! }));
  return tested.sort((a, b) => failing(a) - failing(b));
}

const failing = ({ there, replaced, pairs }: OneChange) => (there + replaced) / pairs;

/** By the resolved settings, whatever the file calls its axes: `adam` with another lr and another beta1 is two things. */
function onlyDifference(a: PlannedCell, b: PlannedCell): Pick<OneChange, 'axis' | 'from' | 'to'> | null {
  const axes = Object.keys(a.labels).filter(
    (axis) => b.labels[axis] !== undefined && a.labels[axis] !== b.labels[axis],
  );
  if (axes.length > 1) return null;
  const differing = differences(plain(a.setting), plain(b.setting));
  if (differing.length !== 1) return null;
  const [[axis], [{ path, was, is }]] = [axes, differing];
  return axes.length === 1
    ? { axis, from: a.labels[axis], to: b.labels[axis] }
    : { axis: path, from: label(was), to: label(is) };
}

const plain = (setting: Setting): Json => setting as unknown as Json;

const endedOf = (record: ExperimentRecord, cell: PlannedCell): readonly RunRecord[] =>
  runsOf(record, cell).filter(({ outcome }) => outcome === 'finished' || outcome === 'diverged');

interface Pair {
  readonly here: boolean;
  readonly there: boolean;
  readonly replaced: boolean;
}

interface Runs {
  readonly here: RunRecord;
  readonly there: RunRecord;
}

/** Null where it cannot be told of both, or is told by readings that do not answer the same question. */
function pairOf({ here, there }: Runs, verdict: string, record: ExperimentRecord): Pair | null {
  const [mine, other] = [heldBy(here, verdict, record), heldBy(there, verdict, record)];
  if (!mine || !other) return null;
  if (!isWithin(mine.by, other.by) && !isWithin(other.by, mine.by)) return null;
  const isNew = [...other.failures].some((name) => !mine.failures.has(name));
  return { here: mine.holds, there: other.holds, replaced: !other.holds && isNew };
}

const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>) => [...some].every((column) => all.has(column));

interface Held {
  readonly holds: boolean;
  /** The columns that tell it. */
  readonly by: ReadonlySet<string>;
  /** All failures that hold of the run. */
  readonly failures: ReadonlySet<string>;
}

function heldBy(run: RunRecord, name: string, { experiment }: ExperimentRecord): Held | null {
  const { holding, denied } = diagnose(run, experiment);
  const told = [...holding, ...denied].find(({ verdict }) => verdict.name === name);
  if (!told) return null;
  return {
    holds: holding.includes(told),
    by: new Set(told.evidence.map(({ reading }) => reading)),
    failures: new Set(holding.flatMap(({ verdict }) => (verdict.kind === 'failure' ? verdict.name : []))),
  };
}
