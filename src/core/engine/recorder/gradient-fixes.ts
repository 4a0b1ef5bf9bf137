/**
 * Replacements for gradients of TensorFlow.js that are wrong or missing beyond the first order.
 *
 * For a kernel that keeps its *output* for the backward pass, the kept copy enters the tape before the kernel itself,
 * so that a gradient of a gradient loses that path and is silently wrong (tfjs issue 3252). Here these gradients are
 * computed from the kernel's input instead. Others are missing, or forget that their operands were broadcast.
 */
type TensorFlow = typeof import('@tensorflow/tfjs');
type Tensor = import('@tensorflow/tfjs').Tensor;

interface FixedGradient {
  readonly inputs: readonly string[];
  /** The gradient in each input, from the outputs' gradients, the inputs and the kernel's attributes. */
  in(dy: Tensor, inputs: readonly Tensor[], attributes: Record<string, unknown>): Record<string, () => Tensor>;
}

/** Replaces the gradients in TensorFlow.js's registry. */
export function fixGradients(tf: TensorFlow): void {
  const gradients = { ...ofFunctions(tf), ...ofPairs(tf), ...ofConditions(tf), ...ofLayout(tf), ...ofReductions(tf) };
  for (const [kernelName, { inputs, in: gradient }] of Object.entries(gradients)) {
    if (tf.getGradient(kernelName)) tf.unregisterGradient(kernelName);
    tf.registerGradient({
      kernelName,
      inputsToSave: [...inputs],
      gradFunc: (dy, saved, attributes) => gradient(dy as Tensor, saved, attributes as Record<string, unknown>),
    });
  }
}

/** Kernels of one input x, each by its derivative. */
function ofFunctions(tf: TensorFlow): Record<string, FixedGradient> {
  const times = (derivative: (x: Tensor, attributes: Record<string, unknown>) => Tensor): FixedGradient => ({
    inputs: ['x'],
    in: (dy, [x], attributes) => ({ x: () => tf.mul(dy, derivative(x, attributes)) }),
  });
  // A fill keeps all digits; a constant would be rounded to float32.
  const constant = (value: number, like: Tensor) => tf.fill(new Array<number>(like.rank).fill(1), value);
  return {
    Exp: times((x) => tf.exp(x)),
    Sigmoid: times((x) => tf.mul(tf.sigmoid(x), tf.sigmoid(tf.neg(x)))),
    Tanh: times((x) => tf.sub(1, tf.square(tf.tanh(x)))),
    // e^min(x, 0): the positive side must not overflow.
    LeakyRelu: times((x, { alpha }) => tf.step(x, alpha as number)),
    Elu: times((x) => tf.where(tf.greater(x, 0), tf.onesLike(x), tf.exp(tf.minimum(x, 0)))),
    Selu: times((x) => {
      const negative = tf.mul(constant(1.7580993408473766, x), tf.exp(tf.minimum(x, 0)));
      return tf.where(tf.greater(x, 0), tf.mul(tf.onesLike(x), constant(1.0507009873554805, x)), negative);
    }),
    Erf: times((x) => tf.mul(constant(2 / Math.sqrt(Math.PI), x), tf.exp(tf.neg(tf.square(x))))),
    Softmax: {
      inputs: ['logits'],
      in: (dy, [logits]) => ({
        logits: () => {
          const y = tf.softmax(logits);
          const dyY = tf.mul(dy, y);
          return tf.sub(dyY, tf.mul(tf.sum(dyY, -1, true), y));
        },
      }),
    },
  };
}

