import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '../plan/block.js';
import { seedFolder } from '../store/layout.js';
import { readLease } from '../store/locks/leases.js';
import { readIncidents } from '../store/runs/incidents.js';
import { writeRun } from '../store/runs/runs.js';
import { readSummary } from '../store/runs/summary.js';
import type { BlockEnd } from './block-context.js';
import { type SweepOptions, sweep } from './sweep.js';
import type { OpenWorker } from './workers.js';

let root: string;
let made = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'helvetica-sweep-'));
});
afterAll(() => rm(root, { recursive: true }));

async function blockOf(seeds: readonly number[], name = 'cell'): Promise<Block> {
  const folder = await mkdtemp(join(root, `${++made}-`));
  await writeFile(join(folder, 'experiment.json'), '{}');
  const cell = { id: name, folder: name, setting: { steps: 10 }, axes: {}, labels: {} } as unknown as Block['cell'];
  const measure = { every: 1, samples: 1, metrics: [], keep: 'all' } as Block['measure'];
  const environment = {} as Block['environment'];
  const common = { job: 'train', shorter: [], checkpointEvery: null } as const;
  return { cell, seeds, measure, measured: 'm', folder, environment, ...common };
}

const at = (block: Block, seed: number) => seedFolder(block.folder, block.cell, seed);

/** Writes a result for every seed, as a worker would. */
async function finish(block: Block): Promise<BlockEnd> {
  for (const seed of block.seeds)
    await writeRun(at(block, seed), {
      summary: { outcome: 'finished', steps: 10, reason: null, measured: 'm' },
      environment: block.environment,
      history: [],
      arrays: {},
    });
  return { kind: 'done' };
}

/** A hand that ends its blocks as told, one after the other, and well after that. */
function handThat(...endings: readonly (BlockEnd | 'waits')[]): { open: OpenWorker; worked: (readonly number[])[] } {
  const left = [...endings];
  const worked: (readonly number[])[] = [];
  const open: OpenWorker = () => {
    let stop = (_: BlockEnd) => {};
    return {
      async work(block) {
        worked.push(block.seeds);
        const ending = left.shift();
        if (ending === 'waits') return new Promise((resolve) => (stop = resolve));
        return ending ?? finish(block);
      },
      stop: () => stop({ kind: 'stopped' }),
      kill: () => {},
      dispose: () => {},
    };
  };
  return { open, worked };
}

const DIED: BlockEnd = { kind: 'died', how: 'the worker process ended (SIGKILL)' };
const FAILED: BlockEnd = { kind: 'failed', error: 'Error: a bug\n    at line 3' };

async function swept(
  blocks: readonly Block[],
  open: OpenWorker,
  { said = [], ...options }: Partial<SweepOptions> & { said?: string[] } = {},
) {
  const sweeping = sweep(blocks, {
    workers: 1,
    backend: 'onnx',
    signal: new AbortController().signal,
    maxFailures: Number.POSITIVE_INFINITY,
    openWorker: open,
    events: {
      started: () => {},
      progress: () => {},
      putBack: () => {},
      ended: ({ seeds }, error) => void said.push(`${seeds} ${error === null ? 'done' : 'error'}`),
      note: (_, seeds, says) => void said.push(`${seeds} ${says}`),
      waiting: (runs) => void said.push(`waiting for ${runs}`),
    },
    ...options,
  });
  await sweeping;
  return said;
}

