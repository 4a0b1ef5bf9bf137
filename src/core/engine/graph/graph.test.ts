import { describe, expect, it } from 'vitest';
import { openBackend } from '../backends/backends.js';
import { grad, type Tensor3D, tf } from '../tf.js';
import { Graph } from './graph.js';
import { uniformNumber } from './value.js';

const RUNS = 2;

function graph() {
  const g = new Graph('float32');
  return { g, x: g.input('x', [RUNS, 6, 4]), y: g.input('y', [RUNS, 6, 4]), row: g.input('row', [RUNS, 1, 4]) };
}

const operators = (g: Graph) => g.nodes.map(({ operator }) => operator);

describe('a graph', () => {
  it('creates equal nodes once', () => {
    const { g, x, y } = graph();
    expect(g.elementwise('Add', [x, y])).toBe(g.elementwise('Add', [x, y]));
    expect(g.elementwise('Add', [x, y])).not.toBe(g.elementwise('Sub', [x, y]));
    expect(g.constant(0)).not.toBe(g.constant(-0));
  });

  it('folds constants', () => {
    const { g } = graph();
    const three = g.elementwise('Add', [g.constant(1, { shape: [RUNS, 3, 1] }), g.constant(2)]);
    expect({ number: uniformNumber(three), shape: three.shape }).toEqual({ number: 3, shape: [RUNS, 3, 1] });
    expect(g.nodes).toEqual([]);
  });

  it('drops operators that change nothing', () => {
    const { g, x } = graph();
    expect(g.elementwise('Mul', [x, g.constant(1)])).toBe(x);
    expect(g.elementwise('Add', [g.constant(0), x])).toBe(x);
    expect(g.elementwise('Div', [x, g.constant(1)])).toBe(x);
    expect(g.elementwise('Neg', [g.elementwise('Neg', [x])])).toBe(x);
    expect(g.reshape(g.reshape(x, [RUNS, 24]), [RUNS, 6, 4])).toBe(x);
  });

  it('moves signs and factors into one constant', () => {
    const { g, x } = graph();
    const value = g.elementwise('Neg', [
      g.elementwise('Mul', [g.elementwise('Div', [g.constant(3), x]), g.constant(2)]),
    ]);
    const [node] = g.nodes.filter((candidate) => candidate.outputs[0] === value);
    expect(node.operator).toBe('Div');
    expect(uniformNumber(node.inputs[0])).toBe(-6);
    expect(node.inputs[1]).toBe(x);
  });

  it('broadcasts only where it must', () => {
    const { g, x, row } = graph();
    const ones = g.constant(1, { shape: [RUNS, 6, 4] });
    const wide = g.elementwise('Mul', [g.elementwise('Exp', [row]), ones]);
    expect(wide.shape).toEqual([RUNS, 6, 4]);
    g.elementwise('Add', [x, wide]);
    const [add] = g.nodes.filter(({ operator }) => operator === 'Add');
    expect(add.inputs.map(({ shape }) => shape)).toEqual([
      [RUNS, 6, 4],
      [RUNS, 1, 4],
    ]);
  });

  it('adds a bias to many short rows as to fewer long ones', () => {
    const g = new Graph('float32');
    const sum = g.elementwise('Add', [g.input('x', [16, 100, 32]), g.input('bias', [16, 1, 32])]);
    expect(sum.shape).toEqual([16, 100, 32]);
    expect(operators(g)).toEqual(['Reshape', 'Tile', 'Add', 'Reshape']);
    const [add] = g.nodes.filter(({ operator }) => operator === 'Add');
    expect(add.inputs.map(({ shape }) => shape)).toEqual([
      [16, 4, 800],
      [16, 1, 800],
    ]);
  });

  it('refuses incompatible shapes', () => {
    const { g, x } = graph();
    expect(() => g.elementwise('Add', [x, g.input('z', [RUNS, 5, 4])])).toThrow(
      'incompatible shapes: [2,6,4] and [2,5,4]',
    );
    expect(() => g.reshape(x, [RUNS, 5])).toThrow('cannot reshape [2,6,4] to [2,5]');
  });
});

it('a product of reciprocals, one of which is an output, survives ONNX Runtime', async () => {
  const body = ({ x }: { x?: Tensor3D }) => {
    const sigmoid = tf.sigmoid(x as Tensor3D);
    return { sigmoid, slope: grad(() => tf.sigmoid(x as Tensor3D), [x as Tensor3D])[0] };
  };
  const onnx = await openBackend('onnx');
  const executable = await onnx.prepare({ name: 'sigmoid', inputs: { x: [1, 16, 1] }, body });
  const { sigmoid, slope } = await executable.run({ x: new Float32Array(16).fill(0.5) });
  expect(sigmoid[0]).toBeCloseTo(0.6224593, 6);
  expect(slope[15]).toBeCloseTo(0.2350037, 6);
});
