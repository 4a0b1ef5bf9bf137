/** Games of one number each, from their file to the page: ways over the field, eigenvalues, and no statistics of nothing. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { writeReport } from '../src/cli/reporting.js';

import { unpack } from '../src/reports/charts/fixed-point.js';
import { loadText, temporaryFolder, train } from './support/sweeps.js';

const folder = temporaryFolder('games');
let page: string;
beforeAll(async () => {
  const experiment = await loadText(
    join(folder, 'game.yaml'),
    `name: game
question: Does it rest?
base:
  game: { name: dirac, start: { generator: 1, discriminator: -1 } }
  optimizer: { name: sgd, lr: 0.2 }
  scheme: simultaneous
  loss: minimax
  steps: 60
vary: { regularizer: [none, { name: r1, gamma: 0.3 }] }
seeds: 1
measure:
  every: 20
  metrics: [distance, spectral-radius, { name: eigenvalues, at: equilibrium }, path-angle]
`,
  );
  const record = await train(experiment, folder);
  const path = join(folder, 'report.html');
  await writeReport([record], path, 'test');
  page = (await readFile(path, 'utf8')).replace(/<script>[\s\S]*?<\/script>/g, '');
});

const dataOf = (id: string) =>
  JSON.parse(new RegExp(`<script type="application/json" id="${id}-panels-data">(.*?)</script>`).exec(page)![1]);

it('each way is drawn from its start to where it ended, over the field, with the equilibrium', () => {
  expect(page.match(/class="trail"/g)).toHaveLength(2);
  expect(page.match(/class="rest"/g)).toHaveLength(2);
  const field = /<path class="field" d="([^"]*)"/.exec(page)![1];
  expect(field.match(/L/g)!.length).toBeGreaterThan(3 * 150); // 15 x 15 arrows, each a shaft and two sides of a head
  const [plain, damped] = dataOf('ways').panels.map(({ runs }: { runs: unknown[] }) => runs[0]);
  expect(plain.steps.at(-1)).toBe(60);
  expect(plain.says[0]).toBe('distance 1.41');
  expect(Number(/[\d.]+/.exec(plain.says.at(-1))![0])).toBeGreaterThan(1.5);
  expect(Number(/[\d.]+/.exec(damped.says.at(-1))![0])).toBeLessThan(0.5);
  const trail = unpack(plain.frames.at(-1).x);
  expect(trail).toHaveLength(61);
  expect(unpack(plain.frames[0].x)).toEqual([trail[0]]);
});

it('eigenvalues stand in the complex plane: +-i/2 on the axis, and left of it with R1', () => {
  const panels = dataOf('eigenvalues').panels as {
    runs: { steps: number[]; frames: { dots: string }[]; says: string[] }[];
  }[];
  // At the equilibrium nothing changes with the step: one picture is enough.
  expect(panels.map(({ runs }) => runs[0].steps)).toEqual([[60], [60]]);
  expect(panels.map(({ runs }) => runs[0].says[0])).toEqual([
    'largest real part 0 of 2 eigenvalues',
    'largest real part −0.15 of 2 eigenvalues',
  ]);
  const [[plain], [damped]] = panels.map(({ runs }) => runs[0].frames.map(({ dots }) => unpack(dots)));
  expect(plain[0]).toBeCloseTo(plain[2], 1);
  expect(damped[0]).toBeLessThan(plain[0]);
  expect(page.match(/class="stable"/g)).toHaveLength(2);
});

it('the field along the way has a panel a setting, which begins after step 0', () => {
  expect(page.match(/class="cosine"/g)).toHaveLength(2);
  const [{ runs }] = dataOf('paths').panels;
  expect(runs[0].says[0]).toBe('no way yet');
  expect(runs[0].says.at(-1)).toMatch(/^cosine −?[\d.]+ at its end$/);
});

it('where nothing is random there is no talk of samples, of failure rates or of intervals', () => {
  const words = page.replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, '');
  expect(words).toContain('Nothing is random in these games: one run of a setting says everything.');
  const unwanted = ['2500', '2 500', '2\u202f500', 'Failure rate', 'interval', 'A single seed', 'in brackets'];
  expect(unwanted.filter((word) => words.includes(word))).toEqual([]);
  expect(words).toContain('<td>no</td>');
});

it('a turn’s growth is told in the digits that decide', () => {
  expect(page).toContain('1.00499'); // sqrt(1.01)
});
