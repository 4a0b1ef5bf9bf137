import { expect, test } from 'vitest';
import { stream } from '../../math/random/random.js';
import type { Initializer } from './_initializer.js';
import { he } from './he.js';
import { normal } from './normal.js';
import { pytorch } from './pytorch.js';
import { uniformFanIn } from './uniform-fan-in.js';
import { xavier } from './xavier.js';

const size = { fanIn: 50, fanOut: 400 };

/** Variance, and the largest absolute value. */
function spread(fill: Initializer['weights'], options: Record<string, unknown> = {}) {
  const out = new Float64Array(size.fanIn * size.fanOut);
  fill(out, size, stream({ seed: 5, purpose: 'test', step: 0 }), options);
  const variance = out.reduce((sum, x) => sum + x * x, 0) / out.length;
  return { variance, largest: Math.max(...out.map(Math.abs)), n: out.length };
}
// Five standard errors of a variance: sqrt(2 / n) of a normal's, sqrt(0.8 / n) of a uniform's.
const within = (kurtosis: 'normal' | 'uniform', n: number) => 5 * Math.sqrt((kurtosis === 'normal' ? 2 : 0.8) / n);

test('he weights are normal with variance 2 / fan-in', () => {
  const { variance, largest, n } = spread(he.weights);
  expect(Math.abs(variance / (2 / 50) - 1)).toBeLessThan(within('normal', n));
  expect(largest).toBeGreaterThan(3.5 * Math.sqrt(2 / 50));
});

test('xavier weights are uniform with variance 2 / (fan-in + fan-out)', () => {
  const { variance, largest, n } = spread(xavier.weights);
  expect(Math.abs(variance / (2 / 450) - 1)).toBeLessThan(within('uniform', n));
  expect(largest).toBeLessThan(Math.sqrt(6 / 450));
});

test('normal weights have the given standard deviation', () => {
  const { variance, n } = spread(normal.weights, { std: 0.3 });
  expect(Math.abs(variance / 0.09 - 1)).toBeLessThan(within('normal', n));
});

test("PyTorch's weights and biases are uniform within 1 / sqrt(fan-in)", () => {
  for (const fill of [pytorch.weights, pytorch.bias]) {
    const { variance, largest, n } = spread(fill);
    expect(Math.abs(variance / (1 / 150) - 1)).toBeLessThan(within('uniform', n));
    expect(largest).toBeLessThan(1 / Math.sqrt(50));
    expect(largest).toBeGreaterThan(0.999 / Math.sqrt(50));
  }
});

test.each([he, xavier, normal, uniformFanIn])('$name biases start at 0', (initializer) => {
  const out = new Float64Array(7).fill(1);
  initializer.bias(out, size, stream({ seed: 5, purpose: 'test', step: 0 }), { std: 0.3 });
  expect([...out]).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('uniform-fan-in weights are uniform within gain / sqrt(fan-in)', () => {
  const { variance, largest, n } = spread(uniformFanIn.weights, { gain: 2 });
  expect(Math.abs(variance / (4 / 150) - 1)).toBeLessThan(within('uniform', n));
  expect(largest).toBeLessThan(2 / Math.sqrt(50));
});
