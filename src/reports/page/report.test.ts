import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLAIM, extrasWith } from '../../../test/support/reports/extras.js';
import { experimentRecord } from '../../../test/support/reports/invented-experiments.js';
import { MIXTURE, RING } from '../../../test/support/reports/settings.js';
import { finiteSet } from '../../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { uniformTarget } from '../../core/gan/targets/uniform.js';
import type { NullResult } from '../../metrics/_nulls/draw-nulls.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { renderReport } from './report.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;

let ring: ExperimentRecord;
let mixture: ExperimentRecord;
let page: string;
let words: string;

beforeAll(async () => {
  ring = await experimentRecord(join(folder, 'ring'), {
    name: 'ring',
    target: RING,
    outcome: (cell, seed) => (cell === 1 && seed === 3 ? 'diverged' : cell === 0 && seed === 2 ? 'error' : 'finished'),
  });
  mixture = await experimentRecord(join(folder, 'mixture'), { name: 'mixture', target: MIXTURE, seeds: 6 });
  for (const [seed, n] of [
    [0, 400],
    [3, 402],
  ])
    writeFileSync(
      join(ring.runs[seed].folder, 'estimators.json'),
      JSON.stringify({
        seed: 1,
        samples: 400,
        columns: { 'modes-covered': { unit: 'modes', estimators: [{ from: 0, text: `counted, n = ${n}` }] } },
      }),
    );
  page = withoutPlotly(await renderReport([ring], extrasWith([CLAIM])));
  words = wordsOf(page);
});

