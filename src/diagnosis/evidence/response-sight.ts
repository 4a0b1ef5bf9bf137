/** Whose fault it is, in any dimension and without a density: what D sees beside what it could see, trained on alone. */
import { z } from 'zod';
import type { Chosen } from '../../core/gan/build.js';
import { knownMember } from '../../core/gan/extension-members.js';
import { families } from '../../core/gan/families.js';
import type { Loss } from '../../core/gan/losses/_loss.js';
import type { Choice } from '../../core/gan/setting.js';
import { mean } from '../../core/math/statistics/statistics.js';
import { plainNumber } from '../../core/text/plain-numbers.js';
import { plural } from '../../core/text/words.js';
import { equilibriumLoss } from '../../core/training/equilibrium-loss.js';
import type { Evidence } from './evidence.js';
import { LEVEL_DEVIATIONS } from './level.js';
import type { Absent, RunTrace, Series } from './run-trace.js';
import { MIN_VISIBLE_JS, sightText } from './sight.js';

export interface ResponseSight {
  /** Mean over the last quarter of what D’s loss is below that of guessing: in nats of js under cross-entropy, else as the loss. */
  readonly sees: number;
  /** The same at D’s best response. */
  readonly could: number;
  readonly evidence: Evidence;
}

/** How a loss of D becomes what D sees. */
interface Scale {
  /** The loss of a D that guesses at q = p. */
  readonly guessing: number;
  readonly factor: number;
  readonly unit: string;
  /** What must be seen at least, beyond the noise of samples. */
  readonly least: number;
}

/** Absent where D could see little, or where its loss has no value at which it guesses. */
export function responseSightOf(trace: RunTrace): ResponseSight | Absent {
  const { series } = trace;
  const [now, best] = [series('loss-discriminator'), series('best-response-discriminator')];
  if ('absent' in now) return now;
  if ('absent' in best) return best;
  const scale = scaleOf(trace);
  if ('absent' in scale) return scale;
  const losses = new Map(now.end.map(({ step, value }) => [step, value]));
  const both = best.end.filter(({ step, value }) => Number.isFinite(value) && Number.isFinite(losses.get(step)));
  if (both.length === 0) return { absent: `${now.column} and ${best.column} were not measured at the same steps` };
  const seen = (loss: number) => scale.factor * (scale.guessing - loss);
  const could = mean(both.map(({ value }) => seen(value)));
  const sees = mean(both.map(({ step }) => seen(losses.get(step)!)));
  if (!(could >= scale.least)) return { absent: `D could see less than ${plainNumber(scale.least)} ${scale.unit}` };
  const evidence: Evidence = {
    metric: best.column,
    from: both[0].step,
    to: both.at(-1)!.step,
    statistic: 'mean',
    value: mean(both.map(({ value }) => value)),
    reference: null,
    explanation: sentence({ sees, could }, { best, unit: scale.unit }),
  };
  return { sees, could, evidence };
}

/** The js that D could see at each measurement, in nats; absent under other losses than cross-entropy. */
export function visibleJs(trace: RunTrace): (Series & { readonly least: number }) | Absent {
  const best = trace.series('best-response-discriminator');
  if ('absent' in best) return best;
  const scale = scaleOf(trace);
  if ('absent' in scale) return scale;
  if (scale.unit !== NATS) return { absent: 'the loss of D implies no js' };
  const implied = (points: Series['points']) =>
    points.map(({ step, value }) => ({ step, value: scale.factor * (scale.guessing - value) }));
  return { ...best, points: implied(best.points), end: implied(best.end), least: scale.least };
}

const NATS = 'nats';

function scaleOf({ setting: { loss }, samples }: RunTrace): Scale | Absent {
  if (!loss) return { absent: 'the game has no loss to choose' };
  const [generator, discriminator] = [loss.generator, loss.discriminator].map(chosenLoss);
  if (!generator || !discriminator) return { absent: `the loss ${loss.discriminator.name} can no longer be created` };
  const guessing = equilibriumLoss('discriminator', { generator, discriminator });
  if (guessing === null || !(guessing > 0)) return { absent: `the loss ${discriminator.member.name} has no scale` };
  const { optimum } = discriminator.member;
  const isCrossEntropy =
    Math.abs(guessing - 2 * Math.LN2) < 1e-5 && typeof optimum === 'function' && optimum(1, {}) === 1;
  const share = MIN_VISIBLE_JS / Math.LN2; // of the largest difference, at which D’s loss is 0
  if (!isCrossEntropy) return { guessing, factor: 1, unit: 'of its loss', least: share * guessing };
  return { guessing: 2 * Math.LN2, factor: 1 / 2, unit: NATS, least: Math.max(MIN_VISIBLE_JS, noiseOf(samples)) };
}

/** The loss with the defaults of its options; null where it, or an option, no longer exists. */
function chosenLoss(choice: Choice): Chosen<Loss> | null {
  const member = knownMember(families.losses, choice);
  const options = member && z.object(member.options).loose().safeParse(choice);
  return member && options?.success ? { member, choice: options.data as Choice } : null;
}

/**
 * What a D of any size gains on n other draws at q = p with probability `LEVEL` at most, in nats of js. A D with scores of
 * deviation s loses s^2 / 4 on average with a standard error of s / sqrt(2 n): it gains g by z = (g + s^2 / 4) sqrt(2 n) / s errors,
 * at least sqrt(2 n g), and js is g / 2.
 */
export function noiseOf(samples: number): number {
  return LEVEL_DEVIATIONS ** 2 / (4 * samples);
}

function sentence(
  { sees, could }: { readonly sees: number; readonly could: number },
  { best, unit }: { readonly best: Series; readonly unit: string },
): string {
  const steps = Number(best.choice.steps ?? 0);
  const more = steps > 0 ? ` after ${plural(steps, 'update')} of D alone` : '';
  return sightText({ seen: sees, of: could }, `${unit} that it could see${more}`);
}
