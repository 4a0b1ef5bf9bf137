/** Laws of a loss's optimal score: no other score has a smaller risk, and descent leads to it. */
import type { Tensors } from '../core/engine/program.js';
import { grad, type Tensor3D, tf } from '../core/engine/tf.js';
import type { Loss } from '../core/gan/losses/_loss.js';
import { minimum } from '../core/math/long-lists.js';
import { type Law, must, mustAgree, mustBeAtLeast, mustBeAtMost, mustBeNear, shortNumber } from './law.js';
import {
  finiteScores,
  hasOptimum,
  LOG_RATIOS,
  optimumOf,
  partsAt,
  ratioText,
  riskAt,
  SCANNED_SCORES,
  SMOOTH_SCORES,
  scannedScore,
  scoreInputs,
  shareOfData,
} from './loss-parts.js';
import { memberOptions } from './member-options.js';
import { evaluateBody, optionInputs, optionTensors, prepareBody, runPrepared } from './programs.js';

export const optimumLaws: readonly Law<Loss>[] = [
  {
    name: 'has an optimum that no other score beats, whatever p and q',
    concerns: hasOptimum,
    async check(loss) {
      const optima = LOG_RATIOS.map(optimumOf(loss));
      for (const [i, s] of optima.entries())
        must(!Number.isNaN(s), `${ratioText(LOG_RATIOS[i]!)}: optimum is not a number`);
      const parts = await partsAt(loss, [...SCANNED_SCORES, ...optima.map(scannedScore)]);
      for (const [i, logRatio] of LOG_RATIOS.entries()) {
        const best = SCANNED_SCORES.reduce(
          (found, _, k) => (riskAt(parts, k, logRatio) < riskAt(parts, found, logRatio) ? k : found),
          0,
        );
        mustBeAtMost(
          riskAt(parts, SCANNED_SCORES.length + i, logRatio),
          riskAt(parts, best, logRatio) + 1e-12,
          `${ratioText(logRatio)}: the risk at its optimum, ${shortNumber(optima[i]!)}, against that at s = ${shortNumber(SCANNED_SCORES[best]!)},`,
        );
      }
    },
  },
  {
    name: 'has an optimum that rises with p / q, the member of least |s| where it is a set',
    concerns: hasOptimum,
    async check(loss) {
      const scores = LOG_RATIOS.map(optimumOf(loss));
      for (let i = 1; i < scores.length; i++)
        mustBeAtLeast(scores[i]!, scores[i - 1]!, `${ratioText(LOG_RATIOS[i]!)}: the optimum, against the one before,`);
      const parts = await partsAt(loss, [...scores.map(scannedScore), ...scores.map((s) => scannedScore(s) * 0.99)]);
      for (const [i, logRatio] of LOG_RATIOS.entries()) {
        if (!Number.isFinite(scores[i]!) || scores[i] === 0) continue;
        must(
          riskAt(parts, LOG_RATIOS.length + i, logRatio) > riskAt(parts, i, logRatio),
          `${ratioText(logRatio)}: the risk nearer to 0 than the optimum ${shortNumber(scores[i]!)} is as small`,
        );
      }
    },
  },
  {
    name: 'has the same optimum in tensors as in numbers, with a slope',
    concerns: (loss) => hasOptimum(loss) && loss.optimalScore !== undefined,
    async check(loss) {
      const options = memberOptions(loss);
      const { low, high } = finiteScores(loss);
      const optimum = optimumOf(loss);
      const ratios = [-30, ...SMOOTH_SCORES, 30].filter((r) => optimum(r) > low && optimum(r) < high);
      const score = (inputs: Tensors) => loss.optimalScore!(inputs.s!, optionTensors(options, inputs));
      const { s, slope } = await evaluateBody(
        (inputs) => ({ s: score(inputs), slope: grad<Tensor3D>(() => score(inputs), [inputs.s!])[0]! }),
        scoreInputs(loss, options, ratios),
      );
      mustAgree(s!, ratios.map(optimum), { within: 1e-12, what: (i) => `${ratioText(ratios[i]!)}: optimalScore` });
      for (const [i, value] of slope!.entries())
        must(value > 0, `${ratioText(ratios[i]!)}: the slope of optimalScore is ${shortNumber(value)}, not above 0`);
    },
  },
  {
    name: 'leads a tabular discriminator to its optimum by gradient descent',
    concerns: hasOptimum,
    async check(loss) {
      const ratios = LOG_RATIOS.filter((r) => Math.abs(r) < 1);
      const scores = await descend(loss, ratios);
      for (const [i, s] of scores.entries()) {
        const goal = optimumOf(loss)(ratios[i]!);
        const what = `${ratioText(ratios[i]!)}: the score after 400 steps of descent`;
        if (Number.isFinite(goal)) mustBeNear(s, goal, { within: 2e-2, what });
        else must(s * Math.sign(goal) > 1, `${what} is ${shortNumber(s)}, not on the way to ${shortNumber(goal)}`);
      }
    },
  },
  {
    name: 'says why it has no optimum',
    concerns: (loss) => !hasOptimum(loss),
    check: ({ optimum }) =>
      must((optimum as { none: string }).none.length > 20, 'the reason has 20 characters or less'),
  },
  {
    name: 'has no optimum: the risk falls without end for some p and q',
    concerns: (loss) => !hasOptimum(loss) && !loss.relative,
    async check(loss) {
      const { real, fake } = await partsAt(loss, [-1e4, -1e2, 0, 1e2, 1e4]);
      const risks = real!.map((value, k) => 0.3 * value + 0.7 * fake![k]!);
      must(
        minimum(risks) < -1e3,
        `for p = 0.3 and q = 0.7 the risk is at least ${shortNumber(minimum(risks))} at scores up to 1e4`,
      );
    },
  },
];

const DESCENT_STEPS = 400;

/** Ever smaller steps of plain gradient descent on p real(s) + q fake(s) at each ratio, from 0. */
async function descend(loss: Loss, ratios: readonly number[]): Promise<number[]> {
  const options = memberOptions(loss);
  const scalar = (value: number) => ({ shape: [1, 1, 1] as const, values: [value] });
  const column = (values: readonly number[]) => ({ shape: [1, values.length, 1] as const, values });
  const given = {
    s: column(ratios.map(() => 0)),
    p: column(ratios.map(shareOfData)),
    rate: scalar(1),
    ...optionInputs(loss, options),
  };
  const executable = await prepareBody(
    ({ s, p, rate, ...rest }) => {
      const chosen = optionTensors(options, rest);
      const risk = () => tf.add(tf.mul(p!, loss.real(s!, chosen)), tf.mul(tf.sub(1, p!), loss.fake(s!, chosen)));
      return { s: tf.sub(s!, tf.mul(rate!, grad<Tensor3D>(risk, [s!])[0]!)) };
    },
    given,
    {},
  );
  let scores: readonly number[] = given.s.values;
  let rate = 1;
  for (let step = 0; step < DESCENT_STEPS; step++) {
    scores = (await runPrepared(executable, { ...given, s: column(scores), rate: scalar(rate) }, {})).s!;
    rate *= 0.985;
  }
  executable.dispose();
  return [...scores];
}
