/** Orthogonal weights: an initial layer rotates its input without stretching it. */

import type { Stream } from '../../math/random/random.js';
import { scalar } from '../options.js';
import { initializer } from './_initializer.js';

export const orthogonal = initializer({
  name: 'orthogonal',
  description:
    'Weights gain times a random matrix with orthonormal columns (rows, if there are fewer of them), biases 0.',
  paper: 'arXiv:1312.6120',
  notes: [
    'Uniform over all such matrices: a Gaussian matrix after Gram-Schmidt orthonormalisation.',
    'The unrolled GAN paper uses gain 0.8, its demonstration notebook 1.4.',
  ],
  options: {
    gain: scalar({ description: 'factor; sqrt(2) keeps the variance through rectifiers', default: 1, above: 0 }),
  },
  weights(out, { fanIn, fanOut }, stream, { gain }) {
    const [count, length] = [Math.min(fanIn, fanOut), Math.max(fanIn, fanOut)];
    const vectors = orthonormal({ count, length }, stream);
    for (let i = 0; i < fanIn; i++)
      for (let j = 0; j < fanOut; j++) {
        const value = fanIn >= fanOut ? vectors[j][i] : vectors[i][j];
        out[i * fanOut + j] = gain * value;
      }
  },
  bias: (out) => void out.fill(0),
});

function orthonormal({ count, length }: { count: number; length: number }, stream: Stream): Float64Array[] {
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = new Float64Array(length);
    stream.fillNormal(vector);
    // Twice, since one pass leaves rounding errors that grow with the number of vectors.
    for (const other of [...vectors, ...vectors]) subtract(vector, other, product(vector, other));
    subtract(vector, vector, 1 - 1 / Math.sqrt(product(vector, vector)));
    vectors.push(vector);
  }
  return vectors;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** from -= factor * what. */
function subtract(from: Float64Array, what: Float64Array, factor: number): void {
  for (let i = 0; i < from.length; i++) from[i] -= factor * what[i];
}
