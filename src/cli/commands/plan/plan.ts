/** `helvetica plan`: what would run, by setting; what is done already; what changed since. */

import { availableParallelism } from 'node:os';
import type { BackendName } from '../../../core/engine/program.js';
import type { Experiment, PlannedCell } from '../../../records/experiment.js';
import { onBackend } from '../../../records/identity.js';
import { estimateSeconds } from '../../../runner/plan/estimate.js';
import { type MemoryPlan, planMemory } from '../../../runner/plan/memory.js';
import { partsOfCell } from '../../../runner/plan/plan-blocks.js';
import { shorterCells, shorterResumeStep } from '../../../runner/plan/shorter-cells.js';
import { measureChanges, staleCells } from '../../../runner/plan/staleness.js';
import { findUnplanned, type SurveyedRun, surveyRuns } from '../../../runner/plan/survey.js';
import { experimentFolder } from '../../../runner/store/layout.js';
import { previousPlan } from '../../../runner/store/runs/experiment-folder.js';
import { command } from '../../command.js';
import { readExperiments } from '../../experiment-files.js';
import { backendOption, type ExperimentArguments, experimentArguments, resultsOption } from '../../options.js';
import { print, printJson, printNext, shellWords } from '../../terminal/print.js';
import { type ExperimentPlan, planJson, planSummary } from './plan-summary.js';

interface Arguments extends ExperimentArguments {
  readonly results: string;
  readonly backend: 'auto' | BackendName;
  readonly json?: boolean | undefined;
}

export const planCommand = command<Arguments>({
  builder: (yargs) =>
    experimentArguments(yargs)
      .option('backend', backendOption)
      .option('results', resultsOption)
      .option('json', { describe: 'print the whole plan as JSON', type: 'boolean' }),
  async handler(args) {
    const plans: ExperimentPlan[] = [];
    for (const experiment of await readExperiments(args)) plans.push(await planOf(experiment, args));
    if (args.json) printJson(plans.map(planJson));
    else for (const each of plans) print(planSummary(each));
    printNext(`run ${shellWords(process.argv.slice(3).filter((word) => word !== '--json'))}`);
  },
});

async function planOf(given: Experiment, { results, backend: asked }: Arguments): Promise<ExperimentPlan> {
  const backend = asked === 'auto' ? 'onnx' : asked;
  const experiment = { ...given, cells: given.cells.map((cell) => onBackend(cell, backend)) };
  const folder = experimentFolder(results, experiment);
  const runs = surveyRuns(experiment, folder);
  const begun = new Set(runs.filter(isBegun).map(({ cell }) => cell.id));
  const missing = experiment.cells.filter(({ id }) => !begun.has(id));
  const otherwise = runs.flatMap(measuredOtherwise);
  // Listing and parsing takes long with many cells, so this is done only if something changed.
  const unplanned = missing.length > 0 ? findUnplanned(folder, experiment) : [];
  const before = otherwise.length > 0 || unplanned.length > 0 ? previousPlan(folder) : null;
  const stale = staleCells(missing, { folder, unplanned, previous: before, backend });
  const changes = new Map(
    [...new Set(otherwise)].map((measured) => [
      measured,
      measureChanges(measured, { now: experiment.measure, before: before?.measure ?? null }),
    ]),
  );
  const goingOn = await fromShorter(runs, { folder, cells: experiment.cells, backend });
  const remeasured = otherwise.map((measured) => changes.get(measured)!);
  return {
    experiment,
    folder,
    runs: goingOn,
    stale,
    remeasured,
    memory: memoryOf(experiment, goingOn),
    seconds: estimateSeconds(goingOn, { folder, stale, measure: experiment.measure }),
  };
}

/** Throws `NotEnoughMemoryError` where a setting that is not finished cannot fit. */
function memoryOf(experiment: Experiment, runs: readonly SurveyedRun[]): MemoryPlan | null {
  const left = new Map<PlannedCell, number>();
  for (const { cell, progress } of runs) if (progress.stage !== 'finished') left.set(cell, (left.get(cell) ?? 0) + 1);
  const cores = availableParallelism();
  const parts = partsOfCell(experiment.cells.length, cores);
  const blocks = [...left.values()].reduce((sum, seeds) => sum + Math.min(parts, seeds), 0);
  return planMemory(
    { ...experiment, cells: [...left.keys()] },
    {
      workers: Math.min(cores, blocks),
      together: (cell) => Math.ceil(left.get(cell)! / Math.min(parts, left.get(cell)!)),
    },
  );
}

/** A run starts from the last step of a shorter run where that is further than its own. */
async function fromShorter(
  runs: readonly SurveyedRun[],
  { folder, ...plan }: Pick<Experiment, 'cells'> & { readonly folder: string; readonly backend: string },
): Promise<readonly SurveyedRun[]> {
  const isTrained = ({ progress: { stage } }: SurveyedRun) => stage === 'to train' || stage === 'to resume';
  const wanted = [...new Set(runs.filter(isTrained).map(({ cell }) => cell))];
  const shorter = await shorterCells(folder, { ...plan, wanted });
  if (shorter.size === 0) return runs;
  return runs.map((run) => {
    const step = isTrained(run) ? shorterResumeStep(folder, run, shorter.get(run.cell.id)) : 0;
    return step > run.progress.step ? { ...run, progress: { ...run.progress, stage: 'to train', step } } : run;
  });
}

function isBegun({ progress: { summary, lease, step } }: SurveyedRun): boolean {
  return summary !== null || lease !== null || step > 0;
}

/** The identity of its old measurements, for a trained run that the plan measures in another way. */
function measuredOtherwise({ progress: { stage, summary } }: SurveyedRun): string[] {
  const trained = summary?.outcome === 'finished' || summary?.outcome === 'diverged';
  return trained && stage !== 'finished' ? [summary.measured] : [];
}
