/** Cells in progress: each prints one line when the last of its runs ends. */

import { duration } from '../core/text/duration.js';
import { plural } from '../core/text/words.js';
import type { Experiment } from '../records/experiment.js';
import type { Block } from '../runner/plan/block.js';
import { seedFolder } from '../runner/store/layout.js';
import { readRun } from '../runner/store/runs/runs.js';
import { diagnosesText, finalValuesText } from './runs-text.js';

/** Metrics in the line of a finished cell. */
const MAX_METRICS = 3;

export class CellLines {
  /** By cell: runs still to do, and when its first run started (ms). */
  private readonly open = new Map<string, { runs: number; began: number }>();
  private ended = 0;
  private total = 0;

  constructor(
    private readonly experiment: Experiment,
    private readonly labels: ReadonlyMap<string, string>,
  ) {}

  get counts() {
    return { done: this.ended, total: this.total };
  }

  expect(blocks: readonly Block[]): void {
    for (const { cell, seeds } of blocks) {
      const runs = (this.open.get(cell.id)?.runs ?? 0) + seeds.length;
      this.open.set(cell.id, { runs, began: 0 });
    }
    this.total = this.open.size;
  }

  start({ cell }: Block): void {
    const entry = this.open.get(cell.id);
    if (entry && entry.began === 0) entry.began = performance.now();
  }

  /** The cell's line; null while it has other runs to do. */
  end({ cell, folder, seeds: done }: Block): string | null {
    const entry = this.open.get(cell.id);
    if (!entry) return null;
    entry.runs -= done.length;
    if (entry.runs > 0) return null;
    this.open.delete(cell.id);
    this.ended += 1;
    const position = `[${this.ended}/${this.total}]`;
    const { seeds, measure } = this.experiment;
    const runs = seeds.flatMap((seed) => readRun(seedFolder(folder, cell, seed), cell, seed) ?? []);
    const values = measure.metrics
      .slice(0, MAX_METRICS)
      .map(({ column }) => `${column} ${finalValuesText(runs, column)}`);
    return [
      position,
      this.labels.get(cell.id),
      ` ${plural(seeds.length, 'seed')} `,
      ...values,
      diagnosesText(runs, this.experiment) || null,
      ...(entry.began ? [` ${duration((performance.now() - entry.began) / 1000)}`] : []),
    ]
      .filter((part) => part !== null)
      .join('  ');
  }
}
