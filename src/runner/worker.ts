/** A worker process: takes blocks one at a time from its parent, reports progress, and leaves when told or orphaned. */
import type { BackendName } from '../core/engine/program.js';
import { type Block, type BlockProgress, runBlock, type Workshop } from './block.js';
import { openWorkshop } from './workshop.js';

export interface Order {
  readonly block: Block;
  readonly backend: 'auto' | BackendName;
}
export type Answer =
  | { readonly kind: 'progress'; readonly progress: BlockProgress }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: string };

// More often than a person can read costs time that training could use.
const REPORT_EVERY = 250; // milliseconds

let workshop: Promise<Workshop> | undefined;

const send = (answer: Answer) => new Promise<void>((resolve) => process.send?.(answer, () => resolve()));

process.on('message', async ({ block, backend }: Order) => {
  let last = 0;
  try {
    workshop ??= openWorkshop(backend);
    await runBlock(block, await workshop, (progress) => {
      const now = performance.now();
      if (now - last < REPORT_EVERY) return;
      last = now;
      void send({ kind: 'progress', progress });
    });
    await send({ kind: 'done' });
  } catch (error) {
    await send({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
// The parent decides what an interrupt means: it gets the same signal from the terminal.
process.on('SIGINT', () => undefined);
