/** Laws that every discovered metric obeys. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { gaussiansApart } from '../../test/support/gradients.js';
import { linearGame } from '../../test/support/linear-game.js';
import { everyMode, ringOf } from '../../test/support/mode-generators.js';
import { compute, type Fake, fakeSnapshot, rowsOf } from '../../test/support/snapshots.js';
import { gaussianLatent } from '../core/gan/latents/gaussian.js';
import { wasserstein } from '../core/gan/losses/wasserstein.js';
import { finiteSet } from '../core/gan/targets/_sample-sets.js';
import { gaussianTarget } from '../core/gan/targets/gaussian.js';
import { mixture } from '../core/gan/targets/mixture.js';
import { ring } from '../core/gan/targets/ring.js';
import { uniformTarget } from '../core/gan/targets/uniform.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { drawNulls } from './_nulls/draw-nulls.js';
import { groupOf, metrics } from './catalog.js';

const gradient: Fake['gradient'] = async (player) => Float64Array.of(player === 'generator' ? 0.3 : 0.2, -0.1);
const eight = ring.create({ modes: 8, radius: 2, std: 0.02 });
const line = mixture.create({ means: [-2, 1], stds: [0.3, 1], weights: [3, 1] });
const plane = gaussianTarget.create({ mean: [0, 1], std: [1, 0.2] });
const few = { samples: 210, gradient };

/** D becomes less sure, and G moves to where D's score is higher. */
const halfARingLater: Fake['respond'] = (player, { steps, lr }) => {
  const far = 1e-3 * steps * (lr ?? 1);
  const G = ringOf(eight, [0.7, 0.2, 0.06, 0.04]);
  const moved: Fake['G'] = (z) => G(z).map((x, i) => (i === 0 ? x + far : x));
  return {
    ...few,
    target: eight,
    G: player === 'generator' ? moved : G,
    D: ([x]) => 5 * Math.exp(player === 'discriminator' ? -far : 0) * x,
  };
};