describe('the report of a sweep with a collapse, a diverged run and an error', () => {
  it('begins with the question and the key results, with counts and intervals', () => {
    expect(words).toContain('Which optimizer keeps all the modes?');
    expect(words).toContain('adam(beta1=0.5,lr=0.001) covered all 8 modes in 2 of 2 seeds (95 % interval 34–100 %).');
    expect(words).toContain(
      'adam(beta1=0.9,lr=0.005) collapsed: it covered a median of 1 of 8 modes, and all of them in 0 of 3 seeds (95 % interval 0–56 %). It diverged in 1 of 3 seeds. Diagnosis in 2 of 3 runs: mode-collapse (',
    );
    expect(words).toContain('With 3 seeds per setting, differences may be due to chance');
  });

  it('has one row per metric: definition, folded conventions, and one estimator for settings that differ only in n', () => {
    const row = (name: string) => new RegExp(`<tr id="metric-${name}">(.*?)</tr>`, 's').exec(page)![1];
    expect(wordsOf(row('modes-covered'))).toMatch(
      /modes-covered modes 0–∞ higher is better +Modes with at least one high-quality sample. +counted, n = 400–402/,
    );
    expect(row('js')).toContain(
      '<p>Estimated on a histogram of the samples.</p><p>A lower bound, see <code>grid</code>.</p></details>',
    );
    expect(words.split('counted, n =')).toHaveLength(2);
  });

  it('lists what was swept and what was fixed', () => {
    expect(words).toContain('2 settings × 3 seeds = 6 runs.');
    expect(words).toContain('optimizer swept adam(beta1=0.5,lr=0.001) adam(beta1=0.9,lr=0.005)');
    expect(words).toContain('target ring modes 8, radius 2, std 0.1');
    expect(words).not.toContain('optimizer adam lr');
  });

  it('has one row per setting with failures, intervals and final values; diverged runs rank worst', () => {
    const [good, bad] = page
      .match(/<table class="summary.*?<tbody>(.*?)<\/tbody>/s)![1]
      .split('</tr>')
      .map(wordsOf);
    expect(good).toMatch(/adam\(beta1=0.5,lr=0.001\) 3 1 error 0 % 0–66 % 0.1\d+ .* 8 all runs 1 absent/);
    expect(bad).toMatch(
      /adam\(beta1=0.9,lr=0.005\) 3 1 diverged 33 % 6–79 % ∞ ∞; 1 diverged 0.\d+ 0.\d+–0.\d+; 1 diverged/,
    );
    expect(page).toMatch(/<td class="best" title="counted, n = 400">8<small>all runs/);
    expect(page).toMatch(/<td class="worst" title="counted, n = 402">1<small>1; 1 diverged/);
    expect(words).toContain('reference (q = p) 0 0 0 −1.39 −1.39 8');
  });

  it('shows the null of metrics that rest on samples, with its interval', async () => {
    const nulls = new Map([['modes-covered', { mean: 7.9, low: 7.5, high: 8, draws: 200, ideal: 8, bound: 8 }]]);
    const visible = wordsOf(withoutPlotly(await renderReport([ring], { ...extrasWith([CLAIM]), nulls: () => nulls })));
    expect(visible).toContain('reference (q = p) 0 0 0 −1.39 −1.39 7.9 7.5–8');
  });

  it('gives the reason why metrics that rest on samples have no null', async () => {
    const absent = 'of 300 samples it takes 600 rows of the data';
    const withNulls = async (of: readonly [string, NullResult][]) =>
      wordsOf(withoutPlotly(await renderReport([ring], { ...extrasWith([]), nulls: () => new Map(of) })));
    const all = ring.experiment.measure.metrics.map(({ column }) => [column, { absent }] as [string, NullResult]);
    expect(await withNulls(all)).toContain(`The reference on samples of the target is not known: ${absent}.`);
    const some = { mean: 7.9, low: 7.5, high: 8, draws: 200, ideal: 8, bound: 8 };
    const visible = await withNulls([
      ['modes-covered', some],
      ['js', { absent }],
      ['mode-kl', { absent }],
    ]);
    expect(visible).toContain(`The reference of js, mode-kl on samples of the target is not known: ${absent}.`);
    expect(words).not.toContain('is not known');
  });

  it('draws the rows of a file if there is no density, does not mention modes, and states no more samples than rows', async () => {
    const rows = Float64Array.from({ length: 2 * 300 }, (_, i) => (i % 2 ? 2 * Math.sin(i) : Math.cos(i)));
    const of = (distribution: Distribution) =>
      renderReport([ring], { ...extrasWith([]), distribution: () => distribution }).then(withoutPlotly);
    const drawn = await of(finiteSet(rows, 2, 'rows'));
    expect(wordsOf(drawn)).toContain(
      'Each coloured dot is one sample of the generator G. The grey dots are data: at most 500 rows of the file. The samples of a good generator cover the data',
    );
    expect(wordsOf(drawn)).not.toMatch(/distribution p|The circles/);
    expect(drawn).toContain('over rows of the data"');
    const path = /<path class="rows" d="([^"]*)"/.exec(drawn)![1]!;
    expect(path.match(/M/g)).toHaveLength(300);
    expect(wordsOf(drawn)).toContain('and at the last step; 300 samples each time, limited by the rows of the file');
    // A density without modes.
    const plain = wordsOf(await of(uniformTarget.create({ low: [0, 0], high: [1, 2] })));
    expect(plain).toContain('contain 50, 90 and 99 % of the data distribution p. The samples of a good');
    expect(page).not.toContain('class="rows"');
  });

  it('has a reference row for each target if targets differ', async () => {
    const visible = wordsOf(withoutPlotly(await renderReport([ring, mixture], extrasWith([]))));
    expect(visible).toMatch(/reference \(q = p\) ring\(modes=8,[^)]*\) 0 0 0 −1.39 −1.39 8 /);
    expect(visible).toMatch(/reference \(q = p\) mixture\([^)]*\) 0 0 0 −1.39 −1.39 2 /);
  });

  it('draws the null as a band on the axes of the curve, still and live', async () => {
    const nulls = new Map([['modes-covered', { mean: 7.9, low: 7.5, high: 8, draws: 200, ideal: 8, bound: 8 }]]);
    const banded = withoutPlotly(await renderReport([ring], { ...extrasWith([CLAIM]), nulls: () => nulls }));
    expect(banded.match(/<rect class="null"/g)).toHaveLength(1);
    expect(wordsOf(banded)).toContain('A grey band contains 95 % of the values that as many samples of p itself give.');
    const plots = data(banded, 'training-curves-data') as {
      layout: { shapes: { type: string; y0: number; y1: number }[] };
    }[];
    const bands = plots.flatMap(({ layout }) => layout.shapes.filter(({ type }) => type === 'rect'));
    expect(bands).toMatchObject([{ y0: 7.5, y1: 8 }]);
    expect(page).not.toContain('class="null"');
  });

  it('names every run that did not finish, with the reason', () => {
    expect(words).toContain('2 runs did not finish');
    expect(words).toContain(
      'adam(beta1=0.9,lr=0.005) 3 diverged 1500 diverged: D&#39;s loss is not a number at step 1500',
    );
    expect(words).toContain('2 error 3000 error: D&#39;s loss is not a number at step 3000');
  });

  it('shows absent and infinite values as such', () => {
    expect(words).toContain('6 values absent: no high-quality sample.');
    expect(page).toMatch(/<text class="infinite"[^>]*>∞<\/text>/);
    const kl = data(page, 'training-curves-data')[0].traces.filter((trace: { mode: string }) => trace.mode === 'text');
    // The collapsed runs that finished are infinite from the middle on.
    expect(kl.map((trace: { x: number[] }) => trace.x)).toEqual([
      [2000, 2500, 3000],
      [2000, 2500, 3000],
    ]);
  });

  it('lists the claims with verdict, sentence and seeds', () => {
    expect(words).toContain('undecided At this step size the momentum-heavy Adam ends on fewer modes.');
    expect(words).toContain('the claim is true in 3 of 3 seeds (95 % interval 0.29 to 1.00');
    expect(words).toContain('3 yes (diverged) 1 8');
    expect(words).toContain('Of 1 claim, 1 is undecided.');
  });

  it('calls what was published contradicted by the full profile alone', async () => {
    const published = { value: 'fewer modes', tag: 'P' } as const;
    const sentence = 'Refuted: the claim is true in 0 of 6 seeds.';
    const refuted = { ...CLAIM, claim: { ...CLAIM.claim, published }, verdict: 'refuted', sentence } as const;
    const of = async (profile: string) =>
      wordsOf(withoutPlotly(await renderReport([ring], extrasWith([{ ...refuted, profile }]))));
    expect(await of('smoke')).toContain(`${sentence} Only the full profile, the paper’s configuration, can`);
    expect(await of('smoke')).toContain('Of 1 claim, 1 is undecided.');
    expect(await of('full')).toContain(`${sentence} Published: fewer modes.`);
    expect(await of('full')).toContain('Of 1 claim, 1 is contradicted.');
  });

  it('draws every run’s samples at every measured step, and notes if the run ended early', () => {
    const { steps, panels } = data(page, 'samples-panels-data');
    expect(steps).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000]);
    expect(panels.map((panel: { key: string; runs: unknown[] }) => [panel.key, panel.runs.length])).toEqual([
      ['s0', 3],
      ['s1', 3],
    ]);
    const diverged = panels[1].runs[2];
    expect(diverged.steps).toEqual([0, 500, 1000, 1500]);
    expect(diverged.outcome).toBe('diverged at step 1500');
    // 300 samples of two coordinates of two bytes, in base64.
    expect(diverged.frames[3].dots).toHaveLength((300 * 4 * 4) / 3);
    expect(words).toContain('8 of 8 modes · high-quality 0.96');
    // Static plots for print and for readers without scripts.
    expect(page.match(/<path class="dots"[^>]*d="M\d/g)).toHaveLength(2);
    expect(page.match(/<svg class="still"/g)).toHaveLength(8);
  });

  it('has theory on the same axes: ln 2, -log 4, and the number of modes', () => {
    const lines = data(page, 'training-curves-data').map((plot: { layout: { annotations: { text: string }[] } }) =>
      plot.layout.annotations.map(({ text }) => text),
    );
    expect(lines[1]).toEqual(['ln 2: nothing in common', 'reference (q = p)']);
    expect(lines[3]).toEqual(['−log 4']);
    expect(lines[5]).toEqual(['all 8 modes']);
  });

  it('states its provenance and how each number was computed', () => {
    expect(words).toContain('command helvetica run experiments/ring.yaml');
    expect(words).toContain('backend onnx (ONNX Runtime 1.30.0, CPU)');
    expect(words).toContain('helvetica report results/ring');
    expect(words).not.toContain('Mixed environments');
    expect(words).toContain('Estimated on a histogram of the samples');
    for (const [, anchor] of page.matchAll(/href="#([^"]*)"/g)) expect(page).toContain(`id="${anchor}"`);
  });
});

