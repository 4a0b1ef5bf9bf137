/** What every regularizer must keep. */
import { describe, expect, test } from 'vitest';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import { distance, evaluate, optionTensors } from '../../../../test/support/programs.js';
import { contextOf, inputsOf, MATRICES, OWN, PARAMETERS } from '../../../../test/support/regularizers.js';
import type { Tensors } from '../../engine/program.js';
import { grad, type Tensor3D, tf } from '../../engine/tf.js';
import { families } from '../families.js';
import type { Player } from '../players.js';
import type { Regularizer } from './_regularizer.js';

const { regularizers } = families;

function bodyOf(regularizer: Regularizer, options: Record<string, unknown>, player: Player) {
  return (inputs: Tensors): Tensors => {
    const given = optionTensors(options, inputs);
    const added = (): Tensor3D => regularizer.add(contextOf(player, inputs), given) ?? tf.zeros([1, 1, 1]);
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
      return score(regularizer.transformInput?.(x, { of, draw }, given) ?? x);
    };
    return {
      regularizer: added(),
      real: seen('real'),
      fake: seen('fake'),
      projected: regularizer.project?.(player, own, given) ?? own,
      ...Object.fromEntries(MATRICES.map((name, i) => [`d${name}`, slopes[i]])),
    };
  };
}

const NOTHING = regularizers.get('none')!;

for (const [name, regularizer] of regularizers) {
  const options = optionsOf(regularizer);

  describe.each(['generator', 'discriminator'] as const)(`regularizer ${name} for the %s`, (player) => {
    const body = bodyOf(regularizer, options, player);

    test("is one number a run, with gradients in both players' parameters that equal finite differences", async () => {
      const h = 1e-5;
      const here = await evaluate(body, inputsOf(regularizer, options));
      expect(here.regularizer.length).toBe(1);
      for (const matrix of MATRICES) {
        const differences: number[] = [];
        for (const i of PARAMETERS[matrix].keys()) {
          const [up, down] = await Promise.all(
            [h, -h].map((by) => {
              const values = PARAMETERS[matrix].map((value, k) => value + (k === i ? by : 0));
              return evaluate(body, inputsOf(regularizer, options, { ...PARAMETERS, [matrix]: values }));
            }),
          );
          differences.push((up.regularizer[0] - down.regularizer[0]) / (2 * h));
        }
        expect(distance(here[`d${matrix}`], differences), matrix).toBeLessThan(1e-7);
      }
    });

    test('is the same compiled as eager', async () => {
      const compiled = await evaluate(body, inputsOf(regularizer, options), { elementType: 'float32' });
      const eager = await evaluate(body, inputsOf(regularizer, options), { backend: 'tfjs' });
      for (const output of Object.keys(eager)) expect(distance(compiled[output], eager[output])).toBeLessThan(1e-5);
    });
  });

  test(`regularizer ${name} acts on the players it concerns, and on no other`, async () => {
    for (const player of ['generator', 'discriminator'] as const) {
      const given = inputsOf(regularizer, { ...options, ...(regularizer.options.limit && { limit: 0.1 }) });
      const acting = await evaluate(bodyOf(regularizer, options, player), given);
      const idle = await evaluate(bodyOf(NOTHING, {}, player), given);
      const acts = JSON.stringify(acting) !== JSON.stringify(idle);
      expect(acts, player).toBe(name !== 'none' && (regularizer.onlyFor ?? player) === player);
    }
  });

  test(`regularizer ${name} lists options that act, and draws that it uses`, async () => {
    const story = async (given: Record<string, unknown>, inputs = inputsOf(regularizer, given)) =>
      Promise.all(
        (['generator', 'discriminator'] as const).map((player) => evaluate(bodyOf(regularizer, given, player), inputs)),
      );
    const usual = await story(options);
    const others = withOtherValues(regularizer, (given) => given);
    for (const { option, value, result } of others)
      expect(await story(result), `${option} = ${value}`).not.toEqual(usual);

    for (const draw of Object.keys(regularizer.draws ?? {})) {
      const moves = [options, ...others.map(({ result }) => result)].map(async (given) => {
        const inputs = inputsOf(regularizer, given);
        const { shape, values } = inputs[`draw/${draw}`];
        const other = { ...inputs, [`draw/${draw}`]: { shape, values: Array.from(values, (x) => 1 - x) } };
        return JSON.stringify(await story(given, inputs)) !== JSON.stringify(await story(given, other));
      });
      expect(await Promise.all(moves), draw).toContain(true);
    }
  });
}
