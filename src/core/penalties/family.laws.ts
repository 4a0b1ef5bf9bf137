/** What every penalty must keep. */
import { describe, expect, test } from 'vitest';
import { optionsOf, withOtherValues } from '../../../test/support/members.js';
import { distance, evaluate, optionInputs, optionTensors } from '../../../test/support/programs.js';
import { grad } from '../engine/gradients.js';
import type { Tensors } from '../engine/program.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import { penalties } from '../families.js';
import type { Penalty } from '../penalty.js';
import type { Player } from '../players.js';

const [BATCH, WIDTH] = [3, 4];
const wave = (length: number, phase: number) => Array.from({ length }, (_, i) => Math.sin(2.3 * i + phase));

/** A discriminator 2 -> 4 -> 1 with tanh: smooth, so that finite differences hold to second order. */
const PARAMETERS = { w: wave(2 * WIDTH, 1), b: wave(WIDTH, 2), v: wave(WIDTH, 3) };
const inputsOf = (penalty: Penalty, options: Record<string, unknown>, parameters = PARAMETERS) => ({
  w: { shape: [1, 2, WIDTH] as const, values: parameters.w },
  b: { shape: [1, 1, WIDTH] as const, values: parameters.b },
  v: { shape: [1, WIDTH, 1] as const, values: parameters.v },
  real: { shape: [1, BATCH, 2] as const, values: wave(2 * BATCH, 4) },
  fake: { shape: [1, BATCH, 2] as const, values: wave(2 * BATCH, 5) },
  ...optionInputs(penalty, options),
});

function bodyOf(penalty: Penalty, options: Record<string, unknown>, player: Player) {
  return (inputs: Tensors): Tensors => {
    const { w, b, v, real, fake } = inputs;
    const score = (x: Tensor3D): Tensor3D => tf.matMul(tf.tanh(tf.add(tf.matMul(x, w), b)), v);
    const mean = (perSample: Tensor3D): Tensor3D => tf.mean(perSample, 1, true);
    const added = () =>
      penalty.add({ player, score, real, fake, mean }, optionTensors(options, inputs)) ?? tf.zeros([1, 1, 1]);
    const slopes = grad<Tensor3D>(added, [w, b, v]);
    return { penalty: added() as Tensor3D, dw: slopes[0], db: slopes[1], dv: slopes[2] };
  };
}

for (const [name, penalty] of penalties) {
  const options = optionsOf(penalty);

  describe.each(['generator', 'discriminator'] as const)(`penalty ${name} for the %s`, (player) => {
    const body = bodyOf(penalty, options, player);

    test('is one number a run, with gradients that equal finite differences', async () => {
      const h = 1e-5;
      const here = await evaluate(body, inputsOf(penalty, options));
      expect(here.penalty.length).toBe(1);
      for (const matrix of ['w', 'b', 'v'] as const) {
        const differences: number[] = [];
        for (const i of PARAMETERS[matrix].keys()) {
          const [up, down] = await Promise.all(
            [h, -h].map((by) => {
              const values = PARAMETERS[matrix].map((value, k) => value + (k === i ? by : 0));
              return evaluate(body, inputsOf(penalty, options, { ...PARAMETERS, [matrix]: values }));
            }),
          );
          differences.push((up.penalty[0] - down.penalty[0]) / (2 * h));
        }
        expect(distance(here[`d${matrix}`], differences)).toBeLessThan(1e-7);
      }
    });

    test('is the same compiled as eager', async () => {
      const compiled = await evaluate(body, inputsOf(penalty, options), { elementType: 'float32' });
      const eager = await evaluate(body, inputsOf(penalty, options), { backend: 'tfjs' });
      for (const output of Object.keys(eager)) expect(distance(compiled[output], eager[output])).toBeLessThan(1e-5);
    });
  });

  test(`penalty ${name} lists options that act`, async () => {
    const story = async (given: Record<string, unknown>) =>
      Promise.all(
        (['generator', 'discriminator'] as const).map((player) =>
          evaluate(bodyOf(penalty, given, player), inputsOf(penalty, given)),
        ),
      );
    const usual = await story(options);
    for (const { option, value, result } of withOtherValues(penalty, (given) => given))
      expect(await story(result), `${option} = ${value}`).not.toEqual(usual);
  });
}
