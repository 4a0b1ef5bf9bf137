/** The groups of a comparison: runs grouped by their label on one axis, and which runs of two groups form pairs. */

import { groupBy } from '../../core/collections/group-by.js';
import { isDeterministicSetting } from '../../core/gan/deterministic.js';
import type { PlannedCell } from '../../records/experiment.js';
import type { ExperimentRecord, RunRecord } from '../../records/run-record.js';
import { runsOf } from '../../records/runs-of.js';

/** The axis formed by several results folders. */
export const EXPERIMENT = 'experiment';

export interface GroupCell {
  readonly cell: PlannedCell;
  readonly record: ExperimentRecord;
  /** By axis, including the experiment where there are several. No label for an axis that does not apply to the setting. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface RunGroup {
  readonly label: string;
  readonly cells: readonly GroupCell[];
  /** The runs, each with the key that it shares with its pair in other groups: the seed and the labels on other axes. */
  readonly runs: readonly { readonly run: RunRecord; readonly key: string }[];
  /** Planned runs without a record. */
  readonly missing: number;
  /** Whether nothing is random in any of its settings: only the first run of each counts, since the others are copies. */
  readonly deterministic: boolean;
}

export interface Grouping {
  /** In the order of the files. */
  readonly groups: readonly RunGroup[];
  /** The other axes on which two runs must agree, besides the seed, to form a pair. */
  readonly matched: readonly string[];
  /** Axes that change together with the compared one, so that their effects cannot be separated. */
  readonly tied: readonly string[];
  /** Runs whose setting has no label on the axis. */
  readonly withoutLabel: number;
  /** Runs whose setting has no counterpart in any other group: they would make the groups' means incomparable. */
  readonly withoutCounterpart: number;
}

export function cellsOfRecords(records: readonly ExperimentRecord[]): GroupCell[] {
  const titles = titlesOf(records);
  return records.flatMap((record, i) =>
    record.experiment.cells.map((cell) => ({
      cell,
      record,
      labels: records.length > 1 ? { [EXPERIMENT]: titles[i], ...cell.labels } : cell.labels,
    })),
  );
}

/** The experiments' names with their profiles; the folders where two of these are equal. */
function titlesOf(records: readonly ExperimentRecord[]): string[] {
  const titles = records.map(({ experiment: { name, profile } }) => (profile ? `${name} (${profile})` : name));
  return new Set(titles).size === titles.length ? titles : records.map(({ folder }) => folder);
}

export function axesAmong(cells: readonly GroupCell[]): string[] {
  return [...new Set(cells.flatMap(({ labels }) => Object.keys(labels)))];
}

export function groupByAxis(cells: readonly GroupCell[], by: string): Grouping {
  const labelled = cells.filter(({ labels }) => labels[by] !== undefined);
  const others = axesAmong(labelled).filter((axis) => axis !== by);
  const tied = others.filter((axis) => isTied(labelled, by, axis));
  const matched = others.filter((axis) => !tied.includes(axis));
  const kept = withCounterpart(labelled, by, matched);
  const byLabel = groupBy(kept, ({ labels }) => labels[by]);
  return {
    groups: [...byLabel].map(([label, members]) => groupOf(label, members, matched)),
    matched,
    tied,
    withoutLabel: countRuns(cells) - countRuns(labelled),
    withoutCounterpart: countRuns(labelled) - countRuns(kept),
  };
}

/** The cells with a counterpart in another group; all of them where no two groups share any. */
function withCounterpart(cells: readonly GroupCell[], by: string, matched: readonly string[]): readonly GroupCell[] {
  const labels = new Map<string, Set<string>>();
  for (const each of cells) {
    const key = pairKey(each, matched);
    labels.set(key, (labels.get(key) ?? new Set()).add(each.labels[by]));
  }
  const kept = cells.filter((each) => (labels.get(pairKey(each, matched))?.size ?? 0) > 1);
  return kept.length > 0 ? kept : cells;
}

function pairKey({ labels }: GroupCell, matched: readonly string[]): string {
  return JSON.stringify(matched.map((axis) => labels[axis] ?? null));
}

function countRuns(cells: readonly GroupCell[]): number {
  return cells.reduce((sum, each) => sum + runsOf(each.record, each.cell).length, 0);
}

/** Whether the compared axis determines the other: no two of its labels occur with one label of the other. */
function isTied(cells: readonly GroupCell[], by: string, axis: string): boolean {
  const pairs = new Set(cells.map(({ labels }) => JSON.stringify([labels[by], labels[axis]])));
  const count = (of: string) => new Set(cells.map(({ labels }) => labels[of])).size;
  return count(axis) > 1 && pairs.size === count(by);
}

function groupOf(label: string, cells: readonly GroupCell[], matched: readonly string[]): RunGroup {
  const runs = cells.flatMap((each) =>
    runsOf(each.record, each.cell)
      .slice(0, isDeterministicSetting(each.cell.setting) ? 1 : undefined)
      .map((run) => ({ run, key: `${run.seed} ${pairKey(each, matched)}` })),
  );
  const planned = cells.reduce(
    (sum, { record, cell }) => sum + (isDeterministicSetting(cell.setting) ? 1 : record.experiment.seeds.length),
    0,
  );
  const deterministic = cells.every(({ cell }) => isDeterministicSetting(cell.setting));
  return { label, cells, runs, missing: planned - runs.length, deterministic };
}
