/** What every regularizer must keep: its gradients are right, and it acts on the players that it concerns. */
import type { Tensors } from '../core/engine/program.js';
import { grad, type Tensor3D, tf } from '../core/engine/tf.js';
import { regularizer as declared, type Regularizer } from '../core/gan/regularizers/_regularizer.js';
import { type Law, must, mustAgree } from './law.js';
import { memberOptions, withOtherOptions } from './member-options.js';
import { evaluateBody, optionTensors } from './programs.js';
import {
  MATRICES,
  PLAYERS_MATRICES,
  REGULARIZED_PARAMETERS,
  regularizerContext,
  regularizerInputs,
} from './regularizer-game.js';

type Options = Record<string, unknown>;
const PLAYERS = ['generator', 'discriminator'] as const;
type Player = (typeof PLAYERS)[number];

/** The term with its slopes, what D sees, and the parameters after a projection. */
function termBody(regularizer: Regularizer, options: Options, player: Player) {
  return (inputs: Tensors): Tensors => {
    const given = optionTensors(options, inputs);
    const context = regularizerContext(player, inputs);
    const added = (): Tensor3D => regularizer.add(regularizerContext(player, inputs), given) ?? tf.zeros([1, 1, 1]);
    const slopes = grad<Tensor3D>(
      added,
      MATRICES.map((name) => inputs[name]!),
    );
    const own = tf.concat(
      PLAYERS_MATRICES[player].map((name) => tf.reshape(inputs[name]!, [1, 1, -1]) as Tensor3D),
      2,
    );
    const { score, real, fake, draw } = context;
    const seen = (of: 'real' | 'fake') => {
      const x = of === 'real' ? real : fake;
      return score(regularizer.transformInput?.(x, { of, draw }, given) ?? x);
    };
    return {
      regularizer: added(),
      real: seen('real'),
      fake: seen('fake'),
      projected: regularizer.project?.(player, own, given) ?? own,
      ...Object.fromEntries(MATRICES.map((name, i) => [`d${name}`, slopes[i]!])),
    };
  };
}

/** Does nothing. */
const NOTHING = declared({ name: 'nothing', description: 'No term.', options: {}, add: () => null });

const isNothing = ({ name }: Regularizer) => name === 'none';

export const regularizerLaws: readonly Law<Regularizer>[] = [
  ...PLAYERS.flatMap((player): Law<Regularizer>[] => [
    {
      name: `for the ${player} is one number per run, with gradients in both players' parameters that equal finite differences`,
      async check(regularizer) {
        const options = memberOptions(regularizer);
        const body = termBody(regularizer, options, player);
        const h = 1e-5;
        const here = await evaluateBody(body, regularizerInputs(regularizer, options));
        must(here.regularizer!.length === 1, `its term has ${here.regularizer!.length} numbers a run`);
        for (const matrix of MATRICES) {
          const differences: number[] = [];
          for (const i of REGULARIZED_PARAMETERS[matrix].keys()) {
            const [up, down] = await Promise.all(
              [h, -h].map((by) => {
                const values = REGULARIZED_PARAMETERS[matrix].map((value, k) => value + (k === i ? by : 0));
                const moved = { ...REGULARIZED_PARAMETERS, [matrix]: values };
                return evaluateBody(body, regularizerInputs(regularizer, options, moved));
              }),
            );
            differences.push((up!.regularizer![0]! - down!.regularizer![0]!) / (2 * h));
          }
          mustAgree(here[`d${matrix}`]!, differences, {
            within: 1e-7,
            what: (i) => `its slope in ${matrix}[${i}] of the small game, against finite differences,`,
          });
        }
      },
    },
    {
      name: `for the ${player} is the same compiled and eager`,
      async check(regularizer) {
        const options = memberOptions(regularizer);
        const body = termBody(regularizer, options, player);
        const given = regularizerInputs(regularizer, options);
        const compiled = await evaluateBody(body, given, { elementType: 'float32' });
        const eager = await evaluateBody(body, given, { backend: 'tfjs' });
        for (const output of Object.keys(eager))
          mustAgree(compiled[output]!, eager[output]!, {
            within: 1e-5,
            what: (i) => `number ${i} of ${output}, compiled against eager,`,
          });
      },
    },
  ]),
  {
    name: 'acts on the players it concerns, and on no other',
    async check(regularizer) {
      const options = { ...memberOptions(regularizer), ...(regularizer.options.limit && { limit: 0.1 }) };
      const given = regularizerInputs(regularizer, options);
      for (const player of PLAYERS) {
        const acting = await evaluateBody(termBody(regularizer, options, player), given);
        const idle = await evaluateBody(termBody(NOTHING, {}, player), given);
        const acts = JSON.stringify(acting) !== JSON.stringify(idle);
        const concerned = !isNothing(regularizer) && (regularizer.onlyFor ?? player) === player;
        must(acts === concerned, `for the ${player} it ${acts ? 'acts' : 'does nothing'}: declare \`onlyFor\``);
      }
    },
  },
  {
    name: 'has options that each have an effect, and draws that it uses',
    async check(regularizer) {
      const options = memberOptions(regularizer);
      const story = async (given: Options, inputs = regularizerInputs(regularizer, given)) =>
        JSON.stringify(
          await Promise.all(PLAYERS.map((player) => evaluateBody(termBody(regularizer, given, player), inputs))),
        );
      const usual = await story(options);
      const others = withOtherOptions(regularizer, (given) => given);
      for (const { option, value, result } of others)
        must((await story(result)) !== usual, `${option} = ${JSON.stringify(value)}: nothing changes`);
      for (const draw of Object.keys(regularizer.draws ?? {})) {
        const moves = [options, ...others.map(({ result }) => result)].map(async (given) => {
          const inputs = regularizerInputs(regularizer, given);
          const { shape, values } = inputs[`draw/${draw}`]!;
          const other = { ...inputs, [`draw/${draw}`]: { shape, values: Array.from(values, (x) => 1 - x) } };
          return (await story(given, inputs)) !== (await story(given, other));
        });
        must((await Promise.all(moves)).includes(true), `its draw ${draw} changes nothing`);
      }
    },
  },
];
