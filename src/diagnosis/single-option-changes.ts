/**
 * Causes by intervention: how a failure mode changes with a single option. Settings that differ in more options are not compared,
 * however well their runs end.
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
import { countDiagnoses, type DiagnosisCount } from './count-diagnoses.js';
import { diagnose } from './diagnose.js';

export interface SingleOptionChange {
  /** The axis or option that differs, with its label before and after. */
  readonly axis: string;
  readonly from: string;
  readonly to: string;
  /** Seeds that ended in both settings, and were tested by the same metrics. */
  readonly pairs: number;
  /** Seeds that ended in both settings, with an inconclusive test in one of them: they are not counted. */
  readonly inconclusive: number;
  /** Of the pairs, those to which the failure mode applies, whether listed first or not. */
  readonly failingBefore: number;
  readonly failingAfter: number;
  /** Of the pairs, those to which it no longer applies but another failure does that did not before. */
  readonly replaced: number;
  /** The diagnoses of all runs of the other setting, the most frequent first. */
  readonly diagnosesAfter: readonly DiagnosisCount[];
  /**
   * Two-sided p of McNemar's exact test of the pairs that stop failing, without those that fail in another way, against the pairs
   * that start failing; adjusted by Holm for all single-option changes of this setting. Null where nothing is random.
   */
  readonly p: number | null;
}

/** Every setting of the sweep that differs from this cell's in one option, those with the fewest failing runs first. */
export function singleOptionChanges(
  record: ExperimentRecord,
  cell: PlannedCell,
  failureMode: string,
): readonly SingleOptionChange[] {
  const ended = endedRuns(record, cell);
  const changes = record.experiment.cells.flatMap((other): readonly SingleOptionChange[] => {
    const change = onlyDifference(cell, other);
    if (!change) return [];
    const both = endedRuns(record, other).flatMap((after) => {
      const before = ended.find(({ seed }) => seed === after.seed);
      return before ? [{ before, after }] : [];
    });
    const pairs = both.flatMap((runs) => pairOf(runs, failureMode, record) ?? []);
    if (pairs.length === 0) return [];
    const count = (is: (pair: Pair) => boolean) => pairs.filter(is).length;
    const random = !isDeterministicSetting(cell.setting) || !isDeterministicSetting(other.setting);
    const cured = count((pair) => pair.before && !pair.after && !pair.replaced);
    const caused = count((pair) => !pair.before && pair.after);
    return [
      {
        ...change,
        pairs: pairs.length,
        inconclusive: both.length - pairs.length,
        failingBefore: count((pair) => pair.before),
        failingAfter: count((pair) => pair.after),
        replaced: count((pair) => pair.replaced),
        diagnosesAfter: countDiagnoses(runsOf(record, other), record.experiment),
        p: random ? mcnemar({ one: cured, other: caused }) : null,
      },
    ];
  });
  const adjusted = holm(changes.flatMap(({ p }) => p ?? [])).values();
  const tested = changes.map((change) => ({ ...change, p: change.p === null ? null : adjusted.next().value! }));
  return tested.sort((a, b) => failing(a) - failing(b));
}

const failing = ({ failingAfter, replaced, pairs }: SingleOptionChange) => (failingAfter + replaced) / pairs;

/** By the resolved settings, whatever the file calls its axes: `adam` with another lr and another beta1 differs in two options. */
function onlyDifference(a: PlannedCell, b: PlannedCell): Pick<SingleOptionChange, 'axis' | 'from' | 'to'> | null {
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

const endedRuns = (record: ExperimentRecord, cell: PlannedCell): readonly RunRecord[] =>
  runsOf(record, cell).filter(({ outcome }) => outcome === 'finished' || outcome === 'diverged');

/** Whether the failure mode applies to a seed's run before and after the change. */
interface Pair {
  readonly before: boolean;
  readonly after: boolean;
  readonly replaced: boolean;
}

interface Runs {
  readonly before: RunRecord;
  readonly after: RunRecord;
}

/** Null where one of the tests is inconclusive, or where they use different metrics and so answer different questions. */
function pairOf(runs: Runs, failureMode: string, record: ExperimentRecord): Pair | null {
  const [before, after] = [tested(runs.before, failureMode, record), tested(runs.after, failureMode, record)];
  if (!before || !after) return null;
  if (!isWithin(before.columns, after.columns) && !isWithin(after.columns, before.columns)) return null;
  const isNew = [...after.failures].some((name) => !before.failures.has(name));
  return { before: before.applies, after: after.applies, replaced: !after.applies && isNew };
}

const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>) => [...some].every((column) => all.has(column));

interface Tested {
  readonly applies: boolean;
  /** The columns that the test used. */
  readonly columns: ReadonlySet<string>;
  /** All failures that apply to the run. */
  readonly failures: ReadonlySet<string>;
}

function tested(run: RunRecord, name: string, { experiment }: ExperimentRecord): Tested | null {
  const { findings, rejected } = diagnose(run, experiment);
  const found = [...findings, ...rejected].find(({ failureMode }) => failureMode.name === name);
  if (!found) return null;
  return {
    applies: findings.includes(found),
    columns: new Set(found.evidence.map(({ metric }) => metric)),
    failures: new Set(findings.flatMap(({ failureMode }) => (failureMode.kind === 'failure' ? failureMode.name : []))),
  };
}
