/** Laws of a loss on a batch: what both players minimise, with its slopes in every score. */
import type { Tensors } from '../core/engine/program.js';
import { grad, type Tensor3D } from '../core/engine/tf.js';
import type { Loss } from '../core/gan/losses/_loss.js';
import type { Player } from '../core/gan/players.js';
import { playerLoss } from '../core/training/player-operations.js';
import { type Law, must, mustAgree, mustBeNear, shortNumber } from './law.js';
import { memberOptions } from './member-options.js';
import { evaluateBody, optionInputs, optionTensors, relativeDistance } from './programs.js';

const PLAYERS = ['generator', 'discriminator'] as const;

/** What both players minimise on a batch of scores, with its slopes in them. */
function batchBody(loss: Loss) {
  const options = memberOptions(loss);
  return (inputs: Tensors): Tensors => {
    const real = inputs.real!;
    const fake = inputs.fake!;
    const chosen = { member: loss, choice: { name: loss.name } };
    const of = (player: Player) => () =>
      playerLoss(player, chosen, () => optionTensors(options, inputs), { score: (x) => x, real, fake });
    const slopes = (player: Player) => grad<Tensor3D>(of(player), [real, fake]);
    return Object.fromEntries(
      PLAYERS.flatMap((player): [string, Tensor3D][] => [
        [player, of(player)()],
        [`${player} by real`, slopes(player)[0]!],
        [`${player} by fake`, slopes(player)[1]!],
      ]),
    );
  };
}

const SCORES = { real: [0.4, 1.3, -0.7], fake: [-1.1, 0.3, 0.9] };

function batchInputs(loss: Loss, scores: Readonly<Record<'real' | 'fake', readonly number[]>> = SCORES) {
  const column = (values: readonly number[]) => ({ shape: [1, 3, 1] as const, values });
  return { real: column(scores.real), fake: column(scores.fake), ...optionInputs(loss, memberOptions(loss)) };
}

const raised = (by: { readonly real: number; readonly fake: number }) => ({
  real: SCORES.real.map((s) => s + by.real),
  fake: SCORES.fake.map((s) => s + by.fake),
});

export const batchLaws: readonly Law<Loss>[] = [
  {
    name: 'does not change where all scores rise alike, and does where one side does',
    concerns: ({ relative }) => relative !== undefined,
    async check(loss) {
      const body = batchBody(loss);
      const [here, both, real] = await Promise.all(
        [
          { real: 0, fake: 0 },
          { real: 3, fake: 3 },
          { real: 3, fake: 0 },
        ].map((by) => evaluateBody(body, batchInputs(loss, raised(by)))),
      );
      for (const player of PLAYERS) {
        must(
          relativeDistance(both![player]!, here![player]!) < 1e-12,
          `where all scores rise by 3, the loss of the ${player} changes from ${shortNumber(here![player]![0]!)} to ${shortNumber(both![player]![0]!)}`,
        );
        must(
          relativeDistance(real![player]!, here![player]!) > 1e-3,
          `where the scores of data rise by 3, the loss of the ${player} stays ${shortNumber(here![player]![0]!)}`,
        );
      }
    },
  },
  {
    name: 'is the same on a batch compiled and eager, with gradients that equal finite differences',
    async check(loss) {
      const body = batchBody(loss);
      const given = batchInputs(loss);
      const compiled = await evaluateBody(body, given, { elementType: 'float32' });
      const eager = await evaluateBody(body, given, { backend: 'tfjs' });
      for (const output of Object.keys(eager))
        mustAgree(compiled[output]!, eager[output]!, {
          within: 2e-6,
          what: () => `the loss of the ${output} on a batch, compiled against eager,`,
        });
      const here = await evaluateBody(body, given);
      const h = 1e-5;
      for (const side of ['real', 'fake'] as const)
        for (const i of [0, 2]) {
          const [up, down] = await Promise.all(
            [h, -h].map((by) => {
              const values = SCORES[side].map((s, k) => s + (k === i ? by : 0));
              return evaluateBody(body, batchInputs(loss, { ...SCORES, [side]: values }));
            }),
          );
          for (const player of PLAYERS)
            mustBeNear(here[`${player} by ${side}`]![i]!, (up![player]![0]! - down![player]![0]!) / (2 * h), {
              within: 1e-8,
              what: `at the ${side} score ${SCORES[side][i]}: the slope of the ${player}'s loss, against finite differences,`,
            });
        }
    },
  },
];