function fails(): never {
  throw new Error('no luck');
}

describe('a report', () => {
  it('has one line in place of a section that cannot be rendered, and all the others', async () => {
    const distribution = (): never => {
      throw new Error('the target <b>failed</b>');
    };
    const text = withoutPlotly(await renderReport([ring], { ...extrasWith([CLAIM]), distribution }));
    const section = (id: string) => new RegExp(`<section class="sheet" id="${id}">.*?</section>`, 's').exec(text)?.[0];
    expect(section('samples')).toContain('could not be rendered</strong>: the target &lt;b&gt;failed&lt;/b&gt;.</p>');
    expect(section('samples')).toContain('<h2>Generated samples</h2>');
    expect(section('claims')).toContain('At this step size');
    expect(section('provenance')).not.toContain('could not be rendered');
    // Each title is that of the section where it can be rendered.
    const titles = (of: string) =>
      new Map([...of.matchAll(/<section class="sheet" id="([^"]*)"><h2>(.*?)<\/h2>/g)].map(([, id, h2]) => [id, h2]));
    for (const [id, title] of titles(page)) expect(titles(text).get(id), id).toBe(title);
  });

  it.each([
    ['game', async () => fails(), 'the game neural: no luck'],
    ['claims', fails, 'the claims of ring: no luck'],
  ])('lists under Provenance why it has no %s, and has everything else', async (extra, given, reason) => {
    const without = { ...extrasWith([]), [extra]: given };
    const [text, expected] = await Promise.all(
      [without, extrasWith([])].map((extras) => renderReport([ring], extras).then(withoutPlotly)),
    );
    expect(text).toContain(`<li>${reason}</li>`);
    expect(text.replace(/<p class="warning"><strong>Left out.*?<\/ul>/s, '')).toBe(expected);
  });

  it('states why there are no nulls', async () => {
    const text = wordsOf(withoutPlotly(await renderReport([ring], { ...extrasWith([]), nulls: fails })));
    expect(text).toContain('on samples of the target is not known: it could not be computed: no luck.');
  });

  it('is the same to the byte when it is rendered again', async () => {
    expect(withoutPlotly(await renderReport([ring], extrasWith([CLAIM])))).toBe(page);
  });

  it('needs nothing but the records, and then prints no command', async () => {
    const text = withoutPlotly(await renderReport([ring]));
    const visible = wordsOf(text);
    // The invented target cannot be built: there is no mode to count.
    expect(visible).toContain('Final js: best 0.0266 (all runs) with adam(beta1=0.5,lr=0.001)');
    expect(visible).toContain('Number of the target’s modes that have at least one sample');
    expect(visible).toContain('This page was generated from the results alone. The file results.csv');
  });

  it('contains no path of the machine that rendered it', () => {
    expect(page).not.toContain(folder);
  });

  it('makes no network request', async () => {
    expect(page).not.toMatch(/(src|href|action|data)="(?!#)[^"]*:/);
    expect(page).not.toMatch(/url\(|@import|<link|<iframe/);
    expect(page).toContain('content="default-src &#39;none&#39;; ');
  });

  it('lets no text of an experiment become markup', async () => {
    const hostile = await experimentRecord(join(folder, 'hostile'), {
      name: 'hostile',
      target: RING,
      seeds: 1,
      question: HOSTILE,
      labels: [HOSTILE, '</script><!--'],
      outcome: () => 'diverged',
    });
    const [run] = hostile.runs;
    const claim = { ...CLAIM, sentence: HOSTILE, claim: { ...CLAIM.claim, says: HOSTILE, source: HOSTILE } };
    const text = withoutPlotly(
      await renderReport([{ ...hostile, runs: [{ ...run, reason: HOSTILE }, ...hostile.runs.slice(1)] }], {
        ...extrasWith([claim]),
        command: HOSTILE,
      }),
    );
    expect(text).not.toMatch(/<img|<script>alert/);
    // Data, the place of plotly, and the page's script: nothing else opens a script, and each is closed.
    expect(text.match(/<script/g)).toHaveLength(text.match(/<\/script/g)!.length);
    expect(data(text, 'samples-panels-data').panels).toHaveLength(2);
  });

  it('shows several experiments side by side, and warns if their machines differ', async () => {
    const [environment] = mixture.environments;
    const other = { ...mixture, environments: [{ ...environment, processor: 'another' }] };
    const text = withoutPlotly(await renderReport([ring, other], extrasWith()));
    const visible = wordsOf(text);
    expect(visible).toContain('ring and mixture');
    expect(visible).toContain('mixture: adam(beta1=0.5,lr=0.001) covered all 2 modes in 6 of 6 seeds');
    expect(visible).toContain('Mixed environments. The runs differ in processor; small differences');
    // Only settings with the same target are ranked against each other.
    expect(text.match(/<td class="best"[^>]*>8<small/g)).toHaveLength(1);
    expect(text.match(/<td class="best">2<small/g)).toHaveLength(1);
    const { panels } = data(text, 'figure-1-panels-data');
    expect(panels.map(({ key }: { key: string }) => key)).toEqual(['s2', 's3']);
    expect(visible).toContain('1 atom of mass 0.35');
    expect(text.match(/<table class="summary/g)).toHaveLength(1);
  });

  it('gives experiments with different metrics separate tables, and a common provenance one entry', async () => {
    const { experiment } = mixture;
    const metrics = experiment.measure.metrics.filter(({ column }) => column === 'js');
    const less = (name: string) => ({
      ...mixture,
      experiment: { ...experiment, name, measure: { ...experiment.measure, metrics } },
    });
    const text = withoutPlotly(await renderReport([ring, less('first'), less('second')], extrasWith()));
    expect(wordsOf(text)).toMatch(/ 3 experiments +ring, first and second /);
    const headings = [...text.matchAll(/<table class="summary[^>]*>.*?<\/thead>/gs)].map(([head]) => wordsOf(head));
    expect(headings).toHaveLength(2);
    expect(headings[0]).toContain('modes-covered');
    expect(headings[1]).toMatch(/setting runs diverged 95 % interval +js nats $/);
    expect(text).toContain('<h3>first and second</h3>');
    expect(wordsOf(text)).not.toContain('not measured');
    expect(text.match(/<dt>machine<\/dt>/g)).toHaveLength(2);
  });

  it('shows interquartile means if every setting has six seeds', async () => {
    const visible = wordsOf(withoutPlotly(await renderReport([mixture], extrasWith())));
    expect(visible).toContain('the interquartile mean over the seeds');
    expect(visible).not.toContain('differences may be due to chance');
  });

  it('can be rendered before any run has finished, and without samples', async () => {
    const nothing = wordsOf(withoutPlotly(await renderReport([{ ...ring, runs: [], environments: [] }], extrasWith())));
    expect(nothing).toContain('No run has a result yet.');
    expect(nothing).toContain('6 runs have no result yet and are not counted.');
    const bare = ring.runs.map((run) => ({ ...run, folder: join(folder, 'nowhere') }));
    expect(await renderReport([{ ...ring, runs: bare }], extrasWith())).not.toContain('id="samples"');
  });
});

/** The page without plotly.js, which is 4.8 MB. */
function withoutPlotly(text: string): string {
  return text.replace(/<script>\/\*\*\n\* plotly.js.*?<\/script>/s, '<script></script>');
}

/** The visible text: tags removed, spaces joined. */
function wordsOf(text: string): string {
  return text
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<wbr>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\u2060/g, '')
    .replace(/[\s\u202f\u00a0]+/g, ' ')
    .replace(/ (?=[.,:)])/g, '');
}

// biome-ignore lint/suspicious/noExplicitAny: the page's data have many shapes, and the test looks into each.
function data(text: string, id: string): any {
  return JSON.parse(new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`, 's').exec(text)![1]);
}
