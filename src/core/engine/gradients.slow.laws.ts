/**
 * Laws of every kernel that can be compiled and has a gradient: its first, second and third derivatives along a direction
 * equal finite differences, and are the same eagerly.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { examplesOf } from '../../../test/support/converters.js';
import { openBackend } from './backends/backends.js';
import { converters } from './converters/table.js';
import type { Arrays, Program, Shape, Tensors } from './program.js';
import { grad, type Tensor, type Tensor3D, tf } from './tf.js';

const RUNS = 2;
const ROWS = 3;
const ORDERS = [1, 2, 3] as const;
const H = 1e-3; // the extrapolated difference is off by h^4: 1e-12 times the fifth derivative
const POINTS: Record<string, Shape> = {
  a: [RUNS, ROWS, 3],
  b: [RUNS, ROWS, 3],
  column: [RUNS, ROWS, 1],
  row: [RUNS, 1, 3],
  one: [RUNS, 1, 1],
  matrix: [RUNS, 3, 5],
};

/** Those whose results are not whole numbers or conditions, of which only zeros could be seen. */
const smooth = Object.keys(converters).filter(
  (kernel) => tf.getGradient(kernel) && !/Equal|Greater|Less|Logical|Is|Cast|OneHot|FloorDiv|GatherV2/.test(kernel),
);

describe.each(smooth)('the gradient of %s', (kernel) => {
  let at: (shift?: { order: number; by: number }) => Promise<number[]>;
  let eager: number[];
  beforeAll(async () => {
    const program = derivatives(kernel);
    const executable = await (await openBackend('onnx')).prepare(program, { elementType: 'float64' });
    at = async (shift) => ordersIn(await executable.run(inputs(shift)));
    const float32 = Object.entries(inputs()).map(([name, array]) => [name, Float32Array.from(array)]);
    eager = ordersIn(await (await (await openBackend('tfjs')).prepare(program)).run(Object.fromEntries(float32)));
  });

  it.each(ORDERS)('of order %i is the slope of the order before', async (order) => {
    const slope = async (h: number) =>
      ((await at({ order, by: h }))[order - 1] - (await at({ order, by: -h }))[order - 1]) / (2 * h);
    const expected = (4 * (await slope(H / 2)) - (await slope(H))) / 3;
    const [...found] = await at();
    expect(Math.abs(found[order] - expected)).toBeLessThan(1e-7 * Math.max(1, Math.abs(expected)));
  });

  it('is the same eagerly', async () => {
    const compiled = await at();
    for (const order of ORDERS)
      expect(Math.abs(eager[order] - compiled[order])).toBeLessThan(2e-4 * Math.max(1, Math.abs(compiled[order])));
  });
});

/** A function through the kernel, and its derivatives of each order, each along a direction of its own. */
function derivatives(kernel: string): Program {
  const names = Object.keys(POINTS);
  const body = (given: Tensors) => {
    const points = names.map((name) => given[name]);
    const orders: (() => Tensor)[] = [() => through(kernel, given)];
    for (const order of ORDERS) {
      const lower = orders[order - 1];
      const along = () =>
        grad(lower, points).map((gradient, i) => tf.sum(tf.mul(gradient, given[`${names[i]}/${order}`])));
      orders.push(() => along().reduce((sum, part) => tf.add(sum, part)));
    }
    return Object.fromEntries(
      orders.map((value, order) => [`order ${order}`, tf.reshape(value(), [1, 1, 1]) as Tensor3D]),
    );
  };
  return { name: `derivatives of ${kernel}`, inputs: inputShapes(), body };
}

/** No kernel's own derivatives vanish in it, not even those of sums. */
function through(kernel: string, given: Tensors): Tensor {
  const values = examplesOf(kernel).flatMap((example) => {
    const results = tf
      .engine()
      .runKernel(kernel, example.inputs(given, RUNS) as never, example.attributes?.(ROWS, RUNS) as never);
    return [results].flat().map((result) => {
      const y = tf.mul(tf.cast(result as never, 'float32'), 0.3);
      const weights = tf.reshape(tf.range(1, y.size + 1), y.shape);
      return tf.sum(tf.mul(weights, tf.add(y, tf.mul(y, tf.square(y)))));
    });
  });
  return values.reduce((sum, value) => tf.add(sum, value));
}

function inputShapes(): Record<string, Shape> {
  return Object.fromEntries(
    Object.entries(POINTS).flatMap(([name, shape]) => [
      [name, shape],
      ...ORDERS.map((order) => [`${name}/${order}`, shape] as const),
    ]),
  );
}

/** Everywhere between -1.5 and 1.5, shifted along one order's direction if asked. */
function inputs(shift?: { readonly order: number; readonly by: number }): Arrays {
  const arrays = Object.entries(inputShapes()).map(([name, shape], which) => {
    const length = shape[0] * shape[1] * shape[2];
    return [
      name,
      Float64Array.from({ length }, (_, i) => 1.5 * Math.sin(12.9898 * (i + 1) + 78.233 * (which + 1))),
    ] as const;
  });
  const all: Record<string, Float64Array> = Object.fromEntries(arrays);
  if (shift)
    for (const name of Object.keys(POINTS)) {
      const direction = all[`${name}/${shift.order}`];
      all[name] = all[name].map((value, i) => value + shift.by * direction[i]);
    }
  return all;
}

function ordersIn(outputs: Arrays): number[] {
  return [0, ...ORDERS].map((order) => outputs[`order ${order}`][0]);
}
