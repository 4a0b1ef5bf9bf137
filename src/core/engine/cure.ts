/**
 * The cure of TensorFlow.js's second derivatives.
 *
 * For a kernel that keeps its *output* for the backward pass, the kept copy enters the tape before the kernel itself,
 * so that a gradient of a gradient loses that path and is silently wrong (tfjs issue 3252). Here these gradients are
 * computed from the kernel's input instead.
 */
type TensorFlow = typeof import('@tensorflow/tfjs');
type Tensor = import('@tensorflow/tfjs').Tensor;
type Derivative = (x: Tensor, attributes: Record<string, number>) => Tensor;

export function cure(tf: TensorFlow): void {
  const derivatives: Record<string, Derivative> = {
    Exp: (x) => tf.exp(x),
    Sigmoid: (x) => tf.mul(tf.sigmoid(x), tf.sigmoid(tf.neg(x))),
    Tanh: (x) => tf.sub(1, tf.square(tf.tanh(x))),
    // e^min(x, 0): the positive side must not overflow.
    Elu: (x) => tf.where(tf.greater(x, 0), tf.onesLike(x), tf.exp(tf.minimum(x, 0))),
  };
  for (const [kernelName, derivative] of Object.entries(derivatives)) {
    tf.unregisterGradient(kernelName);
    tf.registerGradient({
      kernelName,
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attributes) => ({
        x: () => tf.mul(dy as Tensor, derivative(x, attributes as never)),
      }),
    });
  }
}