/** Kernels of two inputs, either of which may have been broadcast. */
function ofPairs(tf: TensorFlow): Record<string, FixedGradient> {
  const reduced = (gradient: Tensor, like: Tensor) => {
    const lead = gradient.rank - like.rank;
    const axes = gradient.shape.map((_, i) => i).filter((i) => i < lead || like.shape[i - lead] !== gradient.shape[i]);
    return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, like.shape);
  };
  const of = (inA: (a: Tensor, b: Tensor) => Tensor, inB: (a: Tensor, b: Tensor) => Tensor): FixedGradient => ({
    inputs: ['a', 'b'],
    in: (dy, [a, b]) => ({
      a: () => reduced(tf.mul(dy, inA(a, b)), a),
      b: () => reduced(tf.mul(dy, inB(a, b)), b),
    }),
  });
  const mask = (condition: Tensor) => tf.cast(condition, 'float32');
  return {
    Maximum: of(
      (a, b) => mask(tf.greaterEqual(a, b)),
      (a, b) => mask(tf.less(a, b)),
    ),
    Minimum: of(
      (a, b) => mask(tf.lessEqual(a, b)),
      (a, b) => mask(tf.greater(a, b)),
    ),
    SquaredDifference: of(
      (a, b) => tf.mul(2, tf.sub(a, b)),
      (a, b) => tf.mul(2, tf.sub(b, a)),
    ),
    Pow: of(
      (a, b) => tf.mul(b, tf.pow(a, tf.sub(b, 1))),
      (a, b) => {
        const positive = tf.greater(a, 0);
        const log = tf.log(tf.where(positive, a, tf.onesLike(a)));
        return tf.mul(tf.pow(a, b), log);
      },
    ),
    FloorDiv: of(
      (a) => tf.zerosLike(a),
      (_, b) => tf.zerosLike(b),
    ),
  };
}

/** Kernels that are constant almost everywhere. As shipped they have no gradient, and a mask ends every backward pass in an error. */
function ofConditions(tf: TensorFlow): Record<string, FixedGradient> {
  const zero = (...inputs: string[]): FixedGradient => ({
    inputs,
    in: (_, saved) => Object.fromEntries(inputs.map((name, i) => [name, () => tf.zeros(saved[i].shape)])),
  });
  const comparisons = ['Greater', 'GreaterEqual', 'Less', 'LessEqual', 'Equal', 'NotEqual', 'LogicalAnd', 'LogicalOr'];
  return { ...Object.fromEntries(comparisons.map((name) => [name, zero('a', 'b')])), LogicalNot: zero('x') };
}

function ofLayout(tf: TensorFlow): Record<string, FixedGradient> {
  return {
    // As one sum each axis: as shipped, it slices and adds once for each repetition.
    Tile: {
      inputs: ['x'],
      in: (dy, [x], { reps }) => ({
        x: () =>
          (reps as number[]).reduce((gradient, times, axis) => {
            if (times === 1) return gradient;
            const { shape } = gradient;
            const split = [...shape.slice(0, axis), times, x.shape[axis], ...shape.slice(axis + 1)];
            return tf.sum(tf.reshape(gradient, split), axis);
          }, dy),
      }),
    },
    // As shipped, these fail where there is one part only.
    SplitV: { inputs: [], in: (dy, _, { axis }) => ({ x: () => tf.concat([dy].flat(), axis as number) }) },
    Unpack: { inputs: [], in: (dy, _, { axis }) => ({ value: () => tf.stack([dy].flat(), axis as number) }) },
  };
}

function ofReductions(tf: TensorFlow): Record<string, FixedGradient> {
  /** The products of all elements but one along an axis, for each. */
  const productsOfOthers = (x: Tensor, axis: number): Tensor => {
    const parts = tf.split(x, x.shape[axis], axis);
    const before = [tf.onesLike(parts[0])];
    const after = [tf.onesLike(parts[0])];
    for (let i = 1; i < parts.length; i += 1) {
      before.push(tf.mul(before[i - 1], parts[i - 1]));
      after.push(tf.mul(after[i - 1], parts[parts.length - i]));
    }
    return tf.concat(
      before.map((product, i) => tf.mul(product, after[parts.length - 1 - i])),
      axis,
    );
  };
  return {
    Prod: {
      inputs: ['x'],
      in: (dy, [x], { axis }) => ({
        x: () => {
          const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
          const kept = x.shape.map((length, i) => (axes.includes(i) ? 1 : length));
          // All axes as one, in front: whatever they are, there is one product of the others to take.
          const rest = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
          const order = [...axes, ...rest];
          const count = axes.reduce((product, i) => product * x.shape[i], 1);
          const moved = tf.transpose(x, order);
          const others = productsOfOthers(tf.reshape(moved, [count, -1]), 0);
          const back = order.map((_, i) => order.indexOf(i));
          return tf.mul(tf.reshape(dy, kept), tf.transpose(tf.reshape(others, moved.shape), back));
        },
      }),
    },
    // As shipped, it also transposes where the axis is not the last.
    Cumsum: {
      inputs: [],
      in: (dy, _, { axis, exclusive, reverse }) => ({
        x: () => tf.cumsum(dy, axis as number, exclusive as boolean, !(reverse as boolean)),
      }),
    },
  };
}
