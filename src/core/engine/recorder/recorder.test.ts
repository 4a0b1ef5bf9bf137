import { describe, expect, it } from 'vitest';
import { openBackend } from '../backends/backends.js';
import { type Arrays, type Program, ProgramError, type Shape, type Tensors } from '../program.js';
import { tf } from '../tf.js';

const onnx = await openBackend('onnx');
const tfjs = await openBackend('tfjs');
const X: Shape = [2, 2, 2];
const x = Float32Array.of(1, -2, 3, -4, 5, -6, 7, -8);

function program(body: (inputs: Tensors) => unknown, inputs: Record<string, Shape> = { x: X }): Program {
  return { name: 'probe', inputs, body: body as Program['body'] };
}

async function run(body: (inputs: Tensors) => unknown, inputs: Arrays = { x }): Promise<Arrays> {
  const shapes = Object.fromEntries(Object.keys(inputs).map((name) => [name, X]));
  return (await onnx.prepare(program(body, shapes))).run(inputs);
}

describe('a recorded program', () => {
  it('gives an input that is passed through, even under its own name', async () => {
    expect(await run((inputs) => ({ x: inputs.x, again: inputs.x }))).toEqual({ x, again: x });
  });

  it('gives one value under two names, and a constant', async () => {
    const body = (inputs: Tensors) => {
      const sum = tf.add(inputs.x, 1);
      return { a: sum, b: sum, c: tf.fill([2, 1, 2], 0.3) };
    };
    const { a, b, c } = await run(body);
    expect(a).toEqual(x.map((value) => value + 1));
    expect(b).toEqual(a);
    expect(c).toEqual(Float32Array.of(0.3, 0.3, 0.3, 0.3));
  });

  it('needs only the inputs that its outputs depend on', async () => {
    const body = ({ x, unused, dead }: Tensors) => {
      tf.square(dead);
      return { y: tf.neg(x), zero: tf.zerosLike(unused) };
    };
    const executable = await onnx.prepare(program(body, { x: X, unused: X, dead: X }));
    expect([...executable.usedInputs]).toEqual(['x']);
    expect(executable.outputs).toEqual({ y: X, zero: X });
    expect((await executable.run({ x })).y).toEqual(x.map((value) => -value));
    const eager = await tfjs.prepare(program(body, { x: X, unused: X, dead: X }));
    expect([...eager.usedInputs]).toEqual(['x']);
    expect((await eager.run({ x })).y).toEqual(x.map((value) => -value));
  });

  it('may use tensors that were made before', async () => {
    const outside = tf.tensor3d([10, 20, 30, 40], [1, 2, 2]);
    const { y } = await run((inputs) => ({ y: tf.add(inputs.x, outside) }));
    expect(y).toEqual(Float32Array.of(11, 18, 33, 36, 15, 14, 37, 32));
    expect([...outside.dataSync()]).toEqual([10, 20, 30, 40]);
    outside.dispose();
  });

  it('gives conditions as zeros and ones', async () => {
    expect((await run((inputs) => ({ y: tf.greater(inputs.x, 0) }))).y).toEqual(
      Float32Array.of(1, 0, 1, 0, 1, 0, 1, 0),
    );
  });

  it('leaves eager TensorFlow.js as it was', async () => {
    const before = { backend: tf.getBackend(), tensors: tf.memory().numTensors };
    await run((inputs) => ({ y: tf.tanh(inputs.x) }));
    await expect(onnx.prepare(program(() => ({ y: tf.scalar(Math.random()) })))).rejects.toThrow();
    await (await tfjs.prepare(program((inputs) => ({ y: tf.tanh(inputs.x) })))).run({ x });
    expect({ backend: tf.getBackend(), tensors: tf.memory().numTensors }).toEqual(before);
    expect(tf.add(1, 2).dataSync()[0]).toBe(3);
  });
});

