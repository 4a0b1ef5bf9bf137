/** What every target must keep: its density, cdf, modes, bounds and samples tell one story. */
import type { Distribution, Target } from '../core/gan/targets/_target.js';
import { maximum } from '../core/math/long-lists.js';
import { stream } from '../core/math/random/random.js';
import { type Law, must, mustBeAtLeast, mustBeAtMost, mustBeNear, shortNumber } from './law.js';
import { memberOptions, type OptionContext, withOtherOptions } from './member-options.js';
import { coarseCell, integrate } from './target-mass.js';

const SAMPLES = 20_000;
const MAX_NUMBERS = 60_000; // coordinates drawn: fewer samples in many dimensions
const STANDARD_ERRORS = 5;

function draw(distribution: Pick<Distribution, 'dim' | 'sample'>, { count = samplesOf(distribution), step = 0 } = {}) {
  const out = new Float64Array(count * distribution.dim);
  distribution.sample(out, stream({ seed: 1, purpose: 'laws', step }));
  return out;
}
const samplesOf = ({ dim }: Pick<Distribution, 'dim'>) => Math.min(SAMPLES, Math.ceil(MAX_NUMBERS / dim));
const errorOf = (mass: number) => Math.sqrt((mass * (1 - mass)) / SAMPLES);
const equal = (a: Float64Array, b: Float64Array) => a.every((x, i) => x === b[i]);
const pointText = (x: ArrayLike<number>) => `at x = ${Array.from(x, shortNumber).join(', ')}`;
const densityAt = ({ logDensity }: Distribution, x: Float64Array) => logDensity!(x)[0]!;

/** `dataFiles`: for targets whose data are in a file. */
export function targetLaws(context: OptionContext = {}): readonly Law<Target>[] {
  const made = new WeakMap<Target, Distribution>();
  const distributionOf = (target: Target) => {
    const known = made.get(target) ?? target.create(memberOptions(target, {}, context));
    made.set(target, known);
    return known;
  };
  const law = (
    name: string,
    check: (of: Distribution) => void,
    concerns?: (of: Distribution) => unknown,
  ): Law<Target> => ({
    name,
    ...(concerns && { concerns: (target) => Boolean(concerns(distributionOf(target))) }),
    check: (target) => check(distributionOf(target)),
  });
  return [
    ...laws(law),
    {
      name: 'has options that each have an effect',
      check(target) {
        const story = (d: Distribution) => JSON.stringify([d.dim, d.bounds, d.scale, [...draw(d, { count: 50 })]]);
        const usual = story(distributionOf(target));
        for (const { option, value, result } of withOtherOptions(
          target,
          (options) => story(target.create(options)),
          context,
        ))
          must(result !== usual, `${option} = ${JSON.stringify(value)}: bounds, scale and samples are the same`);
      },
    },
  ];
}

