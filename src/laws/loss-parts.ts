/** The parts of a loss at scores, with slopes and curvatures, for its laws. */
import type { Tensors } from '../core/engine/program.js';
import { grad, type Tensor3D } from '../core/engine/tf.js';
import type { Loss } from '../core/gan/losses/_loss.js';
import { shortNumber } from './law.js';
import { memberOptions } from './member-options.js';
import { evaluateBody, evenGrid, type GivenInputs, optionInputs, optionTensors } from './programs.js';

type Part = 'real' | 'fake' | 'generator';
export const LOSS_PARTS: readonly Part[] = ['real', 'fake', 'generator'];
export const LOG_RATIOS = [-Infinity, -9, -2, -0.4, 0, 0.3, 2, 9, Infinity];
export const MAX_SCANNED_SCORE = 60; // of the scan
export const SCANNED_SCORES = evenGrid(-MAX_SCANNED_SCORE, MAX_SCANNED_SCORE, 6001);
export const SMOOTH_SCORES = evenGrid(-9.7, 9.3, 41); // near no kink

export const shareOfData = (logRatio: number) => 1 / (1 + Math.exp(-logRatio));
export const ratioText = (logRatio: number) => `at log p - log q = ${shortNumber(logRatio)}`;

/** The three parts of a loss at scores, each with slope and curvature. */
export function partsBody(loss: Loss, options: Record<string, unknown>) {
  return (inputs: Tensors): Tensors => {
    const given = optionTensors(options, inputs);
    const of = (part: Part) => () => loss[part](inputs.s!, given);
    const slope = (part: Part) => grad<Tensor3D>(of(part), [inputs.s!])[0]!;
    return Object.fromEntries(
      LOSS_PARTS.flatMap((part) => [
        [part, of(part)()],
        [`${part} slope`, slope(part)],
        [`${part} curvature`, grad(() => slope(part), [inputs.s!])[0]!],
      ]),
    );
  };
}

export function scoreInputs(loss: Loss, options: Record<string, unknown>, scores: readonly number[]): GivenInputs {
  return { s: { shape: [1, scores.length, 1] as const, values: scores }, ...optionInputs(loss, options) };
}

type On = NonNullable<Parameters<typeof evaluateBody>[2]>;
type Parts = Readonly<Record<string, readonly number[]>>;

/** The parts at scores, by default in float64. */
export function partsAt(loss: Loss, scores: readonly number[], on: On = {}): Promise<Parts> {
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

export const hasOptimum = ({ optimum }: Loss) => typeof optimum === 'function';
export const optimumOf = (loss: Loss) => (logRatio: number) =>
  (loss.optimum as (logRatio: number, options: Record<string, number>) => number)(
    logRatio,
    memberOptions(loss) as Record<string, number>,
  );
export const scannedScore = (score: number) => Math.max(-MAX_SCANNED_SCORE, Math.min(MAX_SCANNED_SCORE, score)); // infinite scores are far along the scan
export const riskAt = ({ real, fake }: Parts, k: number, logRatio: number) => {
  const p = shareOfData(logRatio);
  return p * real![k]! + (1 - p) * fake![k]!;
};
export const finiteScores = ({ finite }: Loss) => finite ?? { low: -Infinity, high: Infinity };