const fakes: Readonly<Record<string, Fake>> = {
  'q = p on a line': { ...gaussiansApart(0), samples: 210 },
  'Gaussians 3 apart': {
    ...gaussiansApart(3),
    samples: 210,
    respond: (player, { steps, lr }) => ({
      ...gaussiansApart(3),
      samples: 210,
      ...(player === 'generator' && { G: ([z]: readonly number[]) => [z + 3 - 1e-3 * steps * (lr ?? 1)] }),
    }),
  },
  'a fold on a line': { ...few, target: line, G: ([a]) => [a * a - 2], D: ([x]) => 2 * x },
  'an atom on a line': { ...few, target: line, G: ([a]) => [Math.max(a, -0.2)], D: ([x]) => -x },
  'a constant on a line, and a game that rotates': {
    ...few,
    target: line,
    G: () => [0.5],
    D: () => 40,
    game: linearGame({
      J: [
        [-0.1, 1, -2, 0],
        [1, -0.3, 0, 0.5],
        [2, 0, 0.2, 0],
        [0, 1, 0, -0.4],
      ],
      here: [0.2, 1, -1, 0.5],
      equilibrium: null,
      step: [
        [1, -0.1],
        [0.1, 1],
      ],
    }),
  },
  'a game that rests at a saddle of G': {
    ...few,
    target: line,
    G: ([a]) => [a],
    game: linearGame({
      J: [
        [0.5, 1],
        [-1, -1],
      ],
      here: [1e-3, 1e-3],
    }),
  },
  'NaN on a line': { ...few, target: line, G: () => [Number.NaN], D: () => Number.NaN },
  'a ring': { ...few, target: eight, G: ringOf(eight, everyMode(8)), D: ([x, y]) => x - y },
  'half a ring': {
    ...few,
    target: eight,
    G: ringOf(eight, [0.7, 0.2, 0.06, 0.04]),
    D: ([x]) => 5 * x,
    respond: halfARingLater,
    previous: { target: eight, G: ringOf(eight, [0, 0.2, 0.8]), samples: 210 },
  },
  'between the modes': { ...few, target: eight, G: ([a, b]) => [0.1 * a, 0.1 * b], D: () => -1e4 },
  'a point in the plane': {
    ...few,
    target: eight,
    G: () => [2.05, 0.05],
    previous: { target: eight, G: () => [2.05, 0.05] },
  },
  'infinity in the plane': { ...few, target: eight, G: () => [0, Infinity], D: () => Infinity },
  'a curve in the plane': { ...few, target: plane, latent: gaussianLatent.create({ dim: 1 }), G: ([a]) => [a, a] },
  'from samples': { ...few, target: plane, latent: gaussianLatent.create({ dim: 5 }), G: ([a, b]) => [b, 1 + 0.2 * a] },
  'five dimensions': { ...few, target: gaussianTarget.create({ mean: 0, std: 1, dim: 5 }), G: (x) => x },
  'a box': { ...few, target: uniformTarget.create({ low: 0, high: 1 }), G: ([a]) => [a] },
  'rows of a file': {
    ...few,
    target: finiteSet(
      Float64Array.from({ length: 840 }, (_, i) => Math.sin(i * i)),
      2,
      'rows',
    ),
    latent: gaussianLatent.create({ dim: 3 }),
    G: ([a, b]) => [a, b],
  },
  'one sample': { ...few, target: eight, G: () => [2, 0], samples: 1 },
  'two samples': { ...few, target: plane, G: ([a, b]) => [a, 1 + 0.2 * b], samples: 2 },
  'a score that is not a probability': { ...few, target: line, G: ([a]) => [a], D: ([x]) => x, loss: wasserstein },
};
const snapshots = new Map(Object.entries(fakes).map(([name, fake]) => [name, fakeSnapshot(fake)]));
const apart = fakeSnapshot(gaussiansApart(1));
snapshots.set('a D of two parameters, named as those of G', {
  ...apart,
  networks: { ...apart.networks, discriminator: { ...apart.networks.generator, layers: null } },
  parameters: { ...apart.parameters, discriminator: Float64Array.of(0.25, -1) },
});
snapshots.set('batches of eight', { ...apart, setting: { ...apart.setting, batch: 8 } });
// Fewer samples and points than the defaults: the laws hold for them as well, and take seconds.
const QUICK_OPTIONS = { samples: 500, points: 210, bandwidths: 4 };
const quick = (options: Record<string, z.ZodType>) =>
  Object.fromEntries(Object.entries(QUICK_OPTIONS).filter(([option]) => option in options));

const all = [...metrics.values()];

test('every metric is in a group', () => {
  expect(all.length).toBeGreaterThan(10);
  for (const { name } of all) expect(groupOf.get(name)).toMatch(/^[a-z-]+$/);
});

test.each(all)('$name is a number in its range or absent with a reason, never NaN', async (metric) => {
  for (const [name, snapshot] of snapshots) {
    const measured = await compute(metric, snapshot, quick(metric.options));
    if ('absent' in measured) {
      expect(measured.absent, name).toMatch(/\w/);
      continue;
    }
    // Bias-corrected estimates may leave the range by their noise; then a note must say that they are not clamped.
    const noise = metric.notes?.some((note) => note.includes('clamped')) ? 0.2 : 1e-9;
    expect(measured.value, name).toBeGreaterThanOrEqual(metric.range[0] - noise);
    expect(measured.value, name).toBeLessThanOrEqual(metric.range[1] + noise);
  }
});

test.each(all)('$name has a description, a unit, a range and an estimator', async (metric) => {
  expect(metric.description).toMatch(/^.{20,}[.]$/);
  expect(metric.unit).not.toBe('');
  expect(metric.range[0]).toBeLessThan(metric.range[1]);
  if (metric.ideal !== null) {
    expect(metric.ideal).toBeGreaterThanOrEqual(metric.range[0]);
    expect(metric.ideal).toBeLessThanOrEqual(metric.range[1]);
  }
  const estimator = await metric.estimator(snapshots.get('a ring')!, z.object(metric.options).parse({}));
  expect(estimator).toMatch(/\w/);
});

const withIdeal = all.filter(({ ideal }) => ideal !== null);

