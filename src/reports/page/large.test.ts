/** A sweep of more settings than a page can draw. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { extrasWith } from '../../../test/support/reports/extras.js';
import { setting } from '../../../test/support/reports/settings.js';
import type { PlannedCell } from '../../records/experiment.js';
import type { ExperimentRecord, RunRecord } from '../../records/run-record.js';
import { areDeterministic, contextWithGames } from './context.js';
import { MAX_SETTINGS_DRAWN } from './drawn-settings.js';
import { renderReport } from './report.js';

const SIDE = 20; // settings along each of two axes
const nowhere = join('nowhere', 'large');

/** JS ends at lr / 1000 + beta1 / 100000, so that 0 and 0 is best; lr 3 diverges, and lr 4 has no value. */
function large(): ExperimentRecord {
  const cells = Array.from({ length: SIDE * SIDE }, (_, i): PlannedCell => {
    const [lr, beta1] = [Math.floor(i / SIDE), i % SIDE];
    const labels = { lr: String(lr), beta1: String(beta1) };
    const at = setting({ name: 'ring', modes: 8, radius: 2, std: 0.1 }, { name: 'adam', lr, beta1 });
    return { id: `${i}`, folder: `c${i}`, setting: at, axes: { lr, beta1 }, labels };
  });
  const runs = cells.map((cell): RunRecord => {
    const { lr, beta1 } = cell.axes as { lr: number; beta1: number };
    const end = lr === 4 ? { absent: 'no grid' } : { value: lr / 1000 + beta1 / 100_000 };
    const history = [
      { step: 0, metric: 'js', value: { value: 0.6 } },
      { step: 10, metric: 'js', value: end },
      { step: 10, metric: 'high-quality', value: { value: beta1 / 20 } },
    ];
    const outcome = lr === 3 ? 'diverged' : 'finished';
    return { cell, seed: 1, outcome, steps: 10, reason: null, history, folder: nowhere };
  });
  const metrics = ['js', 'high-quality'].map((name) => ({ column: name, choice: { name } }));
  const measure = { every: 10, samples: 10, metrics, keep: 'all' as const };
  const facts = { name: 'large', question: 'How large?', file: 'large.yaml', profile: null, axes: ['lr', 'beta1'] };
  return {
    experiment: { ...facts, cells, seeds: [1], measure, derive: [], claims: [] },
    folder: nowhere,
    runs: runs.toReversed(), // whatever order they were read in
    environments: [],
  };
}

let page: string;
let words: string;

beforeAll(async () => {
  const whole = await renderReport([large()], extrasWith([]));
  page = whole.replace(/<script>.*?<\/script>/gs, '');
  words = page
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\u2060/g, '')
    .replace(/[\s\u202f\u00a0]+/g, ' ');
});

const rowsOf = (from: string) => /<tbody>(.*?)<\/tbody>/s.exec(page.slice(page.indexOf(from)))![1].split('</tr>');

it('settings that differ only in their training share one game, which is analysed once', async () => {
  let asked = 0;
  const game = async () => {
    asked += 1;
    return { random: false, equilibrium: null, field: null };
  };
  const context = await contextWithGames([large()], { ...extrasWith([]), game });
  expect(asked).toBe(1);
  expect(areDeterministic(context.settings, context)).toBe(true);
});

describe('the report of four hundred settings', () => {
  it('draws and lists a hundred of them', () => {
    expect(words).toContain(
      '100 of 400 settings are shown individually below: at evenly spaced ranks from the best to the worst js .',
    );
    const [{ traces }] = JSON.parse(/id="training-curves-data">(.*?)<\/script>/s.exec(page)![1]);
    expect(new Set(traces.map(({ name }: { name: string }) => name)).size).toBe(MAX_SETTINGS_DRAWN);
    expect(page.match(/<g data-setting=/g)).toHaveLength(2 * MAX_SETTINGS_DRAWN); // in two plots
  });

  it('lists from the best to the worst, diverged ones after all values, and absent ones last', () => {
    const names = rowsOf('id="final-metrics"').map((row) => /lr (\d+) · beta1 (\d+)/.exec(row)?.slice(1).map(Number));
    expect(names[0]).toEqual([0, 0]);
    const lrs = names.flatMap((name) => name?.[0] ?? []);
    expect(lrs).toHaveLength(MAX_SETTINGS_DRAWN);
    const order = [0, 1, 2, ...Array.from({ length: SIDE - 5 }, (_, i) => i + 5), 3, 4];
    expect([...new Set(lrs)]).toEqual(order);
    expect(names.at(-2)).toEqual([4, SIDE - 1]);
  });

  it('gives neighbouring settings different colours', () => {
    const colours = [...page.slice(page.indexOf('id="final-metrics"')).matchAll(/swatch" style="background:(#\w+)/g)];
    for (let i = 1; i < MAX_SETTINGS_DRAWN; i++) expect(colours[i][1]).not.toBe(colours[i - 1][1]);
  });

  it('counts every run in the marginal results and in the sentences', () => {
    const [zero, , , three, four] = rowsOf('Final values by lr');
    // The middle one of 20: between beta1 9 and 10; the middle half from beta1 5 to 14.
    expect(zero).toMatch(
      /^<tr><th scope="row">0<\/th><td>20<\/td><td>0\u202f%<\/td>\s*<td>9\.5[^<]*10⁻⁵<small>5.*1\.4/,
    );
    // From low to high, although higher is better.
    expect(zero).toMatch(/<td>0\.475<small>0\.25\u2060–\u20600\.7<\/small>/);
    expect(three).toMatch(/<td>20<\/td><td>100\u202f%<\/td>\s*<td>diverged/);
    expect(four).toContain('absent<small>no grid');
    expect(words).toContain('20 values absent: no grid.');
    expect(words).toContain('20 runs did not finish');
    expect(words).toContain('Final js : best 0 with lr 0 · beta1 0 , worst ');
  });
});
