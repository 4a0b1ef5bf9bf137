import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checksumsOf } from '../../../test/support/folders.js';
import { readNpy } from '../../../test/support/npy-files.js';
import { sweepText } from '../../../test/support/sweep-text.js';
import { loadText, temporaryFolder, train } from '../../../test/support/sweeps.js';
import { moveIntoPlace } from '../store/runs/rewrite.js';
import { readEstimators } from '../store/runs/runs.js';
import { readSummary } from '../store/runs/summary.js';

const text = (
  metrics: readonly string[],
  { steps = 30, ...measure }: { steps?: number; every?: number; samples?: number } = {},
) =>
  sweepText({
    name: 'last',
    base: {
      target: { name: 'mixture', means: [-1, 1, 3], stds: 2 },
      latent: { name: 'gaussian', dim: 1 },
      generator: { name: 'mlp', hidden: [4] },
      discriminator: { name: 'mlp', hidden: [4] },
      steps,
    },
    seeds: 1,
    measure: { keep: 'last', metrics, ...measure },
  });

const folder = temporaryFolder('last');

async function run(given: string, results: string) {
  const experiment = await loadText(join(folder, 'last.yaml'), given);
  const jobs: string[] = [];
  let restarted = 0;
  const record = await train(experiment, join(folder, results), {
    events: {
      started: ({ job }) => void jobs.push(job),
      planned(plan) {
        ({ restarted } = plan);
      },
    },
  });
  const [{ history, folder: at }] = record.runs;
  const of = (metric: string) => history.flatMap((row) => (row.metric === metric ? [row.value] : []));
  return { at, jobs, restarted, of };
}

const ALL = ['high-quality', 'mode-weights', 'mode-persistence', 'js'];
const ABSENT = { absent: 'not measured at that time, and the parameters of that step were not kept (measure.keep)' };

it('a metric that is added is read at the end and absent before; what was read stands, to the byte', async () => {
  const fresh = await run(text(ALL), 'fresh');
  await run(text(['high-quality', 'mode-persistence']), 'added');
  const added = await run(text(ALL), 'added');
  expect(added.jobs).toEqual(['measure']);
  expect(added.of('high-quality')).toEqual(fresh.of('high-quality'));
  expect(added.of('mode-persistence')).toEqual(fresh.of('mode-persistence'));
  // The last two are kept: the second of them to be compared with.
  expect(added.of('js')).toEqual([ABSENT, ABSENT, ...fresh.of('js').slice(2)]);
  const { shape, data } = await readNpy(join(added.at, 'curves', 'mode-weights.npy'));
  expect(shape).toEqual([4, 3]);
  expect([...data.slice(0, 6)].every(Number.isNaN)).toBe(true);
  expect(data.slice(6)).toEqual((await readNpy(join(fresh.at, 'curves', 'mode-weights.npy'))).data.slice(6));
  const named = readEstimators(added.at)!.columns;
  expect(named['high-quality']).toEqual(readEstimators(fresh.at)!.columns['high-quality']);
  expect(named.js.estimators[0].from).toBe(20);
  const pictures = await checksumsOf(added.at);
  const before = await checksumsOf(fresh.at);
  for (const path of ['samples/generated.npy', 'samples/real.npy', 'curves/figure-1.npy', 'curves/arrows.npy'])
    expect(pictures[path], path).toBe(before[path]);

  await run(text(['high-quality', 'mode-persistence']), 'added');
  await run(text(['high-quality', 'mode-persistence']), 'fewer');
  const left = join(folder, 'fewer', 'last', 'cells');
  expect(await checksumsOf(join(folder, 'added', 'last', 'cells'))).toEqual(await checksumsOf(left));
});

it('a plan with more samples, or with other steps, trains again', async () => {
  await run(text(['high-quality']), 'otherwise');
  // Said beforehand: these have ended, and all of it is done once more.
  expect(await run(text(['high-quality'], { every: 15 }), 'otherwise')).toMatchObject({
    jobs: ['train'],
    restarted: 1,
  });
  expect(await run(text(['high-quality'], { every: 15 }), 'otherwise')).toMatchObject({ jobs: [], restarted: 0 });
  expect((await run(text(['high-quality'], { samples: 50 }), 'otherwise')).jobs).toEqual(['train']);
});

it('is trained again where its earlier metric values are damaged', async () => {
  const fresh = await run(text(ALL), 'whole');
  const { at } = await run(text(['high-quality']), 'damaged');
  const path = join(at, 'samples', 'generated.npy');
  const bytes = await readFile(path);
  bytes[bytes.length - 9] ^= 1;
  await writeFile(path, bytes);
  const again = await run(text(ALL), 'damaged');
  expect(again.jobs).toEqual(['measure']);
  expect(again.of('js')).toEqual(fresh.of('js'));
  expect(await checksumsOf(at)).toEqual(await checksumsOf(fresh.at));
});

it('a longer run with one more metric continues, and measures that one from there', async () => {
  const whole = await run(text(ALL, { steps: 50 }), 'long');
  await run(text(['high-quality', 'mode-persistence']), 'longer');
  const longer = await run(text(ALL, { steps: 50 }), 'longer');
  expect(longer.of('mode-persistence')).toEqual(whole.of('mode-persistence'));
  expect(longer.of('js')).toEqual([ABSENT, ABSENT, ...whole.of('js').slice(2)]);
});

it.each([1, 9])(
  'killed after %i files of a new metric were moved into place, it is finished and not trained',
  async (files) => {
    const name = `killed-${files}`;
    const { at } = await run(text(['high-quality', 'mode-persistence']), name);
    const old = join(folder, `${name}-old`);
    await cp(at, old, { recursive: true, preserveTimestamps: true });
    await run(text(ALL), name);
    const whole = await checksumsOf(at);
    await rename(at, join(old, 'again'));
    await rename(old, at);
    const going = moveIntoPlace(at, readSummary(join(at, 'again'))!);
    for (let i = 0; i < files; i++) going.next();
    const again = await run(text(ALL), name);
    expect(again.jobs).toEqual([]);
    expect(again.of('js')[0]).toEqual(ABSENT);
    expect(await checksumsOf(at)).toEqual(whole);
  },
);
