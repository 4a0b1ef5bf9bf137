/** What every initializer must keep: weights around 0, in their own part of an array, by the stream alone. */
import type { Initializer } from '../core/gan/initializers/_initializer.js';
import { stream } from '../core/math/random/random.js';
import { type Law, must, mustBeAtMost } from './law.js';
import { memberOptions, withOtherOptions } from './member-options.js';

const SIZES = [
  { fanIn: 60, fanOut: 100 },
  { fanIn: 100, fanOut: 60 },
  { fanIn: 2, fanOut: 1000 },
];
const seeded = (seed: number) => stream({ seed, purpose: 'laws', step: 0 });

function weightsOf(
  initializer: Initializer,
  size: (typeof SIZES)[number],
  { seed = 3, options = memberOptions(initializer) } = {},
): Float64Array {
  const out = new Float64Array(size.fanIn * size.fanOut).fill(Number.NaN);
  initializer.weights(out, size, seeded(seed), options);
  return out;
}

const equal = (a: Float64Array, b: Float64Array) => a.length === b.length && a.every((x, i) => x === b[i]);

export const initializerLaws: readonly Law<Initializer>[] = [
  ...SIZES.map(
    (size): Law<Initializer> => ({
      name: `fills ${size.fanIn} x ${size.fanOut} weights around 0, by the stream alone`,
      check(initializer) {
        const w = weightsOf(initializer, size);
        must(w.every(Number.isFinite), 'a weight is not filled, or not finite');
        const variance = w.reduce((sum, x) => sum + x * x, 0) / w.length;
        must(variance > 0, 'all weights are 0');
        const mean = Math.abs(w.reduce((sum, x) => sum + x, 0) / w.length);
        mustBeAtMost(
          mean,
          5 * Math.sqrt(variance / w.length),
          'the mean of the weights, against five standard errors,',
        );
        must(equal(weightsOf(initializer, size), w), 'equal streams give other weights');
        must(!equal(weightsOf(initializer, size, { seed: 4 }), w), 'streams of other seeds give equal weights');
      },
    }),
  ),
  {
    name: 'fills only its part of an array',
    check(initializer) {
      const options = memberOptions(initializer);
      for (const [what, fill] of Object.entries({ weights: initializer.weights, bias: initializer.bias })) {
        const out = new Float32Array(14).fill(99);
        fill(out.subarray(1, 13), { fanIn: 3, fanOut: 4 }, seeded(3), options);
        must(out[0] === 99 && out[13] === 99, `${what} writes outside the 12 numbers that it is given`);
        must(
          out.subarray(1, 13).every((x) => Math.abs(x) < 50),
          `${what} leaves some of the 12 numbers that it is given, or makes one of size 50`,
        );
      }
    },
  },
  {
    name: 'has options that each have an effect',
    check(initializer) {
      const usual = weightsOf(initializer, SIZES[0]!);
      const changed = withOtherOptions(initializer, (options) => weightsOf(initializer, SIZES[0]!, { options }));
      for (const { option, value, result } of changed)
        must(!equal(result, usual), `${option} = ${JSON.stringify(value)}: the weights are the same`);
    },
  },
];
