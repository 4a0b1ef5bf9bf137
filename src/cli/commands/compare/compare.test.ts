import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import yargs from 'yargs';
import { cellOf, experimentOf, runOf } from '../../../../test/support/records.js';
import { seedFolder } from '../../../runner/store/layout.js';
import { writePlan } from '../../../runner/store/runs/experiment-folder.js';
import { writeRun } from '../../../runner/store/runs/runs.js';
import { compareCommand } from './compare.js';

const cells = [cellOf('minimax'), cellOf('non-saturating')];
const JS = [
  [0.31, 0.42, 0.28, 0.55, 0.47, 0.39],
  [0.02, 0.03, 0.01, 0.05, null, 0.45],
];
const estimated = {
  unit: 'nats',
  estimators: [
    { from: 0, text: 'rough' },
    { from: 1000, text: 'a histogram of 9' },
  ],
};
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helvetica-compare-'));
  await writePlan(folder, experimentOf([], { cells, seeds: 6 }));
  for (const [i, cell] of cells.entries()) {
    for (const [k, value] of JS[i].entries()) {
      const end = value === null ? { outcome: 'diverged' as const } : {};
      const { outcome, steps, reason, history } = runOf(
        cell,
        k + 1,
        { js: { 1000: value ?? 0.6 }, 'kl-q-p': { 1000: k < 3 ? Infinity : 1 } },
        end,
      );
      await mkdir(seedFolder(folder, cell, k + 1), { recursive: true });
      await writeRun(seedFolder(folder, cell, k + 1), {
        summary: { outcome, steps, reason, measured: '' },
        environment: {} as never,
        history,
        // The other setting has no such file, like results of older versions.
        ...(k === 0 && i === 0 && { estimators: { seed: 1, samples: 9, columns: { js: estimated } } }),
        arrays: {},
      });
    }
  }
});

afterAll(() => rm(folder, { recursive: true }));

/** The output of the command with these words. */
async function outputOf(...words: string[]): Promise<{ out: string; err: string }> {
  const written = { out: '', err: '' };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.out += text;
      return true;
    }),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.err += text;
      return true;
    }),
  ];
  try {
    const parser = yargs().command({ command: 'compare <dirs..>', ...compareCommand });
    await parser
      .strict()
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? new Error(message);
      })
      .parseAsync(['compare', ...words]);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return written;
}

test('the tables show final values, paired tests, and the methods', async () => {
  const { out, err } = await outputOf(folder, '--by', 'loss');
  // By hand: .02 .03 .05 .45 and .31 .39 .42 .47 are in the middle; the worse ranks are 1 and 6 of 21, so p = 2 * 18 / 64.
  expect(out).toBe(`js (nats, lower is better) by loss

loss            n  diverged [95 %]   IQM [95 %]             median rank
minimax         6  0 % [0 %, 39 %]   0.397 [0.315, 0.490]   2
non-saturating  6  17 % [3 %, 56 %]  0.138 [0.0200, 0.472]  1

against minimax  pairs  better/equal/worse  median difference  p (ranks)  p (mean)
non-saturating   6      4/0/2               -0.280             0.563      0.156

IQM        interquartile mean of the final values; 10000 bootstrap resamples, seed 1
pairs      runs of the same seed and optimizer.lr
p          two-sided; ranks: Wilcoxon signed-rank test, mean: sign-flip test
diverged   runs rank last and take the metric's worst value in a mean
estimator  a histogram of 9
`);
  expect(err).toBe(`next    npx helvetica report ${folder}\n`);
});

test('the JSON has infinities as strings', async () => {
  const { out } = await outputOf(folder, '--by', 'loss', '--metric', 'kl-q-p', '--against', 'non-saturating', '--json');
  const { against, groups, better, estimators } = JSON.parse(out);
  expect(estimators).toEqual([]);
  const named = await outputOf(folder, '--by', 'loss', '--metric', 'js', '--json');
  expect(JSON.parse(named.out).estimators).toEqual([{ text: 'a histogram of 9', runs: 1 }]);
  expect({ against, better }).toEqual({ against: 'non-saturating', better: 'lower' });
  expect(groups[0].iqm).toMatchObject({ value: 'Infinity', interval: { low: 1, high: 'Infinity' } });
  expect(groups[1]).toMatchObject({ label: 'non-saturating', outcomes: { finished: 5, diverged: 1 }, paired: null });
});

test('an unknown axis or metric is a usage error with a suggestion', async () => {
  await expect(outputOf(folder, '--by', 'los')).rejects.toMatchObject({
    exitCode: 2,
    message: '"los" does not vary; did you mean "loss"? Available: loss, optimizer.lr',
  });
  await expect(outputOf(folder, '--by', 'loss', '--metric', 'jss')).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/^"jss" was not measured; did you mean "js"\? Available: js, kl-q-p/),
  });
  await expect(outputOf(join(folder, 'none'), '--by', 'loss')).rejects.toMatchObject({ exitCode: 2 });
  await expect(outputOf(folder)).rejects.toThrow('by');
});
