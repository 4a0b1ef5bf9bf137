import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backdate, dateOf } from '../../test/support/files.js';
import { readNpy } from '../../test/support/npy-files.js';
import { sweepText } from '../../test/support/sweep-text.js';
import { loadText, temporaryFolder, train } from '../../test/support/sweeps.js';
import type { Experiment } from '../records/experiment.js';
import { resultsCsv } from '../reports/page/tables.js';
import type { Block } from './plan/block.js';
import { readExperiment } from './read-experiment.js';
import { runExperiment } from './run.js';
import type { RunOptions } from './run-options.js';
import { temporaryName } from './store/bytes/atomic.js';
import { csvText } from './store/bytes/csv.js';
import { thisHolder } from './store/holder.js';
import { seedFolder } from './store/layout.js';

const text = (measure: object = {}, derive?: object) =>
  sweepText({
    name: 'tiny',
    base: { steps: 30 },
    vary: { loss: ['non-saturating', 'minimax'] },
    seeds: 3,
    measure: { metrics: ['modes-covered', 'high-quality'], ...measure },
    ...(derive && { derive }),
  });
const MORE = text({ metrics: ['modes-covered', 'high-quality', 'mode-kl'] });

const folder = temporaryFolder('run');

const load = ({ text: given = text(), ...changes }: { set?: string[]; text?: string; seeds?: string } = {}) =>
  loadText(join(folder, 'tiny.yaml'), given, changes);

/** Runs in this process and notes which blocks were worked on. */
async function run(experiment: Experiment, results: string, options: Partial<RunOptions> = {}) {
  const blocks: Block[] = [];
  const record = await train(experiment, join(folder, results), {
    ...options,
    events: { started: (block) => void blocks.push(block) },
  });
  return { record, blocks, csv: csvText(resultsCsv(record)) };
}

