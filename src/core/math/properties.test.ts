/** Properties that hold for every input, tried on random ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Stream, stream } from './random/random.js';
import { incompleteBeta } from './special/beta.js';
import { normalCdf, normalQuantile } from './special/special.js';
import { holm } from './statistics/holm.js';
import { bootstrapInterval, interquartileMean } from './statistics/interquartile-mean.js';
import { signFlip } from './statistics/sign-flip.js';
import { clopperPearson, quantile, wilson } from './statistics/statistics.js';
import { wilcoxon } from './statistics/wilcoxon.js';

const SEED = { seed: 1 };
const whole = fc.maxSafeNat();
const names = fc.record({ seed: whole, step: whole, purpose: fc.string({ minLength: 1 }) });
const shares = fc.nat(300).chain((trials) => fc.record({ trials: fc.constant(trials), successes: fc.nat(trials) }));
const levels = fc.double({ min: 0, max: 1, noNaN: true });
const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 });
const shuffled = (values: readonly number[]) => [...values].sort((a, b) => Math.sin(a * 7.3) - Math.sin(b * 7.3));

interface Call {
  readonly kind: 'uniform' | 'normal';
  readonly count: number;
  readonly float32: boolean;
  readonly fill: boolean;
}

describe('a stream', () => {
  const calls: fc.Arbitrary<Call[]> = fc.array(
    fc.record({
      kind: fc.constantFrom('uniform' as const, 'normal' as const),
      count: fc.nat(1100),
      float32: fc.boolean(),
      fill: fc.boolean(),
    }),
    { maxLength: 5 },
  );
  function play(source: Stream, { kind, count, float32, fill }: Call): ArrayLike<number> {
    const out = float32 ? new Float32Array(count) : new Float64Array(count);
    if (!fill) for (let i = 0; i < count; i++) out[i] = source[kind]();
    else if (kind === 'uniform') source.fillUniform(out);
    else source.fillNormal(out);
    return out;
  }

  test('gives the same numbers by any mixture of fills and single calls', () => {
    fc.assert(
      fc.property(names, calls, (name, mixture) => {
        const [one, other] = [stream(name), stream(name)];
        for (const call of mixture) expect(play(one, call)).toEqual(play(other, { ...call, fill: !call.fill }));
      }),
      SEED,
    );
  });

  test('differs from every other', () => {
    fc.assert(
      fc.property(
        names,
        names,
        fc.constantFrom('seed' as const, 'step' as const, 'purpose' as const),
        (name, other, part) => {
          fc.pre(name[part] !== other[part]);
          expect(stream(name).uniform()).not.toBe(stream({ ...name, [part]: other[part] }).uniform());
        },
      ),
      SEED,
    );
  });

  test('draws whole numbers below any bound', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (name, below) => {
        const drawn = stream(name).integer(below);
        expect(Number.isSafeInteger(drawn) && drawn >= 0 && drawn < below).toBe(true);
      }),
      SEED,
    );
  });
});

describe('intervals on a share', () => {
  test('contain it, and are mirrored where successes and failures are', () => {
    fc.assert(
      fc.property(shares, fc.double({ min: 0.5, max: 0.999, noNaN: true }), ({ successes, trials }, confidence) => {
        for (const interval of [wilson, clopperPearson]) {
          const { low, high } = interval({ successes, trials }, confidence);
          const mirror = interval({ successes: trials - successes, trials }, confidence);
          expect(0 <= low && low * trials <= successes + 1e-9 && successes <= high * trials + 1e-9 && high <= 1).toBe(
            true,
          );
          expect(low).toBeCloseTo(1 - mirror.high, 9);
        }
      }),
      SEED,
    );
  });

  test('of Clopper and Pearson end where what was seen would be a 2.5 % surprise', () => {
    fc.assert(
      fc.property(shares, ({ successes, trials }) => {
        fc.pre(successes > 0);
        const { low } = clopperPearson({ successes, trials });
        expect(incompleteBeta(low, { a: successes, b: trials - successes + 1 })).toBeCloseTo(0.025, 9);
      }),
      SEED,
    );
  });
});

describe('quantiles and means', () => {
  test('are the same in any order, lie within the values, and shift with them', () => {
    fc.assert(
      fc.property(numbers, levels, fc.integer({ min: -500, max: 500 }), (values, level, shift) => {
        for (const statistic of [(of: readonly number[]) => quantile(of, level), interquartileMean]) {
          const at = statistic(values);
          expect(statistic(shuffled(values))).toBe(at);
          expect(at).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
          expect(at).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
          expect(statistic(values.map((value) => value + shift))).toBeCloseTo(at + shift, 9);
        }
      }),
      SEED,
    );
  });

  test('have intervals that are the same in any order and lie within the values', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { low, high } = bootstrapInterval(values, { resamples: 200 });
        expect(bootstrapInterval(shuffled(values), { resamples: 200 })).toMatchObject({ low, high });
        expect(Math.min(...values) - 1e-9 <= low && low <= high && high <= Math.max(...values) + 1e-9).toBe(true);
      }),
      SEED,
    );
  });

  test('of the normal distribution are the inverse of its distribution function', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.5, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 11);
      }),
      SEED,
    );
  });
});

describe('paired tests', () => {
  const differences = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 12 });

  test('do not mind the order of pairs, which side is called first, or the unit', () => {
    fc.assert(
      fc.property(differences, fc.constantFrom(-1, 0.001, 8), (given, unit) => {
        for (const test of [wilcoxon, signFlip]) {
          const { p } = test(given);
          expect(p > 0 && p <= 1).toBe(true);
          expect(test(shuffled(given)).p).toBeCloseTo(p, 12);
          expect(test(given.map((difference) => unit * difference)).p).toBeCloseTo(p, 12);
        }
      }),
      SEED,
    );
  });

  test('of Wilcoxon are sign-flip tests of the ranks', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 11 }), fc.nat(2047), (sizes, signs) => {
        const given = sizes.map((size, i) => ((signs >> i) & 1 ? size : -size));
        const ranks = given.map((d) => Math.sign(d) * sizes.filter((size) => size <= Math.abs(d)).length);
        expect(wilcoxon(given).p).toBeCloseTo(signFlip(ranks).p, 12);
      }),
      SEED,
    );
  });

  test("corrected by Holm keep their order, never shrink, and stay below Bonferroni's", () => {
    fc.assert(
      fc.property(fc.array(levels, { maxLength: 12 }), (ps) => {
        const adjusted = holm(ps);
        ps.forEach((p, i) => {
          expect(p <= adjusted[i] && adjusted[i] <= Math.min(1, ps.length * p)).toBe(true);
          for (const [k, other] of ps.entries()) if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[k]);
        });
      }),
      SEED,
    );
  });
});
