/** Progress of a task of one command on stderr, shown after two seconds: a live line on a terminal, else a line every ten seconds. */
import { plainPercent } from '../../core/text/plain-numbers.js';

export interface TaskProgress {
  /** `share` of the task done, in [0, 1]. */
  at(doing: string, share: number): void;
  stop(): void;
}

const FIRST_DELAY = 2000; // milliseconds before the first line
const REDRAW_INTERVAL = 200; // milliseconds, on a terminal
const LINE_INTERVAL = 10_000; // milliseconds, elsewhere

export function openTaskProgress(
  stream: NodeJS.WriteStream = process.stderr,
  clock = () => performance.now(),
): TaskProgress {
  const live = Boolean(stream.isTTY);
  let next = clock() + FIRST_DELAY;
  let drawn = false;
  return {
    at(doing, share) {
      const now = clock();
      if (now < next) return;
      next = now + (live ? REDRAW_INTERVAL : LINE_INTERVAL);
      const line = `${plainPercent(share).padStart(5)}  ${doing}`;
      stream.write(live ? `\r\x1b[K${line.slice(0, (stream.columns ?? 80) - 1)}` : `${line}\n`);
      drawn = live;
    },
    stop() {
      if (drawn) stream.write('\r\x1b[K');
    },
  };
}