describe('a sweep', () => {
  it('tries runs whose process died once more, each on its own, and remembers why', async () => {
    const block = await blockOf([1, 2]);
    const { open, worked } = handThat(DIED);
    const said = await swept([block], open);
    expect(worked).toEqual([[1, 2], [1], [2]]);
    expect(said).toEqual(['1,2 the worker process ended (SIGKILL): retrying once', '1 done', '2 done']);
    expect(await readIncidents(at(block, 2))).toEqual(['the worker process ended (SIGKILL): retrying once']);
    expect(readLease(at(block, 1))).toBeNull();
  });

  it('gives a run up whose process died twice, and goes on with the others', async () => {
    const block = await blockOf([1, 2]);
    const { open } = handThat(DIED, DIED);
    expect(await swept([block], open)).toContain('1 error');
    expect(readSummary(at(block, 1))).toMatchObject({
      outcome: 'error',
      reason: 'the worker process ended (SIGKILL), for the second time',
    });
    expect(readSummary(at(block, 2))?.outcome).toBe('finished');
  });

  it('tries again what ran out of memory, and nothing else that threw', async () => {
    const memory = handThat({ kind: 'failed', error: 'RangeError: Array buffer allocation failed' });
    await swept([await blockOf([1])], memory.open);
    expect(memory.worked).toEqual([[1], [1]]);
    const bug = handThat(FAILED);
    const block = await blockOf([1]);
    expect(await swept([block], bug.open)).toEqual(['1 error']);
    expect(bug.worked).toEqual([[1]]);
    expect(readSummary(at(block, 1))).toMatchObject({ outcome: 'error', reason: 'Error: a bug' });
  });

  it('stops at the failure that is one too many', async () => {
    const blocks = [await blockOf([1]), await blockOf([1]), await blockOf([1])];
    const { open, worked } = handThat(FAILED, FAILED);
    await expect(swept(blocks, open, { maxFailures: 2 })).rejects.toThrow(
      'stopped after 2 failed runs; the last error: Error: a bug',
    );
    expect(worked).toHaveLength(2);
  });

  it('keeps what had finished when measuring it again fails', async () => {
    const block = await blockOf([1]);
    const { open } = handThat({ kind: 'done' });
    await swept([block], open);
    await finish(block);
    await swept([{ ...block, measured: 'other', job: 'train' }], handThat(FAILED).open);
    expect(readSummary(at(block, 1))?.outcome).toBe('finished');
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the disk is read-only'],
  ])('ends with one sentence where the operating system says %s', async (code, says) => {
    const block = await blockOf([1]);
    const { open } = handThat({ kind: 'failed', error: 'Error: x', code });
    await expect(swept([block], open)).rejects.toThrow(`${block.folder}: ${says}; existing results are intact`);
    expect(readSummary(at(block, 1))).toBeUndefined();
  });

  it('ends, and makes nothing anew, where the results folder was removed', async () => {
    const block = await blockOf([1]);
    const { open } = handThat('waits');
    const gone: OpenWorker = (backend) => {
      const hand = open(backend);
      const work: typeof hand.work = async () => {
        await rm(block.folder, { recursive: true });
        return { kind: 'failed', error: 'Error: ENOENT', code: 'ENOENT' };
      };
      return { ...hand, work };
    };
    await expect(swept([block, { ...block, seeds: [2] }], gone)).rejects.toThrow('the results folder was removed');
    await expect(readFile(join(block.folder, 'experiment.json'))).rejects.toThrow('ENOENT');
  });

  it('told to stop, gives everything back', async () => {
    const block = await blockOf([1]);
    const stop = new AbortController();
    const { open } = handThat('waits');
    const sweeping = swept([block, await blockOf([2])], open, { signal: stop.signal });
    while (!readLease(at(block, 1))) await new Promise(setImmediate);
    stop.abort(new Error('enough'));
    await expect(sweeping).rejects.toThrow('enough');
    expect(readLease(at(block, 1))).toBeNull();
  });

  it('shared by two leaves each run to one of them, and both end when all is done', async () => {
    const block = await blockOf([1]);
    const [slow, other] = [handThat('waits'), handThat()];
    const stop = new AbortController();
    const first = swept([block], slow.open, { signal: stop.signal });
    while (!readLease(at(block, 1))) await new Promise(setImmediate);
    const said: string[] = [];
    const second = swept([block], other.open, { said });
    while (said.length === 0) await new Promise(setImmediate);
    expect(said).toEqual(['waiting for 1']);
    expect(other.worked).toEqual([]);
    stop.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect(await second).toEqual(['waiting for 1', '1 done']);
    expect(other.worked).toEqual([[1]]);
  });
});
