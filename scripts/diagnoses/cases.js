// Cases whose truth is known: samples of the data itself, and samples with one planted failure at three strengths.

import { z } from 'zod';
import { families } from '../../dist/core/gan/families.js';
import { finiteSet } from '../../dist/core/gan/targets/_sample-sets.js';
import { stream } from '../../dist/core/math/random/random.js';

/** A target by its name and options. */
export function targetOf(choice) {
  const member = families.targets.get(choice.name);
  return member.create(z.object(member.options).parse(choice));
}

/** Modes on a line, a ring or in random directions, ten standard deviations or more apart. */
export function mixture({ modes, dim, unequal = false }) {
  const key = `${modes} ${dim} ${unequal}`;
  if (!mixtures.has(key)) mixtures.set(key, makeMixture({ modes, dim, unequal }));
  return mixtures.get(key);
}

const mixtures = new Map();

function makeMixture({ modes, dim, unequal }) {
  const at = stream({ seed: 1, purpose: `centres/${modes}/${dim}`, step: 0 });
  const means = Array.from({ length: modes }, (_, k) => {
    if (dim === 1) return [4 * k];
    if (dim === 2) return [2 * (k % 5), 2 * Math.floor(k / 5)];
    return Array.from({ length: dim }, () => 6 * at.normal());
  });
  const weights = Array.from({ length: modes }, (_, k) => (unequal ? 0.8 ** Math.min(k, 12) : 1));
  return targetOf({ name: 'mixture', means: dim === 1 ? means.flat() : means, stds: dim === 2 ? 0.1 : 0.4, weights });
}

export function draws(target, n, name) {
  const x = new Float64Array(n * target.dim);
  target.sample(x, stream(name));
  return x;
}

/** Two interleaved half circles with noise, a point cloud without modes; `half`: 0 or 1, one of them alone. */
export function moons(n, random, half = null) {
  const x = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const which = half ?? i % 2;
    const angle = Math.PI * random.uniform();
    x[2 * i] = (which ? 1 - Math.cos(angle) : Math.cos(angle)) + 0.05 * random.normal();
    x[2 * i + 1] = (which ? 0.5 - Math.sin(angle) : Math.sin(angle)) + 0.05 * random.normal();
  }
  return x;
}

/** Clusters of random centres in ten dimensions, unnamed; `of`: the first so many. */
export function clusters(n, random, of = 10) {
  const centres = stream({ seed: 2, purpose: 'clusters', step: 0 });
  const places = Float64Array.from({ length: 100 }, () => 4 * centres.normal());
  const x = new Float64Array(10 * n);
  for (let i = 0; i < n; i++) {
    const k = random.integer(of);
    for (let j = 0; j < 10; j++) x[10 * i + j] = places[10 * k + j] + 0.5 * random.normal();
  }
  return x;
}

/** Rows of a standard Gaussian in 14 dimensions. */
function cloud(n, random) {
  return Float64Array.from({ length: 14 * n }, () => random.normal());
}

const uniformIn = ({ low, high }, random) => low + (high - low) * random.uniform();

/** Replaces a share of the rows by what `make(row, random)` writes. */
function replace(x, dim, { share, random, make }) {
  for (let at = 0; at < x.length; at += dim) if (random.uniform() < share) make(x.subarray(at, at + dim), random);
  return x;
}

/** A row of one mode, `width` times as wide. */
function modeRow({ mean, std }, row, { width = 1, random }) {
  for (let i = 0; i < row.length; i++) row[i] = mean[i] + width * std[i] * random.normal();
}

function pick(weights, random) {
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let k = 0; k < weights.length; k++) {
    left -= weights[k];
    if (left < 0) return k;
  }
  return weights.length - 1;
}

/** Samples of the modes with these weights and width. */
function ofModes(target, n, { weights, width, random }) {
  const x = new Float64Array(n * target.dim);
  for (let at = 0; at < x.length; at += target.dim)
    modeRow(target.modes[pick(weights, random)], x.subarray(at, at + target.dim), { width, random });
  return x;
}

const shareOfModes = (target, kept) => target.modes.map(({ weight }, k) => (k < kept ? weight : 0));

const ring = targetOf({ name: 'ring', modes: 8, radius: 2, std: 0.05 });
const plain = ring.modes.map(({ weight }) => weight);

/** Rows of a data set without modes: those that the generator learned from, and that `score --real` compares with. */
const sets = {
  moons: { dim: 2, make: moons },
  clusters: { dim: 10, make: clusters },
  'one Gaussian': { dim: 14, make: cloud },
};

function ofRows(kind, n, random) {
  const real = sets[kind].make(n, random);
  return { target: finiteSet(real, sets[kind].dim, kind), real };
}