function laws(
  law: (name: string, check: (of: Distribution) => void, concerns?: (of: Distribution) => unknown) => Law<Target>,
): readonly Law<Target>[] {
  return [
    law('fills rows of its dimension with finite numbers that depend on the stream alone', (of) => {
      must(of.bounds.length === of.dim, `bounds has ${of.bounds.length} entries for ${of.dim} dimensions`);
      must(draw(of).every(Number.isFinite), 'a sample is not finite');
      const few = draw(of, { count: 50 });
      must(equal(draw(of, { count: 50 }), few), 'equal streams draw other samples');
      must(!equal(draw(of, { count: 50, step: 1 }), few), 'streams of other steps draw equal samples');
    }),
    law('draws the same sample in float32, rounded', (of) => {
      const out = new Float32Array(50 * of.dim);
      of.sample(out, stream({ seed: 1, purpose: 'laws', step: 0 }));
      for (const [i, exact] of draw(of, { count: 50 }).entries())
        mustBeNear(out[i]!, exact, { within: 1e-6 * (1 + Math.abs(exact)), what: `number ${i} of a float32 sample` });
      if (of.logDensity)
        must(of.logDensity(out).every(Number.isFinite), 'the density of a float32 sample is 0 or not a number');
    }),
    law('has bounds that contain its samples, and a scale that is not larger', ({ dim, bounds, scale, ...of }) => {
      for (const [i, x] of draw({ dim, ...of }).entries()) {
        const { low, high } = bounds[i % dim]!;
        must(
          x >= low && x <= high,
          `coordinate ${i % dim} of a sample is ${shortNumber(x)}, outside [${shortNumber(low)}, ${shortNumber(high)}]`,
        );
      }
      must(scale > 0, `scale is ${shortNumber(scale)}`);
      for (const { low, high } of bounds) mustBeAtMost(scale, high - low, 'scale, against the length of its bounds,');
    }),
    law(
      'draws rows by themselves: the next does not depend on the one before',
      (of) => {
        const { dim } = of;
        const sample = draw(of);
        const rows = sample.length / dim;
        const mean = sample.filter((_, at) => at % dim === 0).reduce((sum, x) => sum + x, 0) / rows;
        let [product, square] = [0, 0];
        for (let at = 0; at + dim < sample.length; at += dim) {
          product += (sample[at]! - mean) * (sample[at + dim]! - mean);
          square += (sample[at]! - mean) ** 2;
        }
        // An autocorrelation has the standard error 1 / sqrt(n); of mode after mode around a ring it is .7.
        mustBeAtMost(
          Math.abs(product / square),
          STANDARD_ERRORS / Math.sqrt(rows),
          'the correlation of a row with the next, against five standard errors,',
        );
      },
      ({ rows }) => !rows,
    ),
    law(
      'trains on the law that it measures by, in whole rounds of its parts',
      (of) => {
        const { dim, training, rows } = of;
        const [batch, fresh] = [training!, { sample: of.sample }].map((from) => {
          const out = new Float64Array(12_000 * dim);
          from.sample(out, stream({ seed: 1, purpose: 'laws', step: 0 }));
          return out.filter((_, at) => at % dim === 0).sort();
        });
        // The largest gap of the two distribution functions, of samples and of the set that they were drawn from.
        const points = rows ? Infinity : (training!.points ?? Infinity);
        const at = (x: Float64Array, value: number) => x.filter((other) => other <= value).length / x.length;
        const gaps = fresh!.filter((_, i) => i % 400 === 0).map((x) => Math.abs(at(batch!, x) - at(fresh!, x)));
        mustBeAtMost(
          maximum([...gaps]),
          (STANDARD_ERRORS / 2) * Math.sqrt(2 / 12_000 + 1 / points),
          'the largest gap of the distribution functions of training batches and of samples',
        );
      },
      ({ training }) => training,
    ),
    law(
      'has modes of total weight 1, inside its bounds, no narrower than its scale',
      ({ dim, modes, bounds, scale }) => {
        const total = modes!.reduce((sum, { weight }) => sum + weight, 0);
        mustBeNear(total, 1, { within: 5e-13, what: 'the total weight of its modes' });
        for (const [k, { mean, std }] of modes!.entries()) {
          must(mean.length === dim && std.length === dim, `mode ${k} has not ${dim} coordinates`);
          must(
            mean.every((x, i) => x > bounds[i]!.low && x < bounds[i]!.high),
            `mode ${k} lies outside the bounds`,
          );
          // A mode may be exact in some coordinates.
          for (const s of std) if (s !== 0) mustBeAtLeast(s, scale * (1 - 1e-12), `a std of mode ${k}, against scale,`);
        }
      },
      ({ modes }) => modes,
    ),
    law(
      'has a cdf that its samples follow within five standard errors',
      (of) => {
        const sample = draw(of).sort();
        const { low, high } = of.bounds[0]!;
        for (let k = 1; k < 40; k++) {
          const x = low + ((high - low) * k) / 40;
          const share = sample.filter((value) => value <= x).length / SAMPLES;
          const mass = of.cdf!(x);
          mustBeNear(share, mass, {
            within: STANDARD_ERRORS * errorOf(mass) + 1e-9,
            what: `${pointText([x])}: the share of 20,000 samples up to x, against the cdf,`,
          });
        }
      },
      ({ cdf }) => cdf,
    ),
    law(
      'has a density that is the slope of its cdf, from 0 to 1',
      (of) => {
        const { cdf, bounds, scale } = of;
        const { low, high } = bounds[0]!;
        mustBeAtMost(cdf!(low), 1e-9, `${pointText([low])}, its lower bound: the cdf`);
        mustBeAtMost(1 - cdf!(high), 1e-9, `${pointText([high])}, its upper bound: 1 - cdf`);
        const h = scale * 1e-4;
        for (let k = 0; k < 101; k++) {
          const x = low + (high - low) * ((k + 0.37) / 101);
          const slope = (cdf!(x + h) - cdf!(x - h)) / (2 * h);
          mustBeNear(Math.exp(densityAt(of, Float64Array.of(x))), slope, {
            within: 1e-6 / scale,
            what: `${pointText([x])}: the density, against the slope of the cdf,`,
          });
        }
      },
      ({ cdf, logDensity }) => cdf && logDensity,
    ),
    law(
      'has a density that integrates to 1 on its bounds, and that its samples follow',
      (of) => {
        const { total, cells } = integrate(of);
        // The midpoint rule sees the edges of compact supports, and Laplace's kink.
        mustBeNear(total, 1, { within: 5e-4, what: 'the integral of the density over its bounds' });
        const counts = new Float64Array(cells.length);
        const sample = draw(of);
        for (let at = 0; at < sample.length; at += of.dim) counts[coarseCell(of, sample, at)]! += 1;
        // 3e-3 for the rule's own error where a cell's edge cuts a mode; 1 / SAMPLES for one stray sample.
        for (const [cell, mass] of cells.entries())
          mustBeNear(counts[cell]! / SAMPLES, mass, {
            within: STANDARD_ERRORS * errorOf(mass) + 3e-3 * mass + 1 / SAMPLES,
            what: `the share of 20,000 samples in cell ${cell} of 8 along each coordinate of its bounds, against the density,`,
          });
      },
      ({ logDensity, dim }) => logDensity && dim <= 2,
    ),
    law(
      'has a log density that falls outside its bounds and is never NaN, 50 scales away',
      (of) => {
        const { dim, bounds, scale } = of;
        let before = Infinity;
        for (const k of [0, 1, 10, 50]) {
          const point = Float64Array.from(bounds, ({ high }) => high + k * scale);
          const value = densityAt(of, point);
          mustBeAtMost(value, before, `${pointText(point)}: the log density, against that nearer to the bounds,`);
          before = value;
        }
        const atNaN = densityAt(of, new Float64Array(dim).fill(Number.NaN));
        must(Number.isNaN(atNaN) || atNaN === -Infinity, `at x = NaN the log density is ${shortNumber(atNaN)}`);
        const far = densityAt(of, new Float64Array(dim).fill(Infinity));
        must(far === -Infinity, `at x = infinite the log density is ${shortNumber(far)}, not -infinite`);
      },
      ({ logDensity }) => logDensity,
    ),
  ];
}
