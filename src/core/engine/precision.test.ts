/** How good compiled functions are, against the same in double precision by JavaScript's Math. */
import { describe, expect, it } from 'vitest';
import * as special from '../math/special/special.js';
import { openBackend } from './backends/backends.js';
import { shortestDecimal } from './graph/decimals.js';
import type { ElementType } from './program.js';
import { type Tensor, type Tensor3D, tf } from './tf.js';

const onnx = await openBackend('onnx');
const EVERYWHERE = [
  -80, -30, -18.5, -9, -3, -1, -0.5, -1e-3, -1e-6, 0, 1e-6, 1e-3, 0.3, 0.5, 1, 2.7, 5, 9.5, 17, 33, 80,
];
const POSITIVE = EVERYWHERE.filter((x) => x > 0);

interface Case {
  compiled(x: Tensor): Tensor;
  exact(x: number): number;
  at: readonly number[];
}

const cases: Record<string, Case> = {
  exp: { compiled: (x) => tf.exp(x), exact: Math.exp, at: EVERYWHERE },
  expm1: { compiled: (x) => tf.expm1(x), exact: Math.expm1, at: EVERYWHERE },
  log: { compiled: (x) => tf.log(x), exact: Math.log, at: POSITIVE },
  log1p: { compiled: (x) => tf.log1p(x), exact: Math.log1p, at: EVERYWHERE.filter((x) => x > -1) },
  sigmoid: { compiled: (x) => tf.sigmoid(x), exact: special.sigmoid, at: EVERYWHERE },
  softplus: { compiled: (x) => tf.softplus(x), exact: special.softplus, at: EVERYWHERE },
  tanh: { compiled: (x) => tf.tanh(x), exact: Math.tanh, at: EVERYWHERE },
  elu: { compiled: (x) => tf.elu(x), exact: (x) => (x > 0 ? x : Math.expm1(x)), at: EVERYWHERE },
  erf: { compiled: (x) => tf.erf(x), exact: special.erf, at: EVERYWHERE },
  sqrt: { compiled: (x) => tf.sqrt(x), exact: Math.sqrt, at: POSITIVE },
  rsqrt: { compiled: (x) => tf.rsqrt(x), exact: (x) => 1 / Math.sqrt(x), at: POSITIVE },
  'to the 1.7th': { compiled: (x) => tf.pow(x, 1.7), exact: (x) => x ** 1.7, at: POSITIVE },
};

// Relative, so that what is tiny keeps its digits too: a saturated sigmoid is what a vanishing gradient is made of.
const TOLERANCE: Record<ElementType, number> = { float32: 1e-6, float64: 2e-14 };

async function compiled({ compiled, at }: Case, elementType: ElementType): Promise<number[]> {
  const body = ({ x }: { x?: Tensor3D }) => ({ y: compiled(x as Tensor3D) as Tensor3D });
  const program = { name: 'function', inputs: { x: [1, 1, at.length] as const }, body };
  const executable = await onnx.prepare(program, { elementType });
  const x = elementType === 'float64' ? Float64Array.from(at) : Float32Array.from(at);
  return Array.from((await executable.run({ x })).y);
}

describe.each(Object.entries(cases))('%s', (_, example) => {
  it.each(['float32', 'float64'] as const)('has its digits in %s', async (elementType) => {
    const given = elementType === 'float64' ? example.at : example.at.map(Math.fround);
    const results = await compiled(example, elementType);
    const errors = given.map((x, i) => {
      const exact = example.exact(x);
      return { x, error: exact === results[i] ? 0 : Math.abs(results[i] / exact - 1) };
    });
    expect(errors.filter(({ error }) => !(error < TOLERANCE[elementType]))).toEqual([]);
  });
});

describe('numbers in a program', () => {
  it('keep their decimals in float64, although TensorFlow.js rounds them to float32', async () => {
    const number = { compiled: (x: Tensor) => tf.add(tf.mul(x, 0), 0.999), exact: () => 0, at: [1] };
    expect(await compiled(number, 'float64')).toEqual([0.999]);
    expect(await compiled(number, 'float32')).toEqual([Math.fround(0.999)]);
  });

  it.each([0.1, 0.999, 1e-8, -2.5, 0.3000001, 3e38, 16777216])(
    '%d is the shortest decimal of its float32',
    (number) => {
      expect(shortestDecimal(Math.fround(number))).toBe(number);
    },
  );
});