test.each(withIdeal)('$name is its ideal at q = p and D*, or within its null', async (metric) => {
  const equilibrium = { ...gaussiansApart(0), samples: 600 };
  const fake = { ...equilibrium, previous: gaussiansApart(0), respond: () => equilibrium };
  const options = 'samples' in metric.options ? { samples: 20_000 } : {};
  const measured = await compute(metric, fake, options);
  if ('absent' in measured) throw new Error(measured.absent);
  if (Math.abs(measured.value - metric.ideal!) < 1e-6) return;
  const asked = { column: metric.name, metric, options: z.object(metric.options).parse(options) };
  const at = { target: fake.target, samples: 600 };
  const expected = (await drawNulls([asked], at, { draws: 12 })).get(metric.name)!;
  // The null of twelve draws, widened by its length on both sides: one value in some thousands lies outside.
  const [low, high] =
    'absent' in expected ? [metric.ideal! - 0.02, metric.ideal! + 0.02] : [expected.low, expected.high];
  expect(measured.value).toBeGreaterThanOrEqual(low - (high - low));
  expect(measured.value).toBeLessThanOrEqual(high + (high - low));
});

test.each(all.filter(({ vector }) => vector))('$name is an array as long as its shape, or absent', async (metric) => {
  for (const [name, snapshot] of snapshots) {
    const found = await metric.vector!.compute(snapshot, z.object(metric.options).parse({}));
    if ('absent' in found) expect(found.absent, name).toMatch(/\w/);
    else expect(found.data.length, name).toBe(found.shape.reduce((all, size) => all * size, 1));
  }
});

test.each(all)('$name does not depend on the order of the samples', async (metric) => {
  const { target, G, previous } = fakes['half a ring'];
  const { generated, real } = await snapshots.get('half a ring')!.samples();
  const fake = { target, G, gradient, ...(previous && { previous }) };
  const inOrder = await compute(metric, { ...fake, given: { generated, real } }, quick(metric.options));
  const given = { generated: reversed(generated), real: reversed(real) };
  const reversedOrder = await compute(metric, { ...fake, given }, quick(metric.options));
  if ('absent' in inOrder || !Number.isFinite(inOrder.value)) return expect(reversedOrder).toEqual(inOrder);
  expect('value' in reversedOrder && reversedOrder.value).toBeCloseTo(inOrder.value, 8);
});

function reversed(x: Float64Array): Float64Array {
  return Float64Array.from(rowsOf(x, 2).reverse().flat());
}

const cases = all.flatMap((metric) =>
  Object.keys(metric.options).map((option) => ({ metric, name: metric.name, option })),
);

test.each(cases)('$name: the option $option acts', async ({ metric, option }) => {
  const values = alternatives(metric.options[option]);
  // A number may require more samples than there are, whatever else it does; a word that makes the value absent acts.
  const absent = values.every((value) => typeof value === 'number') ? null : 'absent';
  const valuesAt = async (snapshot: Snapshot, value: unknown) => {
    const measured = await compute(metric, snapshot, { ...quick(metric.options), [option]: value });
    const vector = await metric.vector?.compute(snapshot, z.object(metric.options).parse({ [option]: value }));
    const found = [
      ...('value' in measured ? [measured.value] : []),
      ...(vector && 'data' in vector ? [vector.data] : []),
    ];
    return found.length > 0 ? found.join(' ') : absent;
  };
  // Two values of the option are nearly always enough, on some snapshot; otherwise all are tried.
  for (const tried of [values.slice(0, 2), values])
    for (const snapshot of snapshots.values()) {
      const distinct = new Set<string>();
      for (const value of tried) {
        const measured = await valuesAt(snapshot, value);
        if (measured !== null && distinct.add(measured).size > 1) return;
      }
    }
  throw new Error('every value of the option gave the same metric values');
});

/** Values that an option allows: its words, or small and large numbers. */
function alternatives(option: z.ZodType): unknown[] {
  const { enum: words, type } = z.toJSONSchema(option, { io: 'output' });
  if (words) return words;
  if (type === 'boolean') return [true, false];
  if (type === 'string') return ['weights-0', 'bias-0']; // names of parameters
  return [1, 0.5, 0.01, 2, 3, 5, 20, 100, 400].filter((value) => option.safeParse(value).success);
}
