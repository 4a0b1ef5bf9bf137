/** What a comparison compares: runs grouped by their label on one axis, and which runs of two groups match. */
import { isDeterministicSetting } from '../../core/gan/deterministic.js';
import { groupBy } from '../../core/math/group-by.js';
import type { PlannedCell } from '../../records/experiment.js';
import type { ExperimentRecord, RunRecord } from '../../records/run-record.js';
import { runsOf } from '../../records/runs-of.js';

/** The axis that several results folders make together. */
export const EXPERIMENT = 'experiment';

export interface Place {
  readonly cell: PlannedCell;
  readonly record: ExperimentRecord;
  /** By axis, the experiment among them where there are several. An axis that means nothing to the setting has none. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface Arm {
  readonly label: string;
  readonly places: readonly Place[];
  /** The runs that there are, each with what it shares with its match in other arms: labels on other axes, and the seed. */
  readonly runs: readonly { readonly run: RunRecord; readonly match: string }[];
  /** Runs of the plan that have not run yet. */
  readonly missing: number;
  /** Whether nothing is random in any of its settings: of each the first run stands for all, which are its copies. */
  readonly certain: boolean;
}

export interface Arms {
  /** In the order of the files. */
  readonly arms: readonly Arm[];
  /** The other axes on which runs of two arms must agree, besides the seed, to match. */
  readonly matched: readonly string[];
  /** Axes that change along with the compared one, which therefore cannot be told apart from it. */
  readonly tied: readonly string[];
  /** Runs whose setting has nothing at the axis. */
  readonly without: number;
  /** Runs whose setting has no counterpart in any other arm: they would make the arms' means those of other things. */
  readonly alone: number;
}

export function placesOf(records: readonly ExperimentRecord[]): Place[] {
  const titles = titlesOf(records);
  return records.flatMap((record, i) =>
    record.experiment.cells.map((cell) => ({
      cell,
      record,
      labels: records.length > 1 ? { [EXPERIMENT]: titles[i], ...cell.labels } : cell.labels,
    })),
  );
}

/** Experiments' names, with the profile where there is one; the folders where that leaves two alike. */
function titlesOf(records: readonly ExperimentRecord[]): string[] {
  const titles = records.map(({ experiment: { name, profile } }) => (profile ? `${name} (${profile})` : name));
  return new Set(titles).size === titles.length ? titles : records.map(({ folder }) => folder);
}

export function axesOf(places: readonly Place[]): string[] {
  return [...new Set(places.flatMap(({ labels }) => Object.keys(labels)))];
}

export function armsOf(places: readonly Place[], by: string): Arms {
  const inside = places.filter(({ labels }) => labels[by] !== undefined);
  const others = axesOf(inside).filter((axis) => axis !== by);
  const tied = others.filter((axis) => isTied(inside, by, axis));
  const matched = others.filter((axis) => !tied.includes(axis));
  const kept = withCounterpart(inside, by, matched);
  const byLabel = groupBy(kept, ({ labels }) => labels[by]);
  return {
    arms: [...byLabel].map(([label, members]) => armOf(label, members, matched)),
    matched,
    tied,
    without: countRuns(places) - countRuns(inside),
    alone: countRuns(inside) - countRuns(kept),
  };
}

/** The places that some other arm has too; all of them where no two arms share any. */
function withCounterpart(places: readonly Place[], by: string, matched: readonly string[]): readonly Place[] {
  const arms = new Map<string, Set<string>>();
  for (const place of places) {
    const key = matchOf(place, matched);
    arms.set(key, (arms.get(key) ?? new Set()).add(place.labels[by]));
  }
  const kept = places.filter((place) => (arms.get(matchOf(place, matched))?.size ?? 0) > 1);
  return kept.length > 0 ? kept : places;
}

function matchOf({ labels }: Place, matched: readonly string[]): string {
  return JSON.stringify(matched.map((axis) => labels[axis] ?? null));
}

function countRuns(places: readonly Place[]): number {
  return places.reduce((sum, place) => sum + runsOf(place.record, place.cell).length, 0);
}

/** Whether the compared axis decides the other: no two of its labels could ever be compared at one label of the other. */
function isTied(places: readonly Place[], by: string, axis: string): boolean {
  const pairs = new Set(places.map(({ labels }) => JSON.stringify([labels[by], labels[axis]])));
  const count = (of: string) => new Set(places.map(({ labels }) => labels[of])).size;
  return count(axis) > 1 && pairs.size === count(by);
}

function armOf(label: string, places: readonly Place[], matched: readonly string[]): Arm {
  const runs = places.flatMap((place) =>
    runsOf(place.record, place.cell)
      .slice(0, isDeterministicSetting(place.cell.setting) ? 1 : undefined)
      .map((run) => ({ run, match: `${run.seed} ${matchOf(place, matched)}` })),
  );
  const planned = places.reduce(
    (sum, { record, cell }) => sum + (isDeterministicSetting(cell.setting) ? 1 : record.experiment.seeds.length),
    0,
  );
  const certain = places.every(({ cell }) => isDeterministicSetting(cell.setting));
  return { label, places, runs, missing: planned - runs.length, certain };
}
