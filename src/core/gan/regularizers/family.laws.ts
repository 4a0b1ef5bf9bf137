/** What every penalty must keep. */
import { describe, expect, test } from 'vitest';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import { contextOf, inputsOf, MATRICES, OWN, PARAMETERS } from '../../../../test/support/penalties.js';
import { distance, evaluate, optionTensors } from '../../../../test/support/programs.js';
import { grad } from '../../engine/gradients.js';
import type { Tensors } from '../../engine/program.js';
import { type Tensor3D, tf } from '../../engine/tf.js';
import { penalties } from '../families.js';
import type { Player } from '../players.js';
import type { Penalty } from './_regularizer.js';

function bodyOf(penalty: Penalty, options: Record<string, unknown>, player: Player) {
  return (inputs: Tensors): Tensors => {
    const given = optionTensors(options, inputs);
    const added = (): Tensor3D => penalty.add(contextOf(player, inputs), given) ?? tf.zeros([1, 1, 1]);
    const slopes = grad<Tensor3D>(
      added,
      MATRICES.map((name) => inputs[name]),
    );
    const own = tf.concat(
      OWN[player].map((name) => tf.reshape(inputs[name], [1, 1, -1]) as Tensor3D),
      2,
    );
    const { score, real, fake, draw } = contextOf(player, inputs);
    const seen = (of: 'real' | 'fake') => {
      const x = of === 'real' ? real : fake;
      return score(penalty.seen?.(x, { of, draw }, given) ?? x);
    };
    return {
      penalty: added(),
      real: seen('real'),
      fake: seen('fake'),
      projected: penalty.project?.(player, own, given) ?? own,
      ...Object.fromEntries(MATRICES.map((name, i) => [`d${name}`, slopes[i]])),
    };
  };
}

const NOTHING = penalties.get('none')!;

for (const [name, penalty] of penalties) {
  const options = optionsOf(penalty);

  describe.each(['generator', 'discriminator'] as const)(`penalty ${name} for the %s`, (player) => {
    const body = bodyOf(penalty, options, player);

    test("is one number a run, with gradients in both players' parameters that equal finite differences", async () => {
      const h = 1e-5;
      const here = await evaluate(body, inputsOf(penalty, options));
      expect(here.penalty.length).toBe(1);
      for (const matrix of MATRICES) {
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
        expect(distance(here[`d${matrix}`], differences), matrix).toBeLessThan(1e-7);
      }
    });

    test('is the same compiled as eager', async () => {
      const compiled = await evaluate(body, inputsOf(penalty, options), { elementType: 'float32' });
      const eager = await evaluate(body, inputsOf(penalty, options), { backend: 'tfjs' });
      for (const output of Object.keys(eager)) expect(distance(compiled[output], eager[output])).toBeLessThan(1e-5);
    });
  });

  test(`penalty ${name} does something for those whom it concerns, and for nobody else`, async () => {
    for (const player of ['generator', 'discriminator'] as const) {
      const given = inputsOf(penalty, { ...options, ...(penalty.options.limit && { limit: 0.1 }) });
      const acting = await evaluate(bodyOf(penalty, options, player), given);
      const idle = await evaluate(bodyOf(NOTHING, {}, player), given);
      const acts = JSON.stringify(acting) !== JSON.stringify(idle);
      expect(acts, player).toBe(name !== 'none' && (penalty.concerns ?? player) === player);
    }
  });

  test(`penalty ${name} lists options that act, and draws that it uses`, async () => {
    const story = async (given: Record<string, unknown>, inputs = inputsOf(penalty, given)) =>
      Promise.all(
        (['generator', 'discriminator'] as const).map((player) => evaluate(bodyOf(penalty, given, player), inputs)),
      );
    const usual = await story(options);
    const others = withOtherValues(penalty, (given) => given);
    for (const { option, value, result } of others)
      expect(await story(result), `${option} = ${value}`).not.toEqual(usual);

    for (const draw of Object.keys(penalty.draws ?? {})) {
      const moves = [options, ...others.map(({ result }) => result)].map(async (given) => {
        const inputs = inputsOf(penalty, given);
        const { shape, values } = inputs[`draw/${draw}`];
        const other = { ...inputs, [`draw/${draw}`]: { shape, values: Array.from(values, (x) => 1 - x) } };
        return JSON.stringify(await story(given, inputs)) !== JSON.stringify(await story(given, other));
      });
      expect(await Promise.all(moves), draw).toContain(true);
    }
  });
}
