import { expect, test } from 'vitest';
import { stream } from '../../math/random/random.js';
import { orthogonal } from './orthogonal.js';

function weights(fanIn: number, fanOut: number) {
  const out = new Float64Array(fanIn * fanOut);
  orthogonal.weights(out, { fanIn, fanOut }, stream({ seed: 1, purpose: 'test', step: 0 }), { gain: 1.4 });
  return (i: number, j: number) => out[i * fanOut + j];
}

test.each([
  { fanIn: 40, fanOut: 7 },
  { fanIn: 7, fanOut: 40 },
  { fanIn: 30, fanOut: 30 },
])('a $fanIn x $fanOut matrix stretches every direction that it keeps by the gain', ({ fanIn, fanOut }) => {
  const w = weights(fanIn, fanOut);
  const few = Math.min(fanIn, fanOut);
  const entry = (k: number, i: number) => (fanIn >= fanOut ? w(i, k) : w(k, i));
  for (let a = 0; a < few; a++)
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let i = 0; i < Math.max(fanIn, fanOut); i++) product += entry(a, i) * entry(b, i);
      expect(product).toBeCloseTo(a === b ? 1.4 ** 2 : 0, 12);
    }
});
