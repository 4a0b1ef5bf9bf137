/** The generator's gradients at D* between N(0, 1) and N(d, 1), against closed forms: arXiv:1406.2661 section 3. */
import { expect, test } from 'vitest';
import { evaluate, linspace } from '../../../../test/support/programs.js';
import { grad, type Tensor3D, tf } from '../../engine/tf.js';
import { normalDensity } from '../../math/special/special.js';
import type { Loss } from './_loss.js';
import { minimax } from './minimax.js';
import { minimaxPlusNonSaturating } from './minimax-plus-non-saturating.js';
import { nonSaturating } from './non-saturating.js';

const STEP = 0.01;
const NOISE = linspace(-12, 12, 2401); // the trapezium rule is exact to rounding for a density this smooth

/** d/dd E_z[generator(s*(z + d))] with s* = d^2 / 2 - d x held fixed, and the loss itself. */
async function generator(loss: Loss, d: number) {
  const x = NOISE.map((z) => z + d);
  const { value, slope } = await evaluate(
    ({ x, d }) => {
      const score = () => tf.mul(d, tf.sub(tf.mul(d, 0.5), x));
      const loss_ = () => loss.generator(score() as Tensor3D, {});
      return { value: loss_(), slope: grad<Tensor3D>(loss_, [x])[0] };
    },
    { x: { shape: [1, x.length, 1], values: x }, d: { shape: [1, 1, 1], values: [d] } },
  );
  const mean = (values: number[]) => values.reduce((sum, v, i) => sum + v * normalDensity(NOISE[i]) * STEP, 0);
  return { value: mean(value), gradient: -mean(slope) };
}

// Quadrature, recomputed for Helvetica: twice the derivative of JSD, and d less that. The sign is that of a step towards 0.
test.each([
  { d: 0.5, saturating: 0.235264, strong: 0.264736 },
  { d: 1, saturating: 0.397973, strong: 0.602027 },
  { d: 2, saturating: 0.4496, strong: 1.5504 },
  { d: 4, saturating: 0.137195, strong: 3.862805 },
  { d: 8, saturating: 3.92875e-4, strong: 7.999607 },
])(
  '$d apart, minimax pulls with $saturating and the non-saturating loss with $strong',
  async ({ d, saturating, strong }) => {
    const weak = await generator(minimax, d);
    const full = await generator(nonSaturating, d);
    const both = await generator(minimaxPlusNonSaturating, d);
    expect(-weak.gradient).toBeCloseTo(saturating, d === 8 ? 9 : 6);
    expect(-full.gradient).toBeCloseTo(strong, 6);
    expect(-both.gradient).toBeCloseTo(d, 9);
    expect(both.value).toBeCloseTo(d ** 2 / 2, 9);
    expect(weak.value + full.value).toBeCloseTo(both.value, 9);
  },
);
