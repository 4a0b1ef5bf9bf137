/** What every activation must keep. */
import { describe, expect, test } from 'vitest';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import { distance, evaluate, linspace } from '../../../../test/support/programs.js';
import type { Tensors } from '../../engine/program.js';
import { grad } from '../../engine/tf.js';
import { families } from '../families.js';
import { plainActivation } from '../plain-activation.js';

const { activations } = families;

const POINTS = linspace(-6.3, 6.1, 37); // no kink among them, nor within a step of one
const at = (x: readonly number[]) => ({ x: { shape: [1, x.length, 1] as const, values: x } });

for (const [name, activation] of activations) {
  const options = optionsOf(activation);
  const bodyWith =
    (given: Record<string, unknown>) =>
    ({ x }: Tensors): Tensors => {
      const apply = () => activation.apply(x, given);
      return { y: apply(), slope: grad(apply, [x])[0], curvature: grad(() => grad(apply, [x])[0], [x])[0] };
    };
  const body = bodyWith(options);

  describe(`activation ${name}`, () => {
    test('has first and second derivatives that equal finite differences', async () => {
      const h = 1e-5;
      const [here, up, down] = await Promise.all([0, h, -h].map((by) => evaluate(body, at(POINTS.map((x) => x + by)))));
      const difference = (of: 'y' | 'slope') => up[of].map((value, i) => (value - down[of][i]) / (2 * h));
      expect(distance(here.slope, difference('y'))).toBeLessThan(1e-8);
      expect(distance(here.curvature, difference('slope'))).toBeLessThan(1e-8);
    });

    test('declares its two slopes exactly if it is piecewise linear', async () => {
      const { y, slope } = await evaluate(body, at(POINTS));
      const slopes = activation.slopes(options);
      const expected = POINTS.map((x) => (x < 0 ? slopes?.negative : slopes?.positive));
      if (slopes) {
        expect(slope).toEqual(expected);
        expect(
          distance(
            y,
            POINTS.map((x, i) => x * expected[i]!),
          ),
        ).toBe(0);
      } else expect(new Set(slope.slice(0, 18)).size + new Set(slope.slice(18)).size).toBeGreaterThan(4);
    });

    test('is the same in plain numbers, with its slope', async () => {
      const plain = plainActivation(activation, options);
      if (!plain) throw new Error('it has no plain numbers: the densities of its generators are interpolated');
      const { y, slope } = await evaluate(body, at(POINTS));
      expect(distance(y, POINTS.map(plain.value))).toBeLessThan(1e-13);
      expect(distance(slope, POINTS.map(plain.slope))).toBeLessThan(1e-13);
      // Where differences are rounded, slopes of a saturating activation still fall by the same factor.
      const [near, far, farther] = [30, 40, 50].map((x) => plain.slope(-x));
      expect(near * farther === far ** 2 || Math.abs((near * farther) / far ** 2 - 1) < 1e-12).toBe(true);
    });

    test('is the same compiled and eager', async () => {
      const compiled = await evaluate(body, at(POINTS), { elementType: 'float32' });
      const eager = await evaluate(body, at(POINTS), { backend: 'tfjs' });
      for (const output of ['y', 'slope', 'curvature'] as const)
        expect(distance(compiled[output], eager[output])).toBeLessThan(2e-6);
    });

    test('is finite with finite slope from -1e4 to 1e4', async () => {
      for (const elementType of ['float32', 'float64'] as const) {
        const { y, slope } = await evaluate(body, at(linspace(-1e4, 1e4, 64)), { elementType });
        expect([...y, ...slope].every(Number.isFinite)).toBe(true);
      }
    });

    test('has options that each have an effect', async () => {
      const { y } = await evaluate(body, at(POINTS));
      for (const { option, value, result } of withOtherValues(activation, bodyWith))
        expect((await evaluate(result, at(POINTS))).y, `${option} = ${value}`).not.toEqual(y);
    });
  });
}
