/** Samples of known truth, measured and diagnosed as `helvetica score` does; `docs/diagnoses.md` has many more. */
import { expect, it } from 'vitest';
import { optionsOf } from '../../test/support/members.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import { ring } from '../core/gan/targets/ring.js';
import { twoMoons } from '../core/gan/targets/two-moons.js';
import { stream } from '../core/math/random/random.js';
import { absentIfMissing, samplesSnapshot, unknownTarget } from '../density/samples/samples-snapshot.js';
import { metrics } from '../metrics/catalog.js';
import { diagnoseSamples } from './diagnose-samples.js';

const N = 500;
const MEASURED = [
  'modes-covered',
  'high-quality',
  'mode-kl',
  'mode-width',
  'between-modes',
  'coverage',
  'precision',
  'pairwise-distance',
  'copied-rows',
];

/** The failure modes that apply to samples of G; `real`: rows of the data, of which nothing else is known. */
async function failuresOf(generated: Float64Array, data: { target: Distribution } | { real: Float64Array }) {
  const target = 'target' in data ? data.target : unknownTarget(data.real, 2);
  const real = 'target' in data ? draw(data.target, 'real') : data.real;
  const snapshot = samplesSnapshot({ target, generated, real });
  const measurements = await Promise.all(
    MEASURED.map(async (name) => {
      const metric = metrics.get(name)!;
      const value = await absentIfMissing(() => metric.compute(snapshot, optionsOf(metric)));
      return { column: name, choice: { name, ...optionsOf(metric) }, value };
    }),
  );
  const { findings } = diagnoseSamples(measurements, { target, real, n: N });
  return findings
    .filter(({ failureMode }) => failureMode.kind === 'failure')
    .map(({ failureMode }) => failureMode.name);
}

function draw(target: Distribution, purpose: string, n = N): Float64Array {
  const x = new Float64Array(n * target.dim);
  target.sample(x, stream({ seed: 1, purpose, step: 0 }));
  return x;
}

const eight = ring.create({ modes: 8, radius: 2, std: 0.05 });
const moons = twoMoons.create(optionsOf(twoMoons) as Parameters<typeof twoMoons.create>[0]);
const rows = draw(moons, 'rows');

/** The samples with every row for which `is` holds replaced. */
const changed = (x: Float64Array, row: (at: number) => readonly number[] | null) => {
  const out = x.slice();
  for (let at = 0; at < N; at++) out.set(row(at) ?? x.subarray(2 * at, 2 * at + 2), 2 * at);
  return out;
};

it('fresh samples of the data have no failure', async () => {
  expect(await failuresOf(draw(eight, 'fresh'), { target: eight })).toEqual([]);
  expect(await failuresOf(draw(moons, 'fresh'), { real: rows })).toEqual([]);
});

it.each([1.5, 2])('modes %d times as wide are too wide', async (times) => {
  const wide = ring.create({ modes: 8, radius: 2, std: 0.05 * times });
  expect((await failuresOf(draw(wide, 'wide'), { target: eight }))[0]).toBe('too-wide');
});

it('modes half as wide are too narrow', async () => {
  const narrow = ring.create({ modes: 8, radius: 2, std: 0.025 });
  expect(await failuresOf(draw(narrow, 'narrow'), { target: eight })).toEqual(['too-narrow']);
});

it('40 % of samples between neighbouring modes are bridges, 40 % of uniform noise is off the manifold', async () => {
  const random = stream({ seed: 2, purpose: 'noise', step: 0 });
  const fresh = draw(eight, 'fresh');
  const bridged = changed(fresh, (at) => {
    if (at % 5 > 1) return null;
    const [a, b, t] = [eight.modes![at % 8].mean, eight.modes![(at + 1) % 8].mean, random.uniform()];
    return a.map((m, i) => m + t * (b[i] - m) + 0.05 * random.normal());
  });
  const noisy = changed(fresh, (at) => (at % 5 > 1 ? null : [5 * random.uniform() - 2.5, 5 * random.uniform() - 2.5]));
  expect((await failuresOf(bridged, { target: eight }))[0]).toBe('bridged');
  expect(await failuresOf(noisy, { target: eight })).toEqual(['off-manifold']);
});

it('one moon of two is half of the data, one spot of it a collapse, its rows are memorised', async () => {
  const fresh = draw(moons, 'fresh', 4 * N);
  const upper = Float64Array.from(
    Array.from({ length: 4 * N }, (_, at) => [...fresh.subarray(2 * at, 2 * at + 2)])
      .filter(([x, y]) => Math.abs(x ** 2 + y ** 2 - 1) < 0.5 && y > -0.1 && (x < 0.5 || y > 0.5))
      .slice(0, N)
      .flat(),
  );
  expect(upper.length).toBe(2 * N);
  expect(await failuresOf(upper, { real: rows })).toEqual(['partial-coverage']);
  const random = stream({ seed: 3, purpose: 'spot', step: 0 });
  const spot = changed(rows, () => [rows[0] + 0.02 * random.normal(), rows[1] + 0.02 * random.normal()]);
  expect((await failuresOf(spot, { real: rows }))[0]).toBe('mode-collapse');
  expect(await failuresOf(rows.slice(), { real: rows })).toEqual(['memorised']);
  const hundred = changed(rows, (at) => [...rows.subarray(2 * (at % 100), 2 * (at % 100) + 2)]);
  expect((await failuresOf(hundred, { real: rows }))[0]).toBe('memorised');
});
