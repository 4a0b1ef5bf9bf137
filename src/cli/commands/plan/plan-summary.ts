/** The plan of one experiment as text and as JSON. */

import { availableParallelism } from 'node:os';
import { maximum, minimum } from '../../../core/math/long-lists.js';
import { alignColumns } from '../../../core/text/align-columns.js';
import { duration } from '../../../core/text/duration.js';
import { printableLine } from '../../../core/text/printable.js';
import { plural } from '../../../core/text/words.js';
import { type Difference, differencesText } from '../../../records/differences.js';
import type { Experiment, Measure } from '../../../records/experiment.js';
import { type MemoryPlan, memoryText, memoryWarning } from '../../../runner/plan/memory.js';
import { lacksParameters } from '../../../runner/plan/plan-blocks.js';
import type { RunStage } from '../../../runner/plan/run-progress.js';
import type { StaleCell } from '../../../runner/plan/staleness.js';
import type { SurveyedRun } from '../../../runner/plan/survey.js';

export interface ExperimentPlan {
  readonly experiment: Experiment;
  readonly folder: string;
  /** Cell by cell, each with all its seeds. */
  readonly runs: readonly SurveyedRun[];
  /** By cell id, for cells without results: the results of a similar cell, and what changed since. */
  readonly stale: ReadonlyMap<string, StaleCell>;
  /** What changed, for each trained run that was measured in another way. */
  readonly remeasured: readonly (readonly Difference[])[];
  /** Of the most demanding setting that is not finished; null where all are. */
  readonly memory: MemoryPlan | null;
  /** Core-seconds still needed to train and measure; null where no earlier run gives an estimate. */
  readonly seconds: number | null;
}

const STAGES = ['finished', 'to measure', 'to resume', 'to train'] as const;
const MAX_ROWS = 60; // settings
const RETRAINED = 'train again: the parameters of those steps were not kept (measure.keep)';
const MAX_STEPS_NAMED = 5; // distinct steps; more are written as a range

const count = (runs: readonly SurveyedRun[], stage: RunStage) =>
  runs.filter(({ progress }) => progress.stage === stage).length;

/** Each cell with its runs, in the order of the plan. */
function byCell({ experiment: { cells, seeds }, runs }: ExperimentPlan) {
  return cells.map((cell, i) => ({ cell, runs: runs.slice(i * seeds.length, (i + 1) * seeds.length) }));
}

export function planSummary(plan: ExperimentPlan): string {
  const { experiment, folder, runs } = plan;
  const { name, question, profile, axes, cells, seeds, measure } = experiment;
  const rows = byCell(plan)
    .slice(0, MAX_ROWS)
    .map((each) => [
      ...(axes.length === 0 ? [each.cell.folder] : axes.map((axis) => each.cell.labels[axis] ?? '')),
      ...STAGES.map((stage) => String(count(each.runs, stage))),
    ]);
  const more = cells.length - rows.length;
  return [
    `${name}${profile === null ? '' : ` --profile ${profile}`}: ${printableLine(question)}`,
    [
      `${plural(cells.length, 'setting')} x ${plural(seeds.length, 'seed')} = ${plural(runs.length, 'run')}`,
      // According to their summaries; `run` checks their files.
      `${count(runs, 'finished')} cached${count(runs, 'finished') > 0 ? ' (not verified)' : ''}`,
      ...STAGES.slice(1).map((stage) => `${count(runs, stage)} ${stage}`),
      folder,
    ].join(' . '),
    ...timeText(plan),
    ...memoryLines(plan),
    `${measure.every === 1 ? 'every step' : `every ${measure.every} steps`}: ${columnsOf(measure).join(', ')}`,
    '',
    alignColumns([[...(axes.length === 0 ? ['setting'] : axes), 'cached', ...STAGES.slice(1)], ...rows]),
    ...(more > 0 ? [`... and ${plural(more, 'more setting')}: --json lists all`] : []),
    ...changesText(plan),
    '',
  ].join('\n');
}

function timeText({ runs, seconds }: ExperimentPlan): string[] {
  if (count(runs, 'finished') === runs.length) return [];
  if (seconds === null) return ['time: unknown until the first runs are done'];
  const cores = availableParallelism();
  // The time that new metrics take is unknown until a run has measured them.
  const then =
    count(runs, 'to measure') > 0 && count(runs, 'finished') === 0 ? ', without the time of new metrics' : '';
  return [
    `time: about ${duration(seconds / cores)} on ${plural(cores, 'core')}, from the speed of earlier runs${then}`,
  ];
}

function memoryLines({ memory }: ExperimentPlan): string[] {
  return memory === null ? [] : [memoryWarning(memory) ?? `memory: ${memoryText(memory)}`];
}

/** The differences between the results on disk and the plan. */
function changesText({ experiment: { cells }, runs, stale, remeasured }: ExperimentPlan): string[] {
  const rows = [
    ...tally(
      cells.flatMap((cell) => {
        const before = stale.get(cell.id);
        if (!before) return [];
        return [differencesText(before.changes)];
      }),
      'setting',
    ),
    ...tally(remeasured.map(differencesText), 'run'),
    ...tally(continuedFrom(runs), 'run'),
    ...tally(
      runs.filter(({ progress }) => lacksParameters(progress)).map(() => RETRAINED),
      'run',
    ),
  ];
  return rows.length === 0 ? [] : ['', 'changed since the last run', alignColumns(rows).replace(/^/gm, '  ')];
}

/** One text for each run that starts from the last step of a shorter one. */
function continuedFrom(runs: readonly SurveyedRun[]): string[] {
  const steps = runs.flatMap(({ progress }) =>
    progress.stage === 'to train' && progress.step > 0 ? [progress.step] : [],
  );
  const few = new Set(steps).size <= MAX_STEPS_NAMED;
  const all = `continue from steps ${minimum(steps)} to ${maximum(steps)} of shorter runs`;
  return steps.map((step) => (few ? `continue from step ${step} of a shorter run` : all));
}

/** Each distinct text with its count. */
function tally(texts: readonly string[], what: string): string[][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, times]) => [plural(times, what), text]);
}

/** The measured columns, scalars and vectors. */
function columnsOf({ metrics, vectors = [] }: Measure): readonly string[] {
  return [...new Set([...metrics, ...vectors].map(({ column }) => column))];
}

export function planJson(plan: ExperimentPlan) {
  const { experiment, folder, runs, stale, remeasured, memory, seconds } = plan;
  return {
    ...experiment,
    results: folder,
    finished: count(runs, 'finished'),
    coreSeconds: seconds,
    memory: memory && { bytesPerWorker: memory.bytes, workers: memory.workers, needs: memory.needs },
    cells: byCell(plan).map(({ cell, runs }) => ({
      ...cell,
      seeds: runs.map(({ seed, progress: { stage, step } }) => ({ seed, stage, step })),
      stale: stale.get(cell.id) ?? null,
    })),
    remeasured: tally(remeasured.map(differencesText), 'run').map(([runs, changed]) => ({ runs, changed })),
  };
}
