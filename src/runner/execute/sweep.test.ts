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

/** A worker whose blocks end as given, one after the other, and then succeed. */
function workerThat(...endings: readonly (BlockEnd | 'waits')[]): { open: OpenWorker; worked: (readonly number[])[] } {
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
      note: (_, seeds, text) => void said.push(`${seeds} ${text}`),
      waiting: (runs) => void said.push(`waiting for ${runs}`),
    },
    ...options,
  });
  await sweeping;
  return said;
}

describe('a sweep', () => {
  it('retries runs whose process died once, each on its own, and notes the reason', async () => {
    const block = await blockOf([1, 2]);
    const { open, worked } = workerThat(DIED);
    const said = await swept([block], open);
    expect(worked).toEqual([[1, 2], [1], [2]]);
    expect(said).toEqual(['1,2 the worker process ended (SIGKILL): retrying once', '1 done', '2 done']);
    expect(await readIncidents(at(block, 2))).toEqual(['the worker process ended (SIGKILL): retrying once']);
    expect(readLease(at(block, 1))).toBeNull();
  });

  it('fails a run whose process died twice, and continues with the others', async () => {
    const block = await blockOf([1, 2]);
    const { open } = workerThat(DIED, DIED);
    expect(await swept([block], open)).toContain('1 error');
    expect(readSummary(at(block, 1))).toMatchObject({
      outcome: 'error',
      reason: 'the worker process ended (SIGKILL), for the second time',
    });
    expect(readSummary(at(block, 2))?.outcome).toBe('finished');
  });

  it('retries what ran out of memory, and no other error', async () => {
    const memory = workerThat({ kind: 'failed', error: 'RangeError: Array buffer allocation failed' });
    await swept([await blockOf([1])], memory.open);
    expect(memory.worked).toEqual([[1], [1]]);
    const bug = workerThat(FAILED);
    const block = await blockOf([1]);
    expect(await swept([block], bug.open)).toEqual(['1 error']);
    expect(bug.worked).toEqual([[1]]);
    expect(readSummary(at(block, 1))).toMatchObject({ outcome: 'error', reason: 'Error: a bug' });
  });

  it('stops at the maximum number of failures', async () => {
    const blocks = [await blockOf([1]), await blockOf([1]), await blockOf([1])];
    const { open, worked } = workerThat(FAILED, FAILED);
    await expect(swept(blocks, open, { maxFailures: 2 })).rejects.toThrow(
      'stopped after 2 failed runs; the last error: Error: a bug',
    );
    expect(worked).toHaveLength(2);
  });

  it('keeps the results of a finished run when measuring it again fails', async () => {
    const block = await blockOf([1]);
    const { open } = workerThat({ kind: 'done' });
    await swept([block], open);
    await finish(block);
    await swept([{ ...block, measured: 'other', job: 'train' }], workerThat(FAILED).open);
    expect(readSummary(at(block, 1))?.outcome).toBe('finished');
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the disk is read-only'],
  ])('ends with one sentence where the operating system reports %s', async (code, problem) => {
    const block = await blockOf([1]);
    const { open } = workerThat({ kind: 'failed', error: 'Error: x', code });
    await expect(swept([block], open)).rejects.toThrow(`${block.folder}: ${problem}; existing results are intact`);
    expect(readSummary(at(block, 1))).toBeUndefined();
  });

  it('ends, and creates nothing, where the results folder was removed', async () => {
    const block = await blockOf([1]);
    const { open } = workerThat('waits');
    const removing: OpenWorker = (backend) => {
      const worker = open(backend);
      const work: typeof worker.work = async () => {
        await rm(block.folder, { recursive: true });
        return { kind: 'failed', error: 'Error: ENOENT', code: 'ENOENT' };
      };
      return { ...worker, work };
    };
    await expect(swept([block, { ...block, seeds: [2] }], removing)).rejects.toThrow('the results folder was removed');
    await expect(readFile(join(block.folder, 'experiment.json'))).rejects.toThrow('ENOENT');
  });

  it('releases every lease when it is asked to stop', async () => {
    const block = await blockOf([1]);
    const stop = new AbortController();
    const { open } = workerThat('waits');
    const sweeping = swept([block, await blockOf([2])], open, { signal: stop.signal });
    while (!readLease(at(block, 1))) await new Promise(setImmediate);
    stop.abort(new Error('enough'));
    await expect(sweeping).rejects.toThrow('enough');
    expect(readLease(at(block, 1))).toBeNull();
  });

  it('shared by two leaves each run to one of them, and both end when all is done', async () => {
    const block = await blockOf([1]);
    const [slow, other] = [workerThat('waits'), workerThat()];
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
