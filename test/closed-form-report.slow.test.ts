/** Games with one parameter per player, from their file to the page: trajectories, eigenvalues, and no statistics over seeds. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { writeReport } from '../src/cli/reporting.js';
import { unpackCoordinates } from '../src/reports/charts/packed-coordinates.js';

import { loadText, temporaryFolder, train } from './support/sweeps.js';

const folder = temporaryFolder('games');
let page: string;
beforeAll(async () => {
  const experiment = await loadText(
    join(folder, 'game.yaml'),
    `name: game
question: Does it converge?
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

it('each trajectory is drawn from start to end, over the vector field, with the equilibrium', () => {
  expect(page.match(/class="trail"/g)).toHaveLength(2);
  expect(page.match(/class="equilibrium"/g)).toHaveLength(2);
  const field = /<path class="field" d="([^"]*)"/.exec(page)![1];
  expect(field.match(/L/g)!.length).toBeGreaterThan(3 * 150); // 15 x 15 arrows, each a shaft and two sides of a head
  const [plain, damped] = dataOf('trajectories').panels.map(({ runs }: { runs: unknown[] }) => runs[0]);
  expect(plain.steps.at(-1)).toBe(60);
  expect(plain.captions[0]).toBe('distance to equilibrium 1.41');
  expect(Number(/[\d.]+/.exec(plain.captions.at(-1))![0])).toBeGreaterThan(1.5);
  expect(Number(/[\d.]+/.exec(damped.captions.at(-1))![0])).toBeLessThan(0.5);
  const trail = unpackCoordinates(plain.frames.at(-1).x);
  expect(trail).toHaveLength(61);
  expect(unpackCoordinates(plain.frames[0].x)).toEqual([trail[0]]);
});

it('eigenvalues are drawn in the complex plane: +-i/2 on the axis, and left of it with R1', () => {
  const panels = dataOf('eigenvalues').panels as {
    runs: { steps: number[]; frames: { dots: string }[]; captions: string[] }[];
  }[];
  // At the equilibrium nothing changes with the step: one frame is enough.
  expect(panels.map(({ runs }) => runs[0].steps)).toEqual([[60], [60]]);
  expect(panels.map(({ runs }) => runs[0].captions[0])).toEqual([
    '2 eigenvalues, largest real part 0',
    '2 eigenvalues, largest real part −0.15',
  ]);
  const [[plain], [damped]] = panels.map(({ runs }) => runs[0].frames.map(({ dots }) => unpackCoordinates(dots)));
  expect(plain[0]).toBeCloseTo(plain[2], 1);
  expect(damped[0]).toBeLessThan(plain[0]);
  expect(page.match(/class="stable"/g)).toHaveLength(2);
});

it('the path angle has one panel per setting, which begins after step 0', () => {
  expect(page.match(/class="cosine"/g)).toHaveLength(2);
  const [{ runs }] = dataOf('path-angle').panels;
  expect(runs[0].captions[0]).toBe('no path yet');
  expect(runs[0].captions.at(-1)).toMatch(/^cosine −?[\d.]+ at the current parameters$/);
});

it('deterministic games are reported without samples, failure rates and intervals', () => {
  const words = page.replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, '');
  expect(words).toContain('Training is deterministic here: one run per setting is enough.');
  const unwanted = ['2500', '2 500', '2\u202f500', 'failure rate', 'interval', '1 seed per', 'in brackets'];
  expect(unwanted.filter((word) => words.includes(word))).toEqual([]);
  expect(words).toContain('<td>no</td>');
});

it('the growth of a rotation is shown with the digits that matter', () => {
  expect(page).toContain('1.00499'); // sqrt(1.01)
});
