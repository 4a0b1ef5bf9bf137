/** What every loss must keep: it is oriented, its optimum is one, and its numbers stay finite. */
import type { Tensors } from '../core/engine/program.js';
import { grad, type Tensor3D, tf } from '../core/engine/tf.js';
import type { Loss } from '../core/gan/losses/_loss.js';
import { sigmoid } from '../core/math/special/special.js';
import { type Law, must, mustAgree, mustBeAtLeast, mustBeAtMost, mustBeNear, shortNumber } from './law.js';
import { batchLaws } from './loss-batches.js';
import { memberOptions, withOtherOptions } from './member-options.js';
import {
  evaluateBody,
  evenlySpaced,
  type GivenInputs,
  optionInputs,
  optionTensors,
  prepareBody,
  runPrepared,
} from './programs.js';

type Part = 'real' | 'fake' | 'generator';
const PARTS: readonly Part[] = ['real', 'fake', 'generator'];
const RATIOS = [-Infinity, -9, -2, -0.4, 0, 0.3, 2, 9, Infinity];
const MAX_SCORE = 60; // of the scan
const SCAN = evenlySpaced(-MAX_SCORE, MAX_SCORE, 6001);
const POINTS = evenlySpaced(-9.7, 9.3, 41); // near no kink

const shareOf = (logRatio: number) => 1 / (1 + Math.exp(-logRatio));
const ratioText = (logRatio: number) => `at log p - log q = ${shortNumber(logRatio)}`;

/** The three parts of a loss at scores, each with slope and curvature. */
function partsBody(loss: Loss, options: Record<string, unknown>) {
  return (inputs: Tensors): Tensors => {
    const given = optionTensors(options, inputs);
    const of = (part: Part) => () => loss[part](inputs.s!, given);
    const slope = (part: Part) => grad<Tensor3D>(of(part), [inputs.s!])[0]!;
    return Object.fromEntries(
      PARTS.flatMap((part) => [
        [part, of(part)()],
        [`${part} slope`, slope(part)],
        [`${part} curvature`, grad(() => slope(part), [inputs.s!])[0]!],
      ]),
    );
  };
}

function scoreInputs(loss: Loss, options: Record<string, unknown>, scores: readonly number[]): GivenInputs {
  return { s: { shape: [1, scores.length, 1] as const, values: scores }, ...optionInputs(loss, options) };
}

type On = NonNullable<Parameters<typeof evaluateBody>[2]>;
type Parts = Readonly<Record<string, readonly number[]>>;

/** The parts at scores, by default in float64. */
function partsAt(loss: Loss, scores: readonly number[], on: On = {}): Promise<Parts> {
  const options = memberOptions(loss);
  return evaluateBody(bodyOfDefaults(loss), scoreInputs(loss, options, scores), on);
}

/** Compiled once a loss. */
function bodyOfDefaults(loss: Loss) {
  const known = bodies.get(loss) ?? partsBody(loss, memberOptions(loss));
  bodies.set(loss, known);
  return known;
}
const bodies = new WeakMap<Loss, ReturnType<typeof partsBody>>();

const hasOptimum = ({ optimum }: Loss) => typeof optimum === 'function';
const optimumOf = (loss: Loss) => (logRatio: number) =>
  (loss.optimum as (logRatio: number, options: Record<string, number>) => number)(
    logRatio,
    memberOptions(loss) as Record<string, number>,
  );
const clamp = (score: number) => Math.max(-MAX_SCORE, Math.min(MAX_SCORE, score)); // infinite scores are far along the scan
const riskAt = ({ real, fake }: Parts, k: number, logRatio: number) => {
  const p = shareOf(logRatio);
  return p * real![k]! + (1 - p) * fake![k]!;
};
const limitsOf = ({ finite }: Loss) => finite ?? { low: -Infinity, high: Infinity };

