import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { encodeNpy } from '../../../core/files/npy.js';
import { ring } from '../../../core/gan/targets/ring.js';
import { stream } from '../../../core/math/random/random.js';
import { sealedText } from '../../../runner/store/bytes/sealed.js';
import { runCommandLine } from '../../command-line.js';

const RING = 'ring,modes=8,radius=2,std=0.02';
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'helvetica-score-'));

beforeAll(() => {
  process.chdir(folder);
  const target = ring.create({ modes: 8, radius: 2, std: 0.02 });
  const drawn = (purpose: string, rows: number) => {
    const x = new Float64Array(2 * rows);
    target.sample(x, stream({ seed: 11, purpose, step: 0 }));
    return x;
  };
  const rows = (x: Float64Array) => Array.from({ length: x.length / 2 }, (_, k) => [x[2 * k], x[2 * k + 1]]);
  const text = (of: readonly (readonly number[])[]) => of.map((row) => `${row.join(',')}\n`).join('');
  // Sorted, as files often are; and the upper half of the ring with both its ends: 5 modes of 8.
  writeFileSync('all.csv', `x,y\n${text(rows(drawn('all', 2000)).sort(([a], [b]) => a - b))}`);
  writeFileSync('half.csv', text(rows(drawn('half', 4000)).filter(([, y]) => y > -0.5)));
  writeFileSync('all.npy', encodeNpy({ shape: [2000, 2], data: Float32Array.from(drawn('all', 2000)) }));
  writeFileSync('real.npy', encodeNpy({ shape: [500, 2], data: drawn('real', 500) }));
  writeFileSync('few.csv', text(rows(drawn('few', 200))));
  writeFileSync('ring.yaml', 'name: ring\nmodes: 8\nradius: 2\nstd: 0.02\n');
  writeFileSync('wrong.yaml', 'name: ring\nmodes: one\n');
  writeFileSync('ragged.csv', '1,2\n3\n');
  writeFileSync('line.csv', '1\n2\n3\n');
  writeFileSync('counted.csv', `0,1\n${text(rows(drawn('few', 200)))}`);
  writeFileSync('index.csv', ',0,1\n0,0.5,0.25\n');
  writeFileSync('names.csv', ',x,y\n0,0.5,0.25\n');
  writeFileSync('gap.csv', ',0.5\n1,2\n');
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function helvetica(line: string) {
  const written = { out: '', messages: '' };
  const into = (name: keyof typeof written) => (text: unknown) => {
    written[name] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(into('out'));
  vi.spyOn(process.stderr, 'write').mockImplementation(into('messages'));
  const code = (await runCommandLine(line.split(' '))) ?? Number(process.exitCode ?? 0);
  vi.restoreAllMocks();
  return { code, ...written };
}

interface Json {
  readonly n: number;
  readonly m: number;
  readonly metrics: Record<
    string,
    { value: number; unit: string; estimator: string; null: Record<string, unknown>; absent: string }
  >;
  readonly findings: readonly { readonly failureMode: string; readonly evidence: readonly object[] }[];
}

async function scored(line: string): Promise<Json> {
  const { code, out, messages } = await helvetica(`score ${line} --json`);
  if (code !== 0) throw new Error(messages);
  return JSON.parse(out) as Json;
}

const FEW = '--metrics mode-kl,modes-covered,modes-covered(atLeast=5),high-quality,value';

test.each(['all.csv', 'all.npy'])('%s of the target itself is inside the null', async (file) => {
  const { n, metrics, findings } = await scored(`${file} --target ${RING} ${FEW} --draws 40`);
  expect(findings).toEqual([]); // modes and quality do not contradict q = p, which is no evidence for it
  expect(n).toBe(2000);
  expect(Object.keys(metrics)).toEqual([
    'mode-kl',
    'modes-covered',
    'modes-covered(atLeast=5)',
    'high-quality',
    'value',
  ]);
  for (const name of ['mode-kl', 'high-quality'])
    expect(metrics[name].null).toMatchObject({ draws: 40, position: 'inside' });
  expect(metrics['modes-covered']).toEqual({
    value: 8,
    unit: 'modes',
    null: { mean: 8, low: 8, high: 8, draws: 40, ideal: 8, bound: 8, position: 'inside' },
    estimator: '2000 samples',
  });
  expect(metrics.value).toEqual({ absent: 'needs the discriminator itself' });
});

test('half a ring has five modes, and is detected', async () => {
  const { metrics, findings } = await scored(`half.csv --target ring.yaml ${FEW},js,mode-weights --draws 8`);
  expect(findings.map(({ failureMode }) => failureMode)).toEqual(['mode-collapse', 'mode-imbalance', 'poor-fit']);
  expect(findings[0].evidence[0]).toMatchObject({ metric: 'modes-covered(atLeast=5)', value: 5, reference: 8 });
  const { vector } = metrics['mode-weights'] as unknown as { vector: readonly number[] };
  expect(vector.map((share) => share > 0)).toEqual([true, true, true, true, true, false, false, false]);
  expect(metrics['modes-covered(atLeast=5)']).toMatchObject({ value: 5, null: { mean: 8, position: 'below' } });
  expect(Math.abs(metrics['mode-kl'].value - Math.log(8 / 5))).toBeLessThan(0.01);
  expect(metrics['mode-kl'].null.position).toBe('above');
  expect(metrics['high-quality'].null.position).toBe('inside');
  expect(metrics.js).toMatchObject({ unit: 'nats', null: { position: 'above' } });
  // Of 5 of 8 modes, matched exactly, it is .1518. log q - log p is the same in all of them, so that noise enters by its
  // square alone: 1/4 p / (p + q) / n chi^2 a cell, of which p's 4 samples a cell leave 5/8 n / 4 at most.
  const n = 2500;
  const error = (0.25 * (1 / 8 / (1 / 8 + 1 / 5)) * Math.sqrt(2 * (5 / 8) * (n / 4))) / n;
  expect(Math.abs(metrics.js.value - 0.1518)).toBeLessThan(5 * error);
});

test('two-sample metrics, js among them, use real samples; metrics of the target are absent; nulls compare halves', async () => {
  const { n, m, metrics } = await scored('all.csv --real real.npy --metrics coverage,js,kl-q-p,modes-covered');
  expect([n, m]).toEqual([2000, 500]);
  // 1 - prod (m - i) / (m + n - i) for k = 5: 4e-4 of the balls are empty, 0.16 of 500.
  expect(metrics.coverage.value).toBeGreaterThan(1 - 5 * Math.sqrt(4e-4 / 500));
  expect(metrics).toMatchObject({
    'modes-covered': { absent: 'the target has no modes' },
    coverage: { null: { samples: 250, value: expect.any(Number), draws: 200 } },
  });
  // Two clouds of 500 from one distribution: standard deviations of about 0.25 and 2 over sqrt(n).
  expect(Math.abs(metrics.js.value)).toBeLessThan((5 * 0.25) / Math.sqrt(500));
  expect(Math.abs(metrics['kl-q-p'].value)).toBeLessThan((5 * 2) / Math.sqrt(500));
  expect(metrics['kl-q-p'].estimator).toMatch(
    /^k nearest neighbours, bias-reduced .*, k = 1 or more, n = 2000 and 500, coordinates over their std in the data(;|$)/,
  );
  const both = await scored(`all.csv --real real.npy --target ${RING} --metrics coverage,modes-covered --draws 8`);
  expect(both.metrics.coverage.value).toBe(metrics.coverage.value);
  expect(both.metrics.coverage.null).toMatchObject({ position: 'inside', draws: 8 });
  expect(both.metrics['modes-covered'].value).toBe(8);
});

test('rows of a file are a target without a density: all samples and rows are used, nulls of half as many', async () => {
  const metricsOf = '--target file,path=real.npy --metrics energy-distance,js --draws 8';
  const { n, m, metrics } = await scored(`all.csv ${metricsOf}`);
  expect([n, m]).toEqual([2000, 500]);
  expect(metrics.js).toMatchObject({
    value: expect.any(Number),
    estimator: expect.stringContaining('n = 2000 and 500'),
  });
  expect(metrics['energy-distance'].null).toMatchObject({ draws: 8, samples: 250 });
  const few = await scored(`few.csv ${metricsOf}`);
  expect(few.metrics['energy-distance'].null).toMatchObject({ draws: 8, position: 'inside' });
  const asReal = metricsOf.replace('--target file,path=', '--real ');
  expect(await scored(`all.csv ${asReal}`)).toMatchObject({ n, m, metrics });
  const { out } = await helvetica(`all.csv ${asReal}`.replace(/^/, 'score '));
  expect(out).toMatch(/^energy-distance +\S+ +length of x .* (inside|above|below): \S+ /m);
  expect(out).toContain('nulls of 250 samples of each side, disjoint rows of the data');
});

test('a first line that counts the columns is read as a header, with a note', async () => {
  const line = '--metrics energy-distance --draws 0';
  const counted = await scored(`counted.csv --real counted.csv ${line}`);
  expect(counted).toEqual(await scored(`few.csv --real few.csv ${line}`));
  const { messages } = await helvetica(`score counted.csv --real counted.csv ${line}`);
  expect(messages).toContain('note    the first line of counted.csv, 0,1, is read as a header');
  const asTarget = await scored(`few.csv --target file,path=counted.csv ${line}`);
  expect(asTarget).toEqual(await scored(`few.csv --target file,path=few.csv ${line}`));
});

test('the table has a row per metric; absent metrics have a reason; all rows are used', async () => {
  const { code, out, messages } = await helvetica(
    `score all.csv --target ${RING} --real real.npy ${FEW},js --draws 30`,
  );
  expect(code).toBe(0);
  expect(out).toMatch(
    /^2000 samples of 2 dimensions, 500 of the data\n\nmetric +value +unit +null \[95 %\] +ideal +draws +value is +estimator\n/,
  );
  expect(out).toMatch(/^modes-covered\(atLeast=5\) +8 +modes +8 \[8, 8\] +8 +30 +inside +2000 samples$/m);
  expect(out).toMatch(
    /^high-quality +0\.\d+ +fraction +0\.99?\d+ \[0\.9\d+, \S+\] +0\.989 +30 +(inside|above|below) /m,
  );
  expect(out).toContain('absent   needs the discriminator itself: value\n');
  expect(out).toMatch(/^diagnosis healthy: .*\n {12}js \S+ \(0\.\d+: .*optimal D.*\)$/m);
  expect(messages).not.toContain('rows are used');
  expect(messages).toMatch(/next +.*list metrics mode-kl/);
});

test('nulls are kept in the results folder if there is one', async () => {
  const line = `all.csv --target ${RING} --metrics mode-kl --draws 9`;
  const before = await scored(line);
  mkdirSync('results');
  expect(await scored(line)).toEqual(before);
  const path = join('results', 'nulls.json');
  const { seal: _, ...kept } = JSON.parse(readFileSync(path, 'utf8').replace('"draws": 9', '"draws": 77'));
  writeFileSync(path, sealedText(kept));
  expect((await scored(line)).metrics['mode-kl'].null.draws).toBe(77);
  expect((await scored(line.replace('9', '8'))).metrics['mode-kl'].null.draws).toBe(8);
  rmSync('results', { recursive: true });
});

test('without draws there are no nulls', async () => {
  const { out } = await helvetica(`score all.csv --target ${RING} --metrics modes-covered --draws 0`);
  expect(out).toMatch(/^modes-covered +8 +modes +2000 samples$/m);
  expect(out).toContain('no null  not drawn: modes-covered');
  expect(out).toMatch(
    /^diagnosis inconclusive: not enough evidence: js is not measured; total-variation is not measured$/m,
  );
});

test.each([
  ['score all.csv', 'pass --target, --real or both'],
  [`score none.csv --target ${RING}`, 'none.csv: there is no such file'],
  [`score ragged.csv --target ${RING}`, 'ragged.csv:2: has 1 column, line 1 has 2'],
  ['score all.csv --real ragged.csv', 'ragged.csv:2: has 1 column'],
  [
    'score index.csv --real few.csv',
    'index.csv:1: the first column, without a name, holds row numbers: write it with index=False',
  ],
  ['score names.csv --real few.csv', 'names.csv:1: the first column, without a name, holds row numbers'],
  ['score gap.csv --real few.csv', 'gap.csv:1: has an empty cell'],
  [`score line.csv --target ${RING}`, 'line.csv: has 1 column, the target has 2 dimensions'],
  ['score all.csv --real line.csv', 'all.csv: has 2 columns, line.csv has 1 dimension'],
  ['score all.csv --target file,path=none.npy', 'none.npy: there is no such file'],
  ['score all.csv --target file,path=ragged.csv', 'ragged.csv:2: has 1 column'],
  ['score all.csv --target rong', 'unknown target "rong"'],
  ['score all.csv --target ring,modes=one', 'modes: must be a number, got "one"'],
  ['score all.csv --target ring,mods=8', 'did you mean "modes"?'],
  ['score all.csv --target ring,modes', 'must be option=value'],
  ['score all.csv --target mixture,means=[[1,2],[3]]', '--target mixture,means=[[1,2],[3]]: mixture'],
  ['score all.csv --target wrong.yaml', 'wrong.yaml:2:8: modes: must be a number, got "one"'],
  ['score all.csv --target none.yaml', 'none.yaml: cannot be read'],
  [`score all.csv --target ${RING} --metrics jss`, 'unknown metric "jss"'],
  [`score all.csv --target ${RING} --metrics modes-covered(atLeast=0)`, 'atLeast: must be at least 1, got 0'],
  [`score all.csv --target ${RING} --draws 1.5`, '--draws: expected 0 or a whole number from 8 to 100000, got 1.5'],
  [`score all.csv --target ${RING} --draws 3`, '--draws: expected 0 or a whole number from 8'],
])('%s: exits 2', async (line, message) => {
  const { code, out, messages } = await helvetica(line);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(messages).toContain(message);
});
