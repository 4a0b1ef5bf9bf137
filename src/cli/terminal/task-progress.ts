/** What a command is doing, on stderr, once it takes more than two seconds: a live line on a terminal, else a line now and then. */
import { plainPercent } from '../../core/text/plain-numbers.js';

export interface TaskProgress {
  at(doing: string, share: number): void;
  stop(): void;
}

const PATIENCE = 2000; // milliseconds before anything is said
const REDRAW = 200;
const REPEAT = 10_000; // between lines that stay

export function openTaskProgress(
  stream: NodeJS.WriteStream = process.stderr,
  clock = () => performance.now(),
): TaskProgress {
  const live = Boolean(stream.isTTY);
  let next = clock() + PATIENCE;
  let drawn = false;
  return {
    at(doing, share) {
      const now = clock();
      if (now < next) return;
      next = now + (live ? REDRAW : REPEAT);
      const line = `${plainPercent(share).padStart(5)}  ${doing}`;
      stream.write(live ? `\r\x1b[K${line.slice(0, (stream.columns ?? 80) - 1)}` : `${line}\n`);
      drawn = live;
    },
    stop() {
      if (drawn) stream.write('\r\x1b[K');
    },
  };
}