/** Planted failures: the failure mode that is right, the strengths, weak to strong, and the samples. */
export const PLANTED = [
  {
    truth: 'mode-collapse',
    what: 'modes missing of 8',
    strengths: [1, 4, 7],
    make: (missing, n, random) => ({
      target: ring,
      generated: ofModes(ring, n, { weights: shareOfModes(ring, 8 - missing), random }),
    }),
  },
  {
    truth: 'mode-imbalance',
    what: 'share of one mode of 8, which has .125',
    strengths: [0.4, 0.5, 0.6],
    make: (share, n, random) => ({
      target: ring,
      generated: ofModes(ring, n, { weights: plain.map((_, k) => (k === 0 ? share : (1 - share) / 7)), random }),
    }),
  },
  {
    truth: 'off-manifold',
    what: 'share of uniform noise',
    strengths: [0.3, 0.6, 1],
    make: (share, n, random) => ({
      target: ring,
      generated: replace(ofModes(ring, n, { weights: plain, random }), 2, {
        share,
        random,
        make: (row) => {
          for (let i = 0; i < row.length; i++) row[i] = uniformIn(ring.bounds[i], random);
        },
      }),
    }),
  },
  {
    truth: 'bridged',
    what: 'share between neighbouring modes',
    strengths: [0.2, 0.4, 0.8],
    make: (share, n, random) => ({
      target: ring,
      generated: replace(ofModes(ring, n, { weights: plain, random }), 2, {
        share,
        random,
        make: (row) => {
          const k = random.integer(8);
          const [a, b, t] = [ring.modes[k].mean, ring.modes[(k + 1) % 8].mean, random.uniform()];
          for (let i = 0; i < 2; i++) row[i] = a[i] + t * (b[i] - a[i]) + 0.05 * random.normal();
        },
      }),
    }),
  },
  {
    truth: 'too-wide',
    what: 'times as wide',
    strengths: [1.4, 1.8, 2.5],
    make: (width, n, random) => ({ target: ring, generated: ofModes(ring, n, { weights: plain, width, random }) }),
  },
  {
    truth: 'too-narrow',
    what: 'times as wide',
    strengths: [0.7, 0.5, 0.2],
    make: (width, n, random) => ({ target: ring, generated: ofModes(ring, n, { weights: plain, width, random }) }),
  },
  {
    truth: 'partial-coverage',
    what: 'moons: share of samples missing on one of two, which is then rare',
    strengths: [0.9, 0.97, 1],
    make: (missing, n, random) => ({
      ...ofRows('moons', n, random),
      // Anywhere among the rows: a metric may use the first ones alone.
      generated: replace(moons(n, random, 0), 2, {
        share: (1 - missing) / 2,
        random,
        make: (row) => row.set(moons(1, random, 1)),
      }),
    }),
  },
  {
    truth: 'partial-coverage',
    what: 'clusters missing of 10, in 10 dimensions',
    strengths: [3, 5, 8],
    make: (missing, n, random) => ({ ...ofRows('clusters', n, random), generated: clusters(n, random, 10 - missing) }),
  },
  {
    truth: 'mode-collapse',
    what: 'moons: width of one blob on them',
    strengths: [0.2, 0.1, 0.001],
    make: (width, n, random) => {
      const data = ofRows('moons', n, random);
      const generated = Float64Array.from(
        { length: 2 * n },
        (_, i) => (i % 2 ? 0 : 1) * 0.95 + 0.2 + width * random.normal(),
      );
      return { ...data, generated };
    },
  },
  {
    truth: 'memorised',
    what: 'share of samples that are copies of a hundred rows of the data',
    strengths: [0.5, 0.75, 1],
    make: (share, n, random) => {
      const data = ofRows('moons', n, random);
      const generated = replace(moons(n, random), 2, {
        share,
        random,
        make: (row) => {
          const at = 2 * random.integer(Math.min(100, n));
          row.set(data.real.subarray(at, at + 2));
        },
      });
      return { ...data, generated };
    },
  },
  {
    truth: 'memorised',
    what: 'noise around a permutation of all rows, in their standard deviation',
    strengths: [0.002, 0.001, 0],
    make: (noise, n, random) => {
      const data = ofRows('clusters', n, random);
      return { ...data, generated: data.real.map((x) => x + noise * random.normal()) };
    },
  },
];

/** Targets for perfect generators: all that a cell of the table of false alarms has in common. */
export const PERFECT = [
  ...[1, 2, 8, 25].flatMap((modes) =>
    // With one mode latent-collapse decides, whose densest ball is chance's own from about 14 dimensions on.
    (modes === 1 ? [1, 2, 5, 10, 14, 20, 100] : [1, 2, 10, 100]).flatMap((dim) =>
      (modes === 1 ? [false] : [false, true]).map((unequal) => ({
        name: `${modes} ${modes === 1 ? 'mode' : `${unequal ? 'unequal' : 'equal'} modes`}`,
        dim,
        make: (n, _random, step) => perfect(mixture({ modes, dim, unequal }), n, step),
      })),
    ),
  ),
  { name: 'ring of 8, overlapping', dim: 2, make: (n, _random, step) => perfect(overlapping, n, step) },
  { name: 'two modes with one centre', dim: 2, make: (n, _random, step) => perfect(oneCentre, n, step) },
  ...Object.keys(sets).map((kind) => ({
    name: `rows of ${kind}`,
    dim: sets[kind].dim,
    make: (n, random) => ({ ...ofRows(kind, n, random), generated: sets[kind].make(n, random) }),
  })),
];

const overlapping = targetOf({ name: 'ring', modes: 8, radius: 2, std: 0.5 });
const oneCentre = targetOf({
  name: 'mixture',
  means: [
    [0, 0],
    [0, 0],
  ],
  stds: [0.5, 1],
  weights: [0.5, 0.5],
});

function perfect(target, n, step) {
  return { target, generated: draws(target, n, { seed: 3, purpose: 'perfect', step }) };
}