const optimumLaws: readonly Law<Loss>[] = [
  {
    name: 'has an optimum that no other score beats, whatever p and q',
    concerns: hasOptimum,
    async check(loss) {
      const optima = RATIOS.map(optimumOf(loss));
      for (const [i, s] of optima.entries())
        must(!Number.isNaN(s), `${ratioText(RATIOS[i]!)}: optimum is not a number`);
      const parts = await partsAt(loss, [...SCAN, ...optima.map(clamp)]);
      for (const [i, logRatio] of RATIOS.entries()) {
        const best = SCAN.reduce(
          (found, _, k) => (riskAt(parts, k, logRatio) < riskAt(parts, found, logRatio) ? k : found),
          0,
        );
        mustBeAtMost(
          riskAt(parts, SCAN.length + i, logRatio),
          riskAt(parts, best, logRatio) + 1e-12,
          `${ratioText(logRatio)}: the risk at its optimum, ${shortNumber(optima[i]!)}, against that at s = ${shortNumber(SCAN[best]!)},`,
        );
      }
    },
  },
  {
    name: 'has an optimum that rises with p / q, the member of least |s| where it is a set',
    concerns: hasOptimum,
    async check(loss) {
      const scores = RATIOS.map(optimumOf(loss));
      for (let i = 1; i < scores.length; i++)
        mustBeAtLeast(scores[i]!, scores[i - 1]!, `${ratioText(RATIOS[i]!)}: the optimum, against the one before,`);
      const parts = await partsAt(loss, [...scores.map(clamp), ...scores.map((s) => clamp(s) * 0.99)]);
      for (const [i, logRatio] of RATIOS.entries()) {
        if (!Number.isFinite(scores[i]!) || scores[i] === 0) continue;
        must(
          riskAt(parts, RATIOS.length + i, logRatio) > riskAt(parts, i, logRatio),
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
      const { low, high } = limitsOf(loss);
      const optimum = optimumOf(loss);
      const ratios = [-30, ...POINTS, 30].filter((r) => optimum(r) > low && optimum(r) < high);
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
      const ratios = RATIOS.filter((r) => Math.abs(r) < 1);
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
        Math.min(...risks) < -1e3,
        `for p = 0.3 and q = 0.7 the risk is at least ${shortNumber(Math.min(...risks))} at scores up to 1e4`,
      );
    },
  },
];

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
            POINTS.map((s) => s + by),
          ),
        ),
      );
      const difference = (of: string) => up![of]!.map((value, i) => (value - down![of]![i]!) / (2 * h));
      for (const part of PARTS)
        for (const [what, of] of [
          [`${part} slope`, part],
          [`${part} curvature`, `${part} slope`],
        ] as const)
          mustAgree(here![what]!, difference(of), {
            within: 1e-8,
            what: (i) =>
              `at s = ${shortNumber(POINTS[i]!)}: the ${what.split(' ')[1]} of ${part}, against finite differences,`,
          });
    },
  },
  ...(['float32', 'float64'] as const).map(
    (elementType): Law<Loss> => ({
      name: `is finite with finite slopes for scores up to 1e4, or as far as it declares, in ${elementType}`,
      async check(loss) {
        const { low, high } = limitsOf(loss);
        const scores = evenlySpaced(Math.max(-1e4, low), Math.min(1e4, high), 64);
        const result = await partsAt(loss, scores, { elementType });
        for (const what of PARTS.flatMap((part) => [part, `${part} slope`]))
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
      const { low, high } = limitsOf(loss);
      const beyond = [low, high].filter(Number.isFinite).map((end) => 1.25 * end);
      const result = await partsAt(loss, beyond, { elementType: 'float32' });
      for (const [i, s] of beyond.entries())
        must(
          PARTS.some((part) => !Number.isFinite(result[part]![i]!)),
          `at s = ${shortNumber(s)}: all parts are finite, and \`finite\` says otherwise`,
        );
    },
  },
  {
    name: 'is the same compiled and eager',
    async check(loss) {
      const compiled = await partsAt(loss, POINTS, { elementType: 'float32' });
      const eager = await partsAt(loss, POINTS, { backend: 'tfjs' });
      for (const output of Object.keys(eager))
        mustAgree(compiled[output]!, eager[output]!, {
          within: 2e-6,
          what: (i) => `at s = ${shortNumber(POINTS[i]!)}: ${output}, compiled against eager,`,
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
      for (const s of SCAN) {
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
      const usual = await partsAt(loss, POINTS);
      for (const { option, value, result } of withOtherOptions(loss, (given) => given)) {
        const changed = await evaluateBody(partsBody(loss, result), scoreInputs(loss, result, POINTS));
        must(
          JSON.stringify(changed) !== JSON.stringify(usual),
          `${option} = ${JSON.stringify(value)}: no part changes at scores from -9.7 to 9.3`,
        );
      }
    },
  },
];

export const lossLaws: readonly Law<Loss>[] = [...optimumLaws, ...partLaws, ...batchLaws];

const DESCENT_STEPS = 400;

/** Ever smaller steps of plain gradient descent on p real(s) + q fake(s) at each ratio, from 0. */
async function descend(loss: Loss, ratios: readonly number[]): Promise<number[]> {
  const options = memberOptions(loss);
  const scalar = (value: number) => ({ shape: [1, 1, 1] as const, values: [value] });
  const column = (values: readonly number[]) => ({ shape: [1, values.length, 1] as const, values });
  const given = {
    s: column(ratios.map(() => 0)),
    p: column(ratios.map(shareOf)),
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
  for (let step = 0; step < DESCENT_STEPS; step++)
    scores = (await runPrepared(executable, { ...given, s: column(scores), rate: scalar(0.985 ** step) }, {})).s!;
  executable.dispose();
  return [...scores];
}
