/**
 * Causes by intervention: what becomes of a verdict where one thing is changed and nothing else. Settings that differ in more say
 * nothing here, however well they do.
 */
import { isCertain } from '../core/certain.js';
import type { PlannedCell } from '../core/experiment/plan.js';
import { holm } from '../core/math/holm.js';
import { mcnemar } from '../core/math/mcnemar.js';
import type { ExperimentRecord, RunRecord } from '../core/records.js';
import { runsOf } from '../core/runs-of.js';
import { diagnose, type Told } from './diagnose.js';
import { type Counted, tally } from './tally.js';

export interface OneChange {
  /** The axis that differs, with its label here and there. */
  readonly axis: string;
  readonly from: string;
  readonly to: string;
  /** Runs in which the verdict holds, here and there. */
  readonly here: Share;
  readonly there: Share;
  /** What most runs there have for a verdict, which may be another failure; null: none. */
  readonly instead: Counted | null;
  /** Seeds of which it can be told in both. */
  readonly pairs: number;
  /**
   * McNemar's exact test of these seeds, two-sided, adjusted by Holm for all the changes that were tried. Null without
   * a pair, and where nothing is random.
   */
  readonly p: number | null;
}

export interface Share {
  readonly holds: number;
  /** That ended, and of which it can be told. */
  readonly runs: number;
  /** That ended, and of which it cannot be told: they count for neither. */
  readonly untold: number;
}

/** Every setting of the sweep that differs from this one in one axis alone, those with the verdict in fewest runs first. */
export function oneChanges(record: ExperimentRecord, cell: PlannedCell, verdict: string): readonly OneChange[] {
  const here = heldBy(record, cell, verdict);
  const found = record.experiment.cells.flatMap((other): readonly OneChange[] => {
    const axis = onlyDifference(cell, other);
    const there = axis === null ? null : heldBy(record, other, verdict);
    if (axis === null || !there?.told.size) return [];
    const both = [...here.told]
      .filter(([seed]) => there.told.has(seed))
      .map(([seed, holds]) => ({ holds, there: there.told.get(seed)! }));
    const random = !isCertain(cell.setting) || !isCertain(other.setting);
    return [
      {
        axis,
        from: cell.labels[axis],
        to: other.labels[axis],
        here: shareOf(here),
        there: shareOf(there),
        instead: tally(runsOf(record, other), record.experiment)[0] ?? null,
        pairs: both.length,
        p: both.length > 0 && random ? mcnemar(discordant(both)) : null,
      },
    ];
  });
  const adjusted = holm(found.flatMap(({ p }) => p ?? [])).values();
  const tested = found.map((change) => ({ ...change, p: change.p === null ? null : adjusted.next().value! }));
  return tested.sort((a, b) => a.there.holds / a.there.runs - b.there.holds / b.there.runs);
}

/** The axis in which alone the two differ, or null. */
function onlyDifference(a: PlannedCell, b: PlannedCell): string | null {
  const axes = new Set([...Object.keys(a.labels), ...Object.keys(b.labels)]);
  const differing = [...axes].filter((axis) => a.labels[axis] !== b.labels[axis]);
  const [axis] = differing;
  return differing.length === 1 && a.labels[axis] !== undefined && b.labels[axis] !== undefined ? axis : null;
}

interface Held {
  /** By seed: as the first of a run's verdicts, or beside others. */
  readonly told: ReadonlyMap<number, boolean>;
  readonly untold: number;
}

function heldBy(record: ExperimentRecord, cell: PlannedCell, verdict: string): Held {
  const ended = runsOf(record, cell).filter(({ outcome }) => outcome === 'finished' || outcome === 'diverged');
  const told = ended.flatMap((run) => {
    const holds = isHeld(run, verdict, record);
    return holds === null ? [] : [[run.seed, holds] as const];
  });
  return { told: new Map(told), untold: ended.length - told.length };
}

/** Null where it cannot be told. */
function isHeld(run: RunRecord, verdict: string, { experiment }: ExperimentRecord): boolean | null {
  const { holding, denied } = diagnose(run, experiment);
  const among = (found: readonly Told[]) => found.some((told) => told.verdict.name === verdict);
  return among(holding) ? true : among(denied) ? false : null;
}

function discordant(pairs: readonly { readonly holds: boolean; readonly there: boolean }[]) {
  return {
    one: pairs.filter(({ holds, there }) => holds && !there).length,
    other: pairs.filter(({ holds, there }) => !holds && there).length,
  };
}

function shareOf({ told, untold }: Held): Share {
  return { holds: [...told.values()].filter(Boolean).length, runs: told.size, untold };
}