describe('recording refuses, naming the program,', () => {
  const refused = async (body: (inputs: Tensors) => unknown) => {
    const error = await onnx.prepare(program(body)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ProgramError);
    return (error as ProgramError).message;
  };

  it('a kernel without a converter', async () => {
    expect(await refused((inputs) => ({ y: tf.atan(inputs.x) }))).toBe(
      'program probe: the kernel Atan cannot be compiled: it has no converter',
    );
  });

  it.each([
    ['Math.random', () => tf.scalar(Math.random())],
    ['tf.randomNormal', () => tf.randomNormal([2, 2, 2])],
    ['tf.randomUniform', () => tf.randomUniform([2, 2, 2], 0, 1, 'float32', 7)],
    ['tf.truncatedNormal', () => tf.truncatedNormal([2, 2, 2])],
    ['tf.dropout', () => tf.dropout([1, 2, 3], 0.5)],
  ])('random numbers of its own: %s', async (name, draw) => {
    expect(await refused((inputs) => ({ y: tf.add(inputs.x, draw()) }))).toBe(
      `program probe: it draws random numbers of its own (${name}): all random numbers must be inputs`,
    );
    expect(Math.random()).toBeLessThan(1);
    expect(tf.randomUniform([1]).shape).toEqual([1]);
  });

  it('a large table of different numbers', async () => {
    const noise = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i));
    expect(await refused(() => ({ y: tf.square(tf.tensor3d(noise, [1, 100, 3])) }))).toBe(
      'program probe: in the kernel Square: a constant of 300 different numbers, shape [1,100,3]: data and random numbers must be inputs of the program',
    );
  });

  it('NaN in a constant, given or computed', async () => {
    expect(await refused((inputs) => ({ y: tf.mul(inputs.x, Number.NaN) }))).toBe(
      'program probe: in the kernel Multiply: NaN in a constant',
    );
    expect(await refused((inputs) => ({ y: tf.add(inputs.x, tf.div(tf.scalar(0), tf.scalar(0))) }))).toBe(
      'program probe: in the kernel RealDiv: NaN in a constant',
    );
  });

  it('to read the numbers of a tensor', async () => {
    expect(await refused((inputs) => ({ y: tf.scalar(inputs.x.dataSync()[0]) }))).toBe(
      'program probe: it reads the numbers of a tensor (dataSync, arraySync, print), which are not known when it is compiled',
    );
  });

  it('an output that has no run axis', async () => {
    expect(await refused((inputs) => ({ y: tf.sum(inputs.x) }))).toBe(
      'program probe: the output y must have three axes, [runs, rows, columns], not []',
    );
  });

  it('tensors that do not fit', async () => {
    expect(await refused((inputs) => ({ y: tf.matMul(inputs.x, tf.ones([2, 5, 5])) }))).toBe(
      'program probe: in the kernel BatchMatMul: incompatible matrices: [2,2,2] and [2,5,5]',
    );
    expect(await refused((inputs) => ({ y: tf.concat([inputs.x, tf.ones([2, 5, 5])], 1) }))).toBe(
      'program probe: in the kernel Concat: incompatible parts: [2,2,2], [2,5,5] along axis 1',
    );
  });

  it('a function whose second derivative cannot be cured', async () => {
    expect(await refused((inputs) => ({ y: tf.logSoftmax(inputs.x) }))).toBe(
      'program probe: the second derivative of tf.logSoftmax is wrong: write x - tf.logSumExp(x, axis, true)',
    );
  });
});

describe.each([onnx, tfjs])('running on $name refuses', (backend) => {
  const negative = () => backend.prepare(program((inputs) => ({ y: tf.neg(inputs.x) })));

  it('a missing input', async () => {
    await expect((await negative()).run({})).rejects.toThrow('program probe: input x is missing');
  });

  it('an input of another length', async () => {
    await expect((await negative()).run({ x: x.subarray(1) })).rejects.toThrow(
      'program probe: input x must hold 8 numbers, [2,2,2], got 7',
    );
  });

  it('an input of another element type', async () => {
    await expect((await negative()).run({ x: Float64Array.from(x) })).rejects.toThrow(
      'program probe: input x must be a Float32Array, as the program runs in float32',
    );
  });

  it('to share its results with later runs or with its inputs', async () => {
    const executable = await backend.prepare(program((inputs) => ({ x: inputs.x, y: tf.neg(inputs.x) })));
    const given = x.slice();
    const first = await executable.run({ x: given });
    const kept = { x: first.x.slice(), y: first.y.slice() };
    given.fill(9);
    await executable.run({ x: given });
    expect(first).toEqual(kept);
  });
});