// Twenty tiny sweeps: each takes a second where cores are free.
describe('a sweep', () => {
  it('trains every run once, and nothing when it is run again', async () => {
    const experiment = await load();
    const first = await run(experiment, 'once');
    expect(first.record.runs.map(({ outcome, steps }) => [outcome, steps])).toEqual(Array(6).fill(['finished', 30]));
    expect([...new Set(first.record.runs[0].history.map(({ step }) => step))]).toEqual([0, 10, 20, 30]);
    const again = await run(experiment, 'once');
    expect(again.blocks).toEqual([]);
    expect(again.csv).toBe(first.csv);
  });

  it('gives the same bytes however its seeds are split', async () => {
    const whole = await run(await load(), 'whole');
    for (const seeds of ['2', '1', '3']) await run(await load({ seeds: `${seeds}-${seeds}` }), 'split');
    expect((await run(await load(), 'split')).csv).toBe(whole.csv);
  });

  it('trains only the seeds that are new', async () => {
    await run(await load({ seeds: '1' }), 'more');
    const { blocks } = await run(await load({ seeds: '1-2' }), 'more');
    expect(blocks.flatMap(({ seeds }) => seeds)).toEqual([2, 2]);
  });

  it('measures a new metric on what it kept, without training', async () => {
    const before = await run(await load(), 'metric');
    const kept = seedFolder(before.record.folder, before.record.experiment.cells[0], 1);
    backdate(before.record.folder);
    const trainedAt = dateOf(join(kept, 'checkpoint.npy'));
    const after = await run(await load({ text: MORE }), 'metric');
    expect(new Set(after.blocks.map(({ job }) => job))).toEqual(new Set(['measure']));
    expect(dateOf(join(kept, 'checkpoint.npy'))).toBe(trainedAt);
    const same = (record: typeof before.record) =>
      record.runs.map(({ history }) => history.filter(({ metric }) => metric !== 'mode-kl'));
    expect(same(after.record)).toEqual(same(before.record));
    expect(after.record.runs[0].history.filter(({ metric }) => metric === 'mode-kl')).toHaveLength(4);
    expect(after.csv).toBe((await run(await load({ text: MORE }), 'fresh')).csv);
  });

  it('derives values from those on disk, without training or measuring', async () => {
    await run(await load(), 'derived');
    const derived = text({}, { lost: '4 - modes_covered', twice: '2 * lost' });
    const { blocks, record, csv } = await run(await load({ text: derived }), 'derived');
    expect(blocks).toEqual([]);
    const [columns, first] = csv.split('\n').map((line) => line.split(','));
    const at = (name: string) => Number(first[columns.indexOf(name)]);
    expect([at('lost'), at('twice')]).toEqual([4 - at('modes-covered'), 8 - 2 * at('modes-covered')]);
    expect(record.runs[0].history.filter(({ metric }) => metric === 'lost').map(({ step }) => step)).toEqual([
      0, 10, 20, 30,
    ]);
  });

  it('keeps a diverged run as a result, up to the step at which it diverged, beside runs that continue', async () => {
    const experiment = await load({ set: ['optimizer.lr=1e30'] });
    const { record, csv } = await run(experiment, 'diverged');
    expect(record.runs.map(({ outcome }) => outcome)).toEqual(Array(6).fill('diverged'));
    expect(record.runs[0].steps).toBe(25); // looked at every 25 steps, whatever is measured
    expect(record.runs[0].history.at(-1)).toEqual({
      step: 25,
      metric: 'high-quality',
      value: { absent: 'diverged at step 25' },
    });
    expect(csv.split('\n')[1]).toMatch(/,1,diverged,diverged,25,non-saturating,,$/);
    expect((await run(experiment, 'diverged')).blocks).toEqual([]);
  });

  it('measures again only at the steps that the plan asks for', async () => {
    await run(await load(), 'steps');
    const again = await run(await load({ text: text({ every: 30 }) }), 'steps');
    expect(new Set(again.blocks.map(({ job }) => job))).toEqual(new Set(['measure']));
    expect([...new Set(again.record.runs[0].history.map(({ step }) => step))]).toEqual([0, 30]);
  });

  it('trains a run again that cannot be measured again, its parameters being damaged', async () => {
    const { record } = await run(await load(), 'fails');
    await writeFile(join(record.runs[0].folder, 'parameters.npy'), 'torn');
    const again = await run(await load({ text: MORE }), 'fails');
    expect(again.csv).toBe((await run(await load({ text: MORE }), 'new')).csv);
  });

  it.each([
    ['gone', (path: string) => rm(path)],
    ['changed', async (path: string) => writeFile(path, (await readFile(path, 'utf8')).replace(/\d/, '9'))],
  ])('measures a run again whose history is %s, without training', async (how, spoil) => {
    const { record, csv } = await run(await load(), how);
    await spoil(join(record.runs[1].folder, 'history.csv'));
    const again = await run(await load(), how);
    expect(again.blocks.map(({ seeds, job }) => [seeds, job])).toEqual([[[2], 'measure']]);
    expect(again.csv).toBe(csv);
  });

  it('is the same record when its histories are read again each time that they are needed', async () => {
    const { record } = await run(await load({ text: text({}, { missed: '1 - high_quality' }) }), 'record');
    const forgetful = await readExperiment(record.folder, 1);
    expect(Object.getOwnPropertyDescriptor(forgetful.runs[0], 'history')?.get).toBeUndefined();
    expect(Object.getOwnPropertyDescriptor(forgetful.runs[1], 'history')?.get).toBeDefined();
    expect(JSON.parse(JSON.stringify(forgetful))).toEqual(JSON.parse(JSON.stringify(record)));
    expect(record.runs[1].history.at(-1)?.metric).toBe('missed');
  });

  it('clears away what was half-written, beside finished runs too', async () => {
    const { record } = await run(await load({ seeds: '1' }), 'stale');
    const { folder: at } = record.runs[0];
    const before = (await readdir(at)).sort();
    for (const name of ['lease.json', 'summary.json']) await writeFile(temporaryName(join(at, name)), 'half');
    await mkdir(join(at, 'unfinished'));
    const dead = { ...thisHolder(), pid: 2 ** 22 + 1, token: 't', beat: 1, progress: null };
    await writeFile(join(at, 'lease.json'), JSON.stringify(dead));
    expect((await run(await load({ seeds: '1' }), 'stale')).blocks).toEqual([]);
    expect((await readdir(at)).sort()).toEqual(before);
  });

  it('tries diverged runs again only when asked to', async () => {
    const experiment = await load({ set: ['optimizer.lr=1e30'], seeds: '1' });
    const first = await run(experiment, 'again');
    const again = await run(experiment, 'again', { retry: ['diverged'] });
    expect(again.blocks.map(({ job }) => job)).toEqual(['train', 'train']);
    expect(again.csv).toBe(first.csv);
  });

  it('never takes the runs of one backend for those of another', async () => {
    const one = await load({ seeds: '1', set: ['steps=2'] });
    const { record } = await run(one, 'backends');
    const other = await runExperiment(one, {
      results: join(folder, 'backends'),
      backend: 'tfjs',
      workers: 0,
      command: 'test',
    });
    expect(other.runs[0].cell.folder).not.toBe(record.runs[0].cell.folder);
    expect(other.environments[0].backend).toBe('tfjs');
  });

  it('refuses an element type that the backend does not have, before anything runs', async () => {
    const doubles = await load({ set: ['dtype=float64'] });
    const options = { results: join(folder, 'doubles'), backend: 'tfjs', workers: 0, command: 'test' } as const;
    await expect(runExperiment(doubles, options)).rejects.toThrow('computes in float32');
  });

  it('leaves parameters that numpy reads: a row a measured step', async () => {
    const { record } = await run(await load(), 'arrays');
    const { folder: at } = record.runs[0];
    const { shape } = await readNpy(join(at, 'parameters.npy'));
    expect(shape).toEqual([4, 8 * 3 + 9 * 2 + 8 * 3 + 9]);
    expect([...(await readNpy(join(at, 'parameter-steps.npy'))).data]).toEqual([0, 10, 20, 30]);
    expect(JSON.parse(await readFile(join(at, 'environment.json'), 'utf8'))).toMatchObject({
      backend: 'onnx',
      command: 'test',
    });
  });
});
