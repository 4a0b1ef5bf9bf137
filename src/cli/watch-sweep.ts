/** Runs an experiment with progress on stderr: a headline, a live line, a line per finished cell. */

import { availableParallelism } from 'node:os';
import type { BackendName } from '../core/engine/program.js';
import { printableLine } from '../core/text/printable.js';
import { plural } from '../core/text/words.js';
import type { Experiment } from '../records/experiment.js';
import { onBackend } from '../records/identity.js';
import type { ExperimentRecord } from '../records/run-record.js';
import { shortLabels } from '../records/short-labels.js';
import type { Block } from '../runner/plan/block.js';
import { memoryWarning } from '../runner/plan/memory.js';
import type { Retry } from '../runner/plan/plan-blocks.js';
import type { Shard } from '../runner/plan/shard.js';
import { openSpeeds, readPaces } from '../runner/plan/speeds.js';
import { runExperiment } from '../runner/run.js';
import type { PlannedSweep, RunOptions } from '../runner/run-options.js';
import { CellLines } from './cell-lines.js';
import { EXIT } from './terminal/command-error.js';
import { type Insistence, listenForSignals } from './terminal/interrupts.js';
import { printDamaged, printMessage, shellWords } from './terminal/print.js';
import { openProgress, type Progress } from './terminal/progress.js';

/** Options of every command that trains. */
export interface WorkOptions {
  readonly backend: 'auto' | BackendName;
  readonly workers?: number | undefined;
  readonly retry?: readonly Retry[] | undefined;
  readonly failFast?: boolean | undefined;
  readonly maxFailures?: number | undefined;
  readonly checkpointEvery?: number | undefined;
}

export interface WatchOptions extends WorkOptions {
  readonly results: string;
  readonly verify?: boolean | undefined;
  readonly shard?: Shard | undefined;
}

/** Trains what is missing and reads all results. Rejects with `InterruptedError` when a signal ends it. */
export async function runAndWatch(experiment: Experiment, options: WatchOptions): Promise<ExperimentRecord> {
  const { results, shard, verify } = options;
  return watchSweep(experiment, options, (shown) => runExperiment(experiment, { ...shown, results, shard, verify }));
}

/** Calls `work` with events that print its progress. */
export async function watchSweep<T>(
  experiment: Experiment,
  options: WorkOptions & { readonly insistence?: Insistence },
  work: (shown: Omit<RunOptions, 'results'>) => Promise<T>,
): Promise<T> {
  const workers = options.workers ?? availableParallelism();
  const short = shortLabels(experiment.cells);
  const labels = new Map(experiment.cells.map(({ id }, i) => [id, printableLine(short[i]!) || experiment.name]));
  const cells = new CellLines(experiment, labels);
  let progress: Progress | undefined;
  const printLine = (line: string) => (progress ? progress.print(line) : printMessage(line));
  const interrupts = listenForSignals(printLine, options.insistence);
  const { backend, retry, failFast, maxFailures, checkpointEvery } = options;
  try {
    return await work({
      backend,
      workers,
      retry,
      maxFailures: failFast ? 1 : maxFailures,
      checkpointEvery,
      command: `helvetica ${shellWords(process.argv.slice(2))}`,
      signal: interrupts.signal,
      events: {
        damaged: (files) => printDamaged(files, 'now'),
        planned(plan) {
          if (plan.previousFile !== null)
            printMessage(
              `note    ${plan.folder} held the plan of ${plan.previousFile}; the plan of ${experiment.file} replaces it`,
            );
          printMessage(headline(experiment, plan));
          const warning = plan.memory && memoryWarning(plan.memory);
          if (warning) printMessage(`note    ${warning}`);
          cells.expect(plan.blocks);
          const weigh = weighed(experiment, plan);
          progress = openProgress(plan.blocks, { labels, cells: () => cells.counts, weigh });
        },
        replaced: (text) => printLine(`note    ${text}`),
        started(block) {
          cells.start(block);
          progress?.started(block);
        },
        progress: (block, at) => progress?.moved(block, at),
        ended(block, error) {
          progress?.ended(block);
          if (error !== null) process.exitCode = EXIT.runsFailed;
          if (error !== null) printLine(`error   ${labels.get(block.cell.id)}, ${seedsText(block.seeds)}: ${error}`);
          const line = cells.end(block);
          if (line) printLine(line);
        },
        putBack: (block) => progress?.putBack(block),
        note: (block, seeds, text) => printLine(`note    ${labels.get(block.cell.id)}, ${seedsText(seeds)}: ${text}`),
        waiting: (runs) => printLine(`waiting for ${plural(runs, 'run')} leased by other workers`),
      },
    });
  } finally {
    progress?.stop();
    interrupts.dispose();
  }
}

/** The seconds that similar blocks took here; undefined where any block has no such record. */
function weighed(
  { cells, seeds, measure }: Experiment,
  { folder, blocks }: PlannedSweep,
): ((block: Block) => number) | undefined {
  const backend = blocks[0]?.environment.backend;
  if (backend === undefined) return undefined;
  const runs = cells.flatMap((cell) => seeds.map((seed) => ({ cell: onBackend(cell, backend), seed })));
  const secondsOf = openSpeeds(readPaces(folder, runs), measure);
  const weigh = ({ cell, job, seeds }: Block) => seeds.length * (secondsOf({ cell, job, step: 0 }) ?? 0);
  return blocks.every((block) => weigh(block) > 0) ? weigh : undefined;
}

function seedsText(seeds: readonly number[]): string {
  return `${seeds.length === 1 ? 'seed' : 'seeds'} ${seeds.join(', ')}`;
}

function headline({ cells, seeds }: Experiment, plan: PlannedSweep): string {
  const runs = `${plural(plan.runs, 'run')} = ${plural(cells.length, 'setting')} x ${plural(seeds.length, 'seed')}`;
  const started = [
    ...(plan.resumed > 0 ? [`${plan.resumed} to resume`] : []),
    ...(plan.longer > 0 ? [`${plan.longer} continued from fewer steps`] : []),
    ...(plan.restarted > 0 ? [`${plan.restarted} to train again (their parameters were not kept)`] : []),
    ...(plan.remeasured > 0 ? [`${plan.remeasured} to measure`] : []),
    ...(plan.inOtherShards > 0 ? [`${plan.inOtherShards} in other shards`] : []),
    ...(plan.notRetried > 0 ? [`${plan.notRetried} failed, not retried (--retry)`] : []),
  ];
  return [runs, `${plan.finished} cached`, ...started, workersText(plan), plan.backendDescription, plan.folder].join(
    ' . ',
  );
}

function workersText({ blocks, workers }: PlannedSweep): string {
  if (blocks.length === 0) return 'nothing to do';
  return workers === 0 ? 'in this process' : plural(Math.min(workers, blocks.length), 'worker');
}
