/** What every loss must keep: it is oriented, its optimum is one, and its numbers stay finite. */
import type { Loss } from '../core/gan/losses/_loss.js';
import { sigmoid } from '../core/math/special/special.js';
import { type Law, must, mustAgree, mustBeAtLeast, mustBeNear, shortNumber } from './law.js';
import { batchLaws } from './loss-batches.js';
import { optimumLaws } from './loss-optimum.js';
import {
  finiteScores,
  hasOptimum,
  LOSS_PARTS,
  optimumOf,
  partsAt,
  partsBody,
  SCANNED_SCORES,
  SMOOTH_SCORES,
  scoreInputs,
} from './loss-parts.js';
import { withOtherOptions } from './member-options.js';
import { evaluateBody, evenGrid } from './programs.js';

const partLaws: readonly Law<Loss>[] = [
  {
    name: "is oriented: at its optimum D raises scores of data and lowers those of samples, and G raises its samples' scores",
    async check(loss) {
      const scores = [-1, 0, 1].map((r) => Math.max(-3, Math.min(3, hasOptimum(loss) ? optimumOf(loss)(r) : r)));
      const parts = await partsAt(loss, scores);
      for (const [part, sign] of [
        ['real', 1],
        ['fake', -1],
        ['generator', 1],
      ] as const) {
        const slopes = parts[`${part} slope`]!.map((slope) => sign * slope);
        for (const [i, slope] of slopes.entries())
          must(
            slope <= 0,
            `at s = ${shortNumber(scores[i]!)}: the slope of ${part} is ${shortNumber(sign * slope)}, ${sign > 0 ? 'above' : 'below'} 0`,
          );
        const acting = part === 'fake' ? 2 : 0;
        must(slopes[acting]! < 0, `at s = ${shortNumber(scores[acting]!)}: the slope of ${part} is 0`);
      }
    },
  },
  {
    name: 'has first and second derivatives that equal finite differences',
    async check(loss) {
      const h = 1e-5;
      const [here, up, down] = await Promise.all(
        [0, h, -h].map((by) =>
          partsAt(
            loss,
            SMOOTH_SCORES.map((s) => s + by),
          ),
        ),
      );
      const difference = (of: string) => up![of]!.map((value, i) => (value - down![of]![i]!) / (2 * h));
      for (const part of LOSS_PARTS)
        for (const [what, of] of [
          [`${part} slope`, part],
          [`${part} curvature`, `${part} slope`],
        ] as const)
          mustAgree(here![what]!, difference(of), {
            within: 1e-8,
            what: (i) =>
              `at s = ${shortNumber(SMOOTH_SCORES[i]!)}: the ${what.split(' ')[1]} of ${part}, against finite differences,`,
          });
    },
  },
  ...(['float32', 'float64'] as const).map(
    (elementType): Law<Loss> => ({
      name: `is finite with finite slopes for scores up to 1e4, or as far as it declares, in ${elementType}`,
      async check(loss) {
        const { low, high } = finiteScores(loss);
        const scores = evenGrid(Math.max(-1e4, low), Math.min(1e4, high), 64);
        const result = await partsAt(loss, scores, { elementType });
        for (const what of LOSS_PARTS.flatMap((part) => [part, `${part} slope`]))
          for (const [i, value] of result[what]!.entries())
            must(
              Number.isFinite(value),
              `at s = ${shortNumber(scores[i]!)}: ${what} is ${shortNumber(value)}: declare \`finite\`, or write it so that it does not overflow`,
            );
      },
    }),
  ),
  {
    name: 'is not finite far beyond what it declares: nothing is clamped',
    concerns: ({ finite }) => finite !== undefined,
    async check(loss) {
      const { low, high } = finiteScores(loss);
      const beyond = [low, high].filter(Number.isFinite).map((end) => 1.25 * end);
      const result = await partsAt(loss, beyond, { elementType: 'float32' });
      for (const [i, s] of beyond.entries())
        must(
          LOSS_PARTS.some((part) => !Number.isFinite(result[part]![i]!)),
          `at s = ${shortNumber(s)}: all parts are finite, and \`finite\` says otherwise`,
        );
    },
  },
  {
    name: 'is the same compiled and eager',
    async check(loss) {
      const compiled = await partsAt(loss, SMOOTH_SCORES, { elementType: 'float32' });
      const eager = await partsAt(loss, SMOOTH_SCORES, { backend: 'tfjs' });
      for (const output of Object.keys(eager))
        mustAgree(compiled[output]!, eager[output]!, {
          within: 2e-6,
          what: (i) => `at s = ${shortNumber(SMOOTH_SCORES[i]!)}: ${output}, compiled against eager,`,
        });
    },
  },
  {
    name: 'reads scores as probabilities, from 0 to 1',
    concerns: ({ probability }) => probability !== null,
    check(loss) {
      const probability = loss.probability!;
      mustBeNear(probability(-Infinity), 0, { within: 0, what: 'at s = -infinite: the probability' });
      mustBeNear(probability(Infinity), 1, { within: 0, what: 'at s = infinite: the probability' });
      const { scale, shift } = loss.logit ?? { scale: 1, shift: 0 };
      let before = 0;
      for (const s of SCANNED_SCORES) {
        const here = probability(s);
        mustBeAtLeast(here, before, `at s = ${shortNumber(s)}: the probability, against that of a smaller score,`);
        mustBeNear(here, sigmoid(scale * s + shift), {
          within: 1e-15,
          what: `at s = ${shortNumber(s)}: the probability, against that of the logit ${loss.logit ? 'scale s + shift' : 's'},`,
        });
        before = here;
      }
    },
  },
  {
    name: 'has options that each have an effect',
    async check(loss) {
      const usual = await partsAt(loss, SMOOTH_SCORES);
      for (const { option, value, result } of withOtherOptions(loss, (given) => given)) {
        const changed = await evaluateBody(partsBody(loss, result), scoreInputs(loss, result, SMOOTH_SCORES));
        must(
          JSON.stringify(changed) !== JSON.stringify(usual),
          `${option} = ${JSON.stringify(value)}: no part changes at scores from -9.7 to 9.3`,
        );
      }
    },
  },
];

export const lossLaws: readonly Law<Loss>[] = [...optimumLaws, ...partLaws, ...batchLaws];
