/** What `helvetica plan` says of one experiment, to people and to machines. */
import { availableParallelism } from 'node:os';
import { alignColumns } from '../../../core/text/align-columns.js';
import { duration } from '../../../core/text/duration.js';
import { plural } from '../../../core/text/words.js';
import { type Difference, differencesText } from '../../../records/differences.js';
import type { Experiment, Measure } from '../../../records/experiment.js';
import { lacksParameters } from '../../../runner/plan/plan-blocks.js';
import type { RunStage } from '../../../runner/plan/run-progress.js';
import type { StaleCell } from '../../../runner/plan/staleness.js';
import type { SurveyedRun } from '../../../runner/plan/survey.js';

export interface ExperimentPlan {
  readonly experiment: Experiment;
  readonly folder: string;
  /** Cell by cell, each with all its seeds. */
  readonly runs: readonly SurveyedRun[];
  /** By cell id: what is there instead, and what changed. */
  readonly stale: ReadonlyMap<string, StaleCell>;
  /** For every run that is trained and was measured otherwise: what changed. */
  readonly remeasured: readonly (readonly Difference[])[];
  /** Seconds of one core that training and measuring still take; null where nothing tells. */
  readonly seconds: number | null;
}

const STAGES = ['finished', 'to measure', 'to resume', 'to train'] as const;
const MOST_ROWS = 60;
const LACKING = 'train again: the parameters of those steps were not kept (measure.keep)';
const MOST_STEPS = 5; // named one by one

const count = (runs: readonly SurveyedRun[], stage: RunStage) =>
  runs.filter(({ progress }) => progress.stage === stage).length;

/** The runs of each cell, in the order of the plan. */
function byCell({ experiment: { cells, seeds }, runs }: ExperimentPlan) {
  return cells.map((cell, i) => ({ cell, runs: runs.slice(i * seeds.length, (i + 1) * seeds.length) }));
}

export function planSummary(plan: ExperimentPlan): string {
  const { experiment, folder, runs } = plan;
  const { name, question, profile, axes, cells, seeds, measure } = experiment;
  const rows = byCell(plan)
    .slice(0, MOST_ROWS)
    .map((each) => [
      ...(axes.length === 0 ? [each.cell.folder] : axes.map((axis) => each.cell.labels[axis] ?? '')),
      ...STAGES.map((stage) => String(count(each.runs, stage))),
    ]);
  const more = cells.length - rows.length;
  return [
    `${name}${profile === null ? '' : ` --profile ${profile}`}: ${question}`,
    [
      `${plural(cells.length, 'setting')} x ${plural(seeds.length, 'seed')} = ${plural(runs.length, 'run')}`,
      // By what their summaries say: `run` looks at their files.
      `${count(runs, 'finished')} cached${count(runs, 'finished') > 0 ? ' (not verified)' : ''}`,
      ...STAGES.slice(1).map((stage) => `${count(runs, stage)} ${stage}`),
      folder,
    ].join(' . '),
    ...timeText(plan),
    `every ${measure.every} steps: ${columnsOf(measure).join(', ')}`,
    '',
    alignColumns([[...(axes.length === 0 ? ['setting'] : axes), 'cached', ...STAGES.slice(1)], ...rows]),
    ...(more > 0 ? [`... and ${plural(more, 'setting')} more: --json lists them all`] : []),
    ...changesText(plan),
    '',
  ].join('\n');
}

function timeText({ runs, seconds }: ExperimentPlan): string[] {
  if (count(runs, 'finished') === runs.length) return [];
  if (seconds === null) return ['time unknown until some of it is done'];
  const cores = availableParallelism();
  // Of new metrics nobody knows what they take until the first run has them.
  const then = count(runs, 'to measure') > 0 && count(runs, 'finished') === 0 ? ', with the metrics of then' : '';
  return [`about ${duration(seconds / cores)} on ${plural(cores, 'core')}, at the speed of what was done here${then}`];
}

/** Why what is on disk is not what the plan asks for. */
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
    ...tally(goneOnFrom(runs), 'run'),
    ...tally(
      runs.filter(({ progress }) => lacksParameters(progress)).map(() => LACKING),
      'run',
    ),
  ];
  return rows.length === 0 ? [] : ['', 'changed since they were run', alignColumns(rows).replace(/^/gm, '  ')];
}

/** Of every run that begins where a shorter one is. */
function goneOnFrom(runs: readonly SurveyedRun[]): string[] {
  const steps = runs.flatMap(({ progress }) =>
    progress.stage === 'to train' && progress.step > 0 ? [progress.step] : [],
  );
  const few = new Set(steps).size <= MOST_STEPS;
  const all = `go on from steps ${Math.min(...steps)} to ${Math.max(...steps)} of shorter ones`;
  return steps.map((step) => (few ? `go on from step ${step} of shorter ones` : all));
}

/** Each text once, with how many say it. */
function tally(texts: readonly string[], what: string): string[][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, times]) => [plural(times, what), text]);
}

/** What is read, whether it is a number or more. */
function columnsOf({ metrics, vectors = [] }: Measure): readonly string[] {
  return [...new Set([...metrics, ...vectors].map(({ column }) => column))];
}

export function planJson(plan: ExperimentPlan) {
  const { experiment, folder, runs, stale, remeasured, seconds } = plan;
  return {
    ...experiment,
    results: folder,
    finished: count(runs, 'finished'),
    coreSeconds: seconds,
    cells: byCell(plan).map(({ cell, runs }) => ({
      ...cell,
      seeds: runs.map(({ seed, progress: { stage, step } }) => ({ seed, stage, step })),
      stale: stale.get(cell.id) ?? null,
    })),
    remeasured: tally(remeasured.map(differencesText), 'run').map(([runs, changed]) => ({ runs, changed })),
  };
}
