/** Runs an experiment for a person to watch: what will happen, progress, a line a cell; the same for `run` and `reproduce`. */
import { availableParallelism } from 'node:os';
import type { BackendName } from '../core/engine/program.js';
import type { Experiment } from '../core/experiment/plan.js';
import { shortLabels } from '../core/experiment/short-labels.js';
import type { ExperimentRecord } from '../core/records.js';
import type { Block } from '../runner/block.js';
import { type Planned, runExperiment } from '../runner/run.js';
import { seedFolder } from '../runner/store/layout.js';
import { readRun } from '../runner/store/runs.js';
import { EXIT } from './failure.js';
import { say, shellWords } from './print.js';
import { duration, openProgress, type Progress } from './progress.js';
import { spread } from './run-table.js';

export interface Watched {
  readonly results: string;
  readonly backend: 'auto' | BackendName;
  readonly workers?: number;
}

/** Metrics in the line that a cell leaves. */
const SHOWN = 3;

/** Prints to stderr. Rejects with `Interrupted` on Ctrl-C and SIGTERM. */
export async function runWatched(experiment: Experiment, options: Watched): Promise<ExperimentRecord> {
  const workers = options.workers ?? availableParallelism();
  const interrupt = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => interrupt.abort(new Interrupted(signal));
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const short = shortLabels(experiment.cells);
  const labels = new Map(experiment.cells.map(({ id }, i) => [id, short[i] || experiment.name]));
  const cells = new Cells(experiment, labels);
  let progress: Progress | undefined;
  try {
    return await runExperiment(experiment, {
      ...options,
      workers,
      command: `helvetica ${shellWords(process.argv.slice(2))}`,
      signal: interrupt.signal,
      events: {
        planned(plan) {
          if (plan.before !== null)
            say(`note    ${plan.folder} held the plan of ${plan.before}: that of ${experiment.file} takes its place`);
          say(headline(experiment, plan));
          cells.expect(plan.blocks);
          progress = openProgress(plan.blocks, labels);
        },
        started(block) {
          cells.start(block);
          progress?.started(block);
        },
        progress: (block, at) => progress?.moved(block, at),
        async ended(block, error) {
          progress?.ended(block);
          if (error !== null) process.exitCode = EXIT.runsFailed;
          if (error !== null)
            progress?.say(`error in ${labels.get(block.cell.id)}, seeds ${block.seeds.join(', ')}: ${error}`);
          const line = await cells.end(block);
          if (line) progress?.say(line);
        },
      },
    });
  } finally {
    progress?.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function headline({ cells, seeds }: Experiment, plan: Planned): string {
  const runs = `${plan.runs} runs = ${cells.length} cell${cells.length === 1 ? '' : 's'} x ${seeds.length} seed${seeds.length === 1 ? '' : 's'}`;
  const busy = plan.blocks.length ? `${Math.min(plan.workers, plan.blocks.length) || 1} workers` : 'nothing to do';
  return [runs, `${plan.finished} cached`, busy, plan.backendSays, plan.folder].join(' . ');
}

/** Which cells are under way, so that each leaves one line when the last of its blocks has ended. */
class Cells {
  private readonly open = new Map<string, { blocks: number; began: number }>();
  private ended = 0;
  private total = 0;

  constructor(
    private readonly experiment: Experiment,
    private readonly labels: ReadonlyMap<string, string>,
  ) {}

  expect(blocks: readonly Block[]): void {
    for (const { cell } of blocks) {
      const entry = this.open.get(cell.id) ?? { blocks: 0, began: 0 };
      this.open.set(cell.id, { ...entry, blocks: entry.blocks + 1 });
    }
    this.total = this.open.size;
  }

  start({ cell }: Block): void {
    const entry = this.open.get(cell.id);
    if (entry && entry.began === 0) entry.began = performance.now();
  }

  async end({ cell, folder }: Block): Promise<string | null> {
    const entry = this.open.get(cell.id);
    if (!entry || --entry.blocks > 0) return null;
    this.ended += 1;
    const place = `[${this.ended}/${this.total}]`;
    const { seeds, measure } = this.experiment;
    const runs = (await Promise.all(seeds.map((seed) => readRun(seedFolder(folder, cell, seed), cell, seed)))).flatMap(
      (run) => run ?? [],
    );
    const diverged = runs.filter(({ outcome }) => outcome === 'diverged').length;
    const readings = measure.metrics.slice(0, SHOWN).map(({ column }) => `${column} ${spread(runs, column)}`);
    return [
      place,
      this.labels.get(cell.id),
      ` ${seeds.length} seed${seeds.length === 1 ? '' : 's'} `,
      ...readings,
      ...(diverged ? [`diverged ${diverged}/${runs.length}`] : []),
      ` ${duration((performance.now() - entry.began) / 1000)}`,
    ].join('  ');
  }
}

export class Interrupted extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`interrupted by ${signal}; finished runs are kept: type the same line again to go on`);
  }
}
