/** A player's best response: what it reaches if it is trained on alone, chosen on draws of its own and measured on others. */

import { z } from 'zod';
import { MAX_MAGNITUDE } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import type { Player } from '../../core/gan/players.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { plainNumber } from '../../core/text/plain-numbers.js';
import { plural } from '../../core/text/words.js';
import { MAX_PARAMETER } from '../../core/training/divergence.js';
import { type MetricValue, metricValue } from '../../records/metric-value.js';
import { lossOnSamples } from '../losses/_on-samples.js';

const MAX_RESPONSE_STEPS = 1_000_000; // updates of one player: minutes to hours at every measured step

/** `updates`: how many by default. */
export const responseOptions = (updates: number) => ({
  steps: count({
    description: 'further updates of the player that responds',
    default: updates,
    atMost: MAX_RESPONSE_STEPS,
  }),
  lr: z
    .number()
    .gt(0)
    .lte(MAX_MAGNITUDE)
    .optional()
    .describe('learning rate of these updates; default: that of the player’s own optimizer, without its schedule'),
});

export const LONG_RESPONSE = 500; // updates: most of what D could see, in networks of some thousand weights
export const SHORT_RESPONSE = 150; // updates: G still near where it was, before it leaves for D's highest score

export interface ResponseOptions {
  readonly steps: number;
  readonly lr?: number | undefined;
}

export const RESPONSE_NOTES = [
  'The player is trained on alone for `steps` updates by its own optimizer, with its regularizer and with batches as in ' +
    'training, while the other is frozen. The optimizer starts without memory.',
  'Random streams of its own: training keeps its bits, and the value depends on the seed, the step and the parameters alone.',
  'Of the start and ten stages on the way, the one with the smallest loss on draws of its own counts. It is measured on the ' +
    'samples of loss-discriminator and loss-generator: fresh draws, or held-out rows where there are any.',
  'The value is what so many updates reach, no bound: under an unbounded loss (Wasserstein) it grows with `steps`.',
  'Costs `steps` updates at every measured step, shared by the metrics with the same options: where `measure.every` is as ' +
    'large, both players together cost about as much as training.',
];

export interface Response {
  /** The snapshot at the best response. */
  readonly at: Snapshot;
  /** Updates of the stage that was chosen; 0: the start. */
  readonly updates: number;
  /** Stages to choose from, besides the start. */
  readonly stages: number;
  /** The player's own loss, without regularizers, at the start and at the response, on the same samples. */
  readonly before: number;
  readonly after: number;
}

export const LETTER: Readonly<Record<Player, string>> = { generator: 'G', discriminator: 'D' };

type Absent = { readonly absent: string };

/** Computed once a snapshot. */
export function responseOf(
  snapshot: Snapshot,
  player: Player,
  { steps, lr = undefined }: ResponseOptions,
): Promise<Response | Absent> {
  return snapshot.share(`best response/${player}/${steps}/${lr}`, async () => {
    if (!snapshot.bestResponse) return { absent: 'needs a run that can be trained on' };
    const before = await lossOf(snapshot, player);
    if ('absent' in before) return before;
    const stages = await snapshot.bestResponse(player, { steps, lr: lr ?? null });
    if (!stages.every(({ parameters }) => parameters[player].every(isBounded)))
      return { absent: `${LETTER[player]} diverged within ${plural(steps, 'update')} that it was trained on alone` };
    const chosen = await leastLoss([snapshot, ...stages], player);
    const at = [snapshot, ...stages][chosen];
    const after = await lossOf(at, player);
    if ('absent' in after) return after;
    const updates = Math.floor((steps * chosen) / stages.length);
    return { at, updates, stages: stages.length, before: before.value, after: after.value };
  });
}

function isBounded(value: number): boolean {
  return Math.abs(value) <= MAX_PARAMETER;
}

/** The player's own loss, without regularizers: a sum where the game has one, else on the samples. */
async function lossOf(snapshot: Snapshot, player: Player): Promise<MetricValue> {
  const exact = await snapshot.exactLoss(player);
  return exact === null ? lossOnSamples(snapshot, player) : metricValue(exact, 'the loss is not a number');
}

const MAX_CHOICE_ROWS = 1000; // of data and of samples, on which the stage is chosen

/** The index of the candidate with the smallest loss on draws that no metric uses; the first of equal ones. */
async function leastLoss(candidates: readonly Snapshot[], player: Player): Promise<number> {
  const [start] = candidates;
  const exact = await start.exactLoss(player);
  const losses: number[] = [];
  if (exact !== null) for (const candidate of candidates) losses.push((await candidate.exactLoss(player))!);
  else {
    const rows = Math.min(MAX_CHOICE_ROWS, start.sampleCount);
    const noise = new Float64Array(rows * start.latent.dim);
    start.latent.sample(noise, start.stream(`best-response/${player}/choice/latent`));
    const data = new Float64Array(rows * start.target.dim);
    start.target.sample(data, start.stream(`best-response/${player}/choice/real`));
    for (const candidate of candidates) {
      const fake = await candidate.score(await candidate.generate(noise));
      losses.push(await candidate.loss(player, { real: await candidate.score(data), fake }));
    }
  }
  let best = 0;
  for (const [i, loss] of losses.entries()) if (loss < losses[best] || Number.isNaN(losses[best])) best = i;
  return best;
}

/** How the response came about, for people: `450 of 500 updates of D with learning rate 0.001`. */
export function responseText(
  { setting }: Snapshot,
  player: Player,
  { response, options: { steps, lr } }: { readonly response: Response; readonly options: ResponseOptions },
): string {
  const { name, lr: own } = setting.optimizer?.[player] ?? {};
  const rate = lr ?? own;
  const how = name === undefined ? '' : ` by ${name}${typeof rate === 'number' ? ` with lr ${plainNumber(rate)}` : ''}`;
  return `${response.updates} of ${plural(steps, 'update')} of ${LETTER[player]}${how}, the best of ${response.stages + 1} stages`;
}
