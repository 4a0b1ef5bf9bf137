/** No text about a metric has NaN, undefined or an object in it, however few or degenerate the samples are. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Fake, fakeSnapshot } from '../../test/support/snapshots.js';
import { gaussianLatent } from '../core/gan/latents/gaussian.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { ring } from '../core/gan/targets/ring.js';
import { absentIfMissing, type Samples, samplesSnapshot, unknownTarget } from '../density/samples/samples-snapshot.js';
import { diagnoseSamples } from '../diagnosis/diagnose-samples.js';
import { metrics } from './catalog.js';
import { scoreSamples } from './score-samples.js';

const NO_TEXT = /NaN|undefined|\[object|could not be computed|not known: |not iterable/;

const line = gaussianTarget.create({ mean: 0, std: 1 });
const plane = ring.create({ modes: 8, radius: 2, std: 0.05 });
const rows = (...x: number[]) => Float64Array.from(x);
const known: Record<string, Samples> = {
  'one sample on a line': { target: line, generated: rows(0.3), real: rows(-1) },
  'one sample on a line, the same of both': { target: line, generated: rows(0.5), real: rows(0.5) },
  'two samples on a line': { target: line, generated: rows(0.3, 1), real: rows(-1, 0.1) },
  'five equal samples on a line': { target: line, generated: rows(1, 1, 1, 1, 1), real: rows(-1, 0.1, 1, 0, 2) },
  'five equal samples of both on a line': { target: line, generated: rows(1, 1, 1, 1, 1), real: rows(1, 1, 1, 1, 1) },
  'one sample in the plane': { target: plane, generated: rows(2, 0), real: rows(0, 2) },
  'two samples in the plane': { target: plane, generated: rows(2, 0, 9, 9), real: rows(0, 2, 2, 0) },
  'four equal samples in the plane': {
    target: plane,
    generated: rows(2, 0, 2, 0, 2, 0, 2, 0),
    real: rows(0, 2, 2, 0, -2, 0, 0, -2),
  },
  'samples on an axis of the plane': {
    target: plane,
    generated: rows(1, 0, 2, 0, 3, 0),
    real: rows(1, 0, 2, 0, 3, 0),
  },
};
const unknown = Object.entries(known).map(([name, { target, generated, real }]): [string, Samples] => [
  `${name}, the data from samples only`,
  { target: unknownTarget(real, target.dim), generated, real },
]);
const cases = [...Object.entries(known), ...unknown].map(([name, samples]) => ({ name, samples }));
const requests = [...metrics.values()].map((metric) => ({
  column: metric.name,
  metric,
  options: z.object(metric.options).parse({}),
}));

describe.each(cases)('$name', ({ samples }) => {
  test('every metric has a value with its estimator, or a reason, in words', async () => {
    const scores = await scoreSamples(samples, requests, { draws: 0 });
    const texts = scores.map(
      ({ column, value, estimator }) => `${column}: ${'absent' in value ? value.absent : estimator}`,
    );
    expect(texts.filter((text) => NO_TEXT.test(text))).toEqual([]);
    for (const { column, value } of scores) if ('value' in value) expect(value.value, column).not.toBeNaN();
  });

  test('so has a metric whose options are not the defaults: a bandwidth, or few neighbours', async () => {
    const options = { bandwidth: 0.5, k: 1, neighbours: 1 };
    const asked = requests.flatMap((request) => {
      const names = Object.keys(options).filter((name) => name in request.metric.options);
      const chosen = Object.fromEntries(names.map((name) => [name, options[name as keyof typeof options]]));
      const parsed = z.object(request.metric.options).safeParse(chosen);
      return names.length && parsed.success ? [{ ...request, options: parsed.data }] : [];
    });
    expect(asked.map(({ column }) => column)).toContain('parzen-log-likelihood');
    const scores = await scoreSamples(samples, asked, { draws: 0 });
    const texts = scores.map(
      ({ column, value, estimator }) => `${column}: ${'absent' in value ? value.absent : estimator}`,
    );
    expect(texts.filter((text) => NO_TEXT.test(text))).toEqual([]);
  });

  test('vectors and estimators asked without a value say why there is none', async () => {
    const snapshot = samplesSnapshot(samples);
    const texts = [];
    for (const { column, metric, options } of requests) {
      const says = await absentIfMissing(async () => ({ absent: await metric.estimator(snapshot, options) }));
      texts.push(`${column}: ${says.absent}`);
      const vector = metric.vector && (await absentIfMissing(() => metric.vector!.compute(snapshot, options)));
      if (vector && 'absent' in vector) texts.push(`${column}: ${vector.absent}`);
    }
    expect(texts.filter((text) => NO_TEXT.test(text))).toEqual([]);
  });

  test('the evidence of every failure mode is in words', async () => {
    const scores = await scoreSamples(samples, requests, { draws: 0 });
    const measured = scores.map(({ column, value }) => ({ column, choice: { name: column }, value }));
    const n = samples.generated.length / samples.target.dim;
    const { findings, rejected, inconclusive } = diagnoseSamples(measured, { target: samples.target, n });
    const evidence = [...findings, ...rejected].flatMap((finding) =>
      finding.evidence.map((each) => JSON.stringify(each)),
    );
    const texts = [...evidence, ...inconclusive.map(({ absent }) => absent)];
    expect(texts.filter((text) => /NaN|undefined|\[object|could not be tested/.test(text))).toEqual([]);
  });
});

const generators: Readonly<Record<string, Pick<Fake, 'target' | 'latent'>>> = {
  'on a line': { target: line },
  'in the plane': { target: plane },
  'in the plane, of a latent of five dimensions': { target: plane, latent: gaussianLatent.create({ dim: 5 }) },
  'in the plane, of a latent of one dimension': { target: plane, latent: gaussianLatent.create({ dim: 1 }) },
  'in five dimensions': { target: gaussianTarget.create({ mean: 0, std: 1, dim: 5 }) },
};

describe.each(Object.entries(generators))('nor of a generator %s', (_, { target, latent }) => {
  const repeated = (z: readonly number[]) => Array.from({ length: target.dim }, (_, i) => z[i % z.length]);
  const maps = {
    constant: () => target.bounds.map(() => 0.5),
    equal: repeated,
    infinite: () => target.bounds.map(() => Infinity),
  };
  test.each([1, 2, 3])('with %d samples, constant, infinite or neither', async (samples) => {
    const gradient = async () => Float64Array.of(0, 0);
    for (const [name, G] of Object.entries(maps)) {
      const snapshot = fakeSnapshot({ target, ...(latent && { latent }), G, samples, gradient });
      for (const { column, metric, options } of requests) {
        const value = await absentIfMissing(() => metric.compute(snapshot, options));
        const text = 'absent' in value ? value.absent : await metric.estimator(snapshot, options);
        expect(`${name}, ${column}: ${text}`).not.toMatch(NO_TEXT);
      }
    }
  });
});

test('texts of estimators write their numbers by functions that refuse NaN', () => {
  const wrong = ['density', 'metrics'].flatMap((folder) => {
    const root = new URL(`../${folder}/`, import.meta.url);
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!test)\.ts$/.test(file),
    );
    return files.filter((file) =>
      /\.to(Precision|Fixed|Exponential)\(/.test(readFileSync(new URL(file, root), 'utf8')),
    );
  });
  expect(wrong).toEqual([]);
});
