/** Progress of a sweep on stderr: a live line on a terminal, above it lines that stay. */
import { duration } from '../../core/text/duration.js';
import { plainPercent } from '../../core/text/plain-numbers.js';
import { printable } from '../../core/text/printable.js';
import type { BlockProgress } from '../../runner/execute/block-context.js';
import type { Block } from '../../runner/plan/block.js';

export interface Progress {
  started(block: Block): void;
  moved(block: Block, progress: BlockProgress): void;
  /** All runs of the block are done, here or by another worker. */
  ended(block: Block): void;
  /** The block's runs are left for later or for another worker. */
  putBack(block: Block): void;
  /** Prints a line that stays. */
  print(line: string): void;
  stop(): void;
}

/** Numbers of cells. */
export interface CellCounts {
  readonly done: number;
  readonly total: number;
}

interface BlockState {
  readonly began: number;
  /** Its progress at the first report: anything before was done by an earlier process. */
  first: BlockProgress | null;
  progress: BlockProgress | null;
}

export interface ProgressOptions {
  readonly labels: ReadonlyMap<string, string>;
  readonly cells: () => CellCounts;
  /** The cost of a block, in any unit. */
  readonly weigh?: ((block: Block) => number) | undefined;
}

const REDRAW_INTERVAL = 200; // milliseconds
const MIN_RATE_TIME = 0.5; // seconds of work before a rate is shown

export function openProgress(
  blocks: readonly Block[],
  { labels, cells, weigh = roughCost }: ProgressOptions,
  stream: NodeJS.WriteStream = process.stderr,
  clock: () => number = () => performance.now(),
): Progress {
  const live = Boolean(stream.isTTY);
  const running = new Map<Block, BlockState>();
  const total = blocks.reduce((sum, block) => sum + weigh(block), 0);
  const began = clock();
  let done = 0;
  /** Work done before this process started, which does not count for the speed. */
  let before = 0;
  let drawn = false;

  const clear = () => {
    if (drawn) stream.write('\r\x1b[K');
    drawn = false;
  };
  const draw = () => {
    if (!live || running.size === 0) return;
    clear();
    stream.write(printable(line()).slice(0, (stream.columns ?? 80) - 1));
    drawn = true;
  };
  const line = () => {
    const under = [...running].map(([block, { first, progress }]) => ({
      reached: weigh(block) * shareOf(block, progress),
      offset: weigh(block) * shareOf(block, first),
    }));
    const reached = done + under.reduce((sum, each) => sum + each.reached, 0);
    const fresh = reached - before - under.reduce((sum, each) => sum + each.offset, 0);
    const seconds = (clock() - began) / 1000;
    const left = fresh > 0.01 * total ? `${duration((seconds * (total - reached)) / fresh)} left` : 'estimating';
    const { done: cellsDone, total: cellsTotal } = cells();
    const busy = new Set([...running.keys()].map(({ cell }) => cell.id)).size;
    const share = total > 0 ? reached / total : 1;
    return [
      `${plainPercent(share).padStart(5)}  ${left}`,
      `settings ${cellsDone} done, ${busy} running, ${Math.max(0, cellsTotal - cellsDone - busy)} to do`,
      `${rateText([...running])}`,
      ...[...running].map(([block, place]) => now(block, place)),
    ].join('  |  ');
  };
  const now = (block: Block, { progress }: BlockState) =>
    `${labels.get(block.cell.id)} ${progress?.step ?? 0}/${block.cell.setting.steps}${latest(progress)}`;
  const rateText = (places: readonly [Block, BlockState][]) => {
    const rate = places.reduce((sum, [{ seeds, job }, { began, first, progress }]) => {
      const seconds = (clock() - began) / 1000;
      const steps = (progress?.step ?? 0) - (first?.step ?? 0);
      return seconds < MIN_RATE_TIME || job === 'measure' ? sum : sum + (seeds.length * steps) / seconds;
    }, 0);
    return `${Math.round(rate)} run-steps/s`;
  };
  const timer = live ? setInterval(draw, REDRAW_INTERVAL) : undefined;
  timer?.unref();

  return {
    started: (block) => void running.set(block, { began: clock(), first: null, progress: null }),
    moved(block, progress) {
      const place = running.get(block);
      if (!place) return;
      place.first ??= progress;
      place.progress = progress;
    },
    ended(block) {
      before += weigh(block) * shareOf(block, running.get(block)?.first ?? null);
      if (!running.delete(block)) before += weigh(block);
      done += weigh(block);
    },
    putBack: (block) => void running.delete(block),
    print(text) {
      clear();
      stream.write(`${printable(text)}\n`);
      draw();
    },
    stop() {
      clearInterval(timer);
      clear();
    },
  };
}

/** A rough cost: a run's cost grows with its steps and its batch. */
function roughCost({ cell: { setting }, seeds }: Block): number {
  return seeds.length * (1 + setting.steps * (setting.batch ?? 1));
}

function shareOf({ cell: { setting } }: Block, progress: BlockProgress | null): number {
  return progress?.share ?? (progress?.step ?? 0) / Math.max(setting.steps, 1);
}

function latest(progress: BlockProgress | null): string {
  const read = progress?.values.find(({ value }) => 'value' in value);
  return read && 'value' in read.value ? ` ${read.metric} ${read.value.value.toPrecision(3)}` : '';
}
