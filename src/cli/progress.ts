/** Progress of a sweep on stderr: one live line on a terminal, and a line a cell when it ends. */
import type { Block, BlockProgress } from '../runner/block.js';

interface Place {
  /** How far a block is: 0 to 1, weighed by its work. */
  readonly work: number;
  done: number;
  progress?: BlockProgress;
}

export interface Progress {
  started(block: Block): void;
  moved(block: Block, progress: BlockProgress): void;
  ended(block: Block): void;
  /** A line that stays. */
  say(line: string): void;
  stop(): void;
}

const REDRAW = 200; // milliseconds

export function openProgress(
  blocks: readonly Block[],
  /** By cell id. */
  labels: ReadonlyMap<string, string>,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  const live = Boolean(stream.isTTY);
  const places = new Map<Block, Place>(blocks.map((block) => [block, { work: workOf(block), done: 0 }]));
  const running = new Set<Block>();
  const total = sum([...places.values()].map(({ work }) => work));
  const began = performance.now();
  let drawn = false;

  const clear = () => {
    if (drawn) stream.write('\r\x1b[K');
    drawn = false;
  };
  const draw = () => {
    if (!live || running.size === 0) return;
    clear();
    stream.write(line().slice(0, (stream.columns ?? 80) - 1));
    drawn = true;
  };
  const line = () => {
    const share = sum([...places.values()].map(({ work, done }) => work * done)) / total;
    const seconds = (performance.now() - began) / 1000;
    const left = share > 0.02 ? `${duration((seconds * (1 - share)) / share)} left` : 'estimating';
    const now = [...running].map((block) => {
      const step = places.get(block)?.progress?.step ?? 0;
      return `${labels.get(block.cell.id)} ${step}/${block.cell.setting.steps}${latest(places.get(block)?.progress)}`;
    });
    return `${(100 * share).toFixed(0).padStart(3)} %  ${left}  ${now.join('  |  ')}`;
  };
  const timer = live ? setInterval(draw, REDRAW) : undefined;
  timer?.unref();

  return {
    started: (block) => void running.add(block),
    moved(block, progress) {
      const place = places.get(block) as Place;
      place.done = progress.step / Math.max(block.cell.setting.steps, 1);
      place.progress = progress;
    },
    ended(block) {
      running.delete(block);
      (places.get(block) as Place).done = 1;
    },
    say(text) {
      clear();
      stream.write(`${text}\n`);
      draw();
    },
    stop() {
      clearInterval(timer);
      clear();
    },
  };
}

/** A rough measure, good for shares: what a run costs grows with its steps and its batch. */
function workOf({ cell: { setting }, seeds }: Block): number {
  return seeds.length * (1 + setting.steps * (setting.batch ?? 1));
}

function latest(progress: BlockProgress | undefined): string {
  const read = progress?.readings.find(({ reading }) => 'value' in reading);
  return read && 'value' in read.reading ? ` ${read.metric} ${read.reading.value.toPrecision(3)}` : '';
}

export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
