import { expect, test } from 'vitest';
import golden from '../../../../test/golden/special.json' with { type: 'json' };
import {
  erf,
  erfc,
  gaussLegendre,
  logAddExp,
  logSumExp,
  normalCdf,
  normalDensity,
  normalQuantile,
  sigmoid,
  softplus,
} from './special.js';

// Golden numbers: test/golden/special.py, mpmath to 40 digits.
const functions = { erf, erfc, normalCdf, normalQuantile };
// Units in the last place. normalCdf's argument is rounded once more, which its tail multiplies by x^2: 2000 at x = -37.
const ulps = { erf: 3, erfc: 4, normalCdf: 2000, normalQuantile: 4 };

for (const name of ['erf', 'erfc', 'normalCdf', 'normalQuantile'] as const) {
  test.each(golden[name])(`${name}(%d) is %d`, (x, expected) => {
    expect(Math.abs(functions[name](x) - expected)).toBeLessThanOrEqual(
      ulps[name] * Number.EPSILON * Math.abs(expected),
    );
  });
}

test('far out, the tails end where doubles do', () => {
  expect([erf(7), erf(-7), erf(Infinity)]).toEqual([1, -1, 1]);
  expect([erfc(28), erfc(-28), erfc(Infinity), erfc(-Infinity)]).toEqual([0, 2, 0, 2]);
  expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  for (const f of [erf, erfc, normalCdf]) expect(f(Number.NaN)).toBeNaN();
});

test('a probability outside [0, 1] has no quantile', () => {
  for (const p of [-0.1, 1.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(`p must be in [0, 1], got ${p}`);
});

test('the normal density is 1/sqrt(2 pi) at 0 and the slope of the distribution function', () => {
  expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 15);
  const h = 1e-5;
  for (const x of [-2, 0.3, 1.7])
    expect(normalDensity(x)).toBeCloseTo((normalCdf(x + h) - normalCdf(x - h)) / (2 * h), 9);
});

test('sigmoid and softplus keep their digits in both tails', () => {
  expect(sigmoid(0)).toBe(0.5);
  expect(sigmoid(-40) / Math.exp(-40)).toBeCloseTo(1, 15);
  expect([sigmoid(-800), sigmoid(800)]).toEqual([0, 1]);
  expect(softplus(0)).toBe(Math.LN2);
  expect(softplus(-40) / Math.exp(-40)).toBeCloseTo(1, 15);
  expect([softplus(800), softplus(-800)]).toEqual([800, 0]);
  for (const s of [-3, 0.4, 2]) expect(softplus(-s)).toBeCloseTo(-Math.log(sigmoid(s)), 14);
});

test('a log of a sum of exponentials neither overflows nor vanishes', () => {
  expect(logSumExp([1000, 1000 + Math.log(3)])).toBeCloseTo(1000 + Math.log(4), 12);
  expect(logAddExp(-1000, -1000)).toBeCloseTo(-1000 + Math.LN2, 12);
  expect(logSumExp(Float64Array.of(0.5))).toBe(0.5);
  expect([logSumExp([]), logSumExp([-Infinity, -Infinity]), logSumExp([1, Infinity])]).toEqual([
    -Infinity,
    -Infinity,
    Infinity,
  ]);
  expect(logAddExp(-Infinity, 2)).toBe(2);
  expect(logSumExp([1, Number.NaN])).toBeNaN();
});

test.each(Object.entries(golden.gaussLegendre))(
  'the Gauss-Legendre rule of %s nodes is the exact one',
  (count, expected) => {
    const { nodes, weights } = gaussLegendre(Number(count));
    expect(nodes.length).toBe(expected.length);
    expected.forEach(([node, weight], i) => {
      expect(nodes[i]).toBeCloseTo(node, 15);
      expect(weights[i]).toBeCloseTo(weight, 14);
    });
  },
);

test('a Gauss-Legendre rule of many nodes integrates what no polynomial equals', () => {
  const { nodes, weights } = gaussLegendre(200);
  const integral = nodes.reduce((sum, x, i) => sum + weights[i] * Math.cos(40 * x), 0);
  expect(integral).toBeCloseTo(Math.sin(40) / 20, 14);
  expect(() => gaussLegendre(0)).toThrow('count must be 1 or more, got 0');
});
