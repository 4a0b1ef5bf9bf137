import { describe, expect, it } from 'vitest';
import type { Block } from '../../runner/plan/block.js';
import { openProgress } from './progress.js';

const block = (id: string, seeds: readonly number[]) =>
  ({ cell: { id, setting: { steps: 1000, batch: 10 } }, seeds }) as unknown as Block;
const LABELS = new Map([
  ['a', 'minimax'],
  ['b', 'hinge'],
]);

function opened(blocks: readonly Block[], isTTY = true, weigh?: (block: Block) => number) {
  let text = '';
  let now = 0;
  const stream = {
    isTTY,
    columns: 200,
    write(piece: string) {
      text += piece;
    },
  } as unknown as NodeJS.WriteStream;
  const cells = () => ({ done: 1, total: 4 });
  const progress = openProgress(blocks, { labels: LABELS, cells, weigh }, stream, () => now);
  return {
    progress,
    at(milliseconds: number) {
      now = milliseconds;
      text = '';
      progress.print('a line');
      return text.split('\x1b[K').at(-1)!.replace('a line\n', '');
    },
    written: () => text,
  };
}

const js = (value: number) => [{ metric: 'js', value: { value } }];

describe('the progress line', () => {
  it('shows what is done and left, the speed, and the progress of each running cell', () => {
    const [a, b] = [block('a', [1, 2]), block('b', [1, 2])];
    const { progress, at } = opened([a, b]);
    progress.started(a);
    expect(at(100)).toContain('estimating');
    progress.moved(a, { step: 0, values: [] });
    progress.moved(a, { step: 500, values: js(0.3123) });
    // A quarter of all is done in 10 seconds: 30 are left; 2 seeds x 500 steps in 10 seconds.
    expect(at(10_000)).toBe(
      ' 25 %  30 s left  |  settings 1 done, 1 running, 2 to do  |  100 run-steps/s  |  minimax 500/1000 js 0.312',
    );
    progress.ended(a);
    progress.started(b);
    expect(at(20_000)).toMatch(/^ 50 % {2}20 s left .* hinge 0\/1000$/);
    progress.stop();
  });

  it('weighs measuring by its own cost, run after run', () => {
    const [a, b] = [{ ...block('a', [1, 2]), job: 'measure' } as Block, block('b', [1])];
    const { progress, at } = opened([a, b], true, ({ job }) => (job === 'measure' ? 10 : 30));
    progress.started(a);
    progress.moved(a, { step: 0, share: 0, values: [] });
    progress.moved(a, { step: 0, share: 0.5, values: [] }); // the second run's first step
    expect(at(1_000)).toMatch(/^ 13 % {2}7\.0 s left .* 0 run-steps\/s /);
    progress.stop();
  });

  it('does not count earlier work for the speed', () => {
    const [a, b] = [block('a', [1]), block('b', [1])];
    const { progress, at } = opened([a, b]);
    progress.started(a);
    progress.moved(a, { step: 800, values: [] });
    progress.moved(a, { step: 1000, values: [] });
    expect(at(10_000)).toMatch(/^ 50 % {2}50 s left .* 20 run-steps\/s/);
    progress.ended(a);
    progress.started(b);
    expect(at(10_000)).toMatch(/^ 50 % {2}50 s left/);
    progress.putBack(b);
    expect(at(11_000)).toBe('');
    progress.ended(b); // by another worker
    progress.stop();
  });

  it('is not drawn if the output is not a terminal', () => {
    const a = block('a', [1]);
    const { progress, written, at } = opened([a], false);
    progress.started(a);
    progress.moved(a, { step: 10, values: js(1) });
    at(1000);
    expect(written()).toBe('a line\n');
    progress.stop();
  });
});
