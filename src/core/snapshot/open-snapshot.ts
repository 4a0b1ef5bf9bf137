/** Snapshots of a run, from its packed state at a step. */

import type { FloatArray } from '../engine/program.js';
import type { Parts } from '../gan/build.js';
import type { Players } from '../gan/players.js';
import { availableSamples } from '../gan/targets/_sample-sets.js';
import { stream } from '../math/random/random.js';
import type { Evaluator } from '../training/evaluator.js';
import { parametersIn } from '../training/state-layout.js';
import { gameAt } from './game-at.js';
import type { Snapshot } from './snapshot.js';

export interface StateAtStep {
  readonly step: number;
  readonly state: FloatArray;
}

const NO_EARLIER = { absent: 'only one previous measurement is available' };

interface RunAtStep extends StateAtStep {
  readonly seed: number;
  /** Rows asked for; a file's target may have fewer. */
  readonly samples: number;
  readonly previous: StateAtStep | { readonly absent: string };
  readonly brief?: boolean;
}

export function openSnapshot(parts: Parts, evaluator: Evaluator, run: RunAtStep): Snapshot {
  return snapshotAt(parts, evaluator, { run, parameters: parametersIn(parts, run.state) });
}

function snapshotAt(
  parts: Parts,
  evaluator: Evaluator,
  { run, parameters }: { readonly run: RunAtStep; readonly parameters: Players<Float64Array> },
): Snapshot {
  const { seed, step } = run;
  const sampleCount = availableSamples(parts.game.target, run.samples);
  const shared = new Map<string, Promise<unknown>>();
  // Streams of its own, so that measuring does not change training.
  const draw = (purpose: string) => stream({ seed, purpose: `measure/${purpose}`, step });
  const share = <T>(key: string, make: () => Promise<T>): Promise<T> => {
    let value = shared.get(key) as Promise<T> | undefined;
    if (!value) {
      value = make();
      shared.set(key, value);
    }
    return value;
  };
  let before: Snapshot | undefined;
  const histogram = parts.game.histogram?.(parameters) ?? null;
  const generate = (z: Float64Array) => evaluator.forward('generator', parameters, z);
  return {
    setting: parts.setting,
    seed,
    step,
    get target() {
      return parts.target;
    },
    get latent() {
      return parts.latent;
    },
    get networks() {
      return parts.networks;
    },
    get losses() {
      const { generator, discriminator } = parts.loss;
      return {
        generator: { loss: generator.member, choice: generator.choice },
        discriminator: { loss: discriminator.member, choice: discriminator.choice },
      };
    },
    parameters,
    histogram,
    equilibrium: parts.game.equilibrium,
    game: gameAt(parts, evaluator, { seed, step, parameters }),
    async bestResponse(player, { steps, lr }) {
      const request = { player, parameters, steps, lr, step };
      const stages = await evaluator.responder.respond({
        ...request,
        draw: (input) => draw(`best-response/${player}/${input}`),
      });
      return stages.map((own) => snapshotAt(parts, evaluator, { run, parameters: { ...parameters, [player]: own } }));
    },
    get previous() {
      if ('absent' in run.previous) return run.previous;
      before ??= openSnapshot(parts, evaluator, { ...run, ...run.previous, previous: NO_EARLIER });
      return before;
    },
    sampleCount,
    realCount: sampleCount,
    brief: run.brief,
    generate,
    score: async (x) =>
      histogram ? x.map((cell) => histogram.score[cell]) : evaluator.forward('discriminator', parameters, x),
    scoreGradient: (x) => evaluator.scoreGradient(parameters, x),
    samples: () =>
      share('samples', async () => {
        const z = new Float64Array(sampleCount * parts.latent.dim);
        parts.latent.sample(z, draw('samples/latent'));
        const real = new Float64Array(sampleCount * parts.target.dim);
        parts.target.sample(real, draw('samples/real'));
        return { generated: await generate(z), real };
      }),
    risk: evaluator.risk,
    loss: evaluator.loss,
    exactLoss: (player) => evaluator.exactLoss(player, parameters),
    gradient: (player, { z, real, weights, loss, otherScore }) =>
      evaluator.gradient(player, parameters, {
        z,
        real,
        ...(weights && { weights }),
        ...(otherScore && { otherScore }),
        ...(loss && { loss: { member: loss, choice: { name: loss.name } } }),
      }),
    stream: draw,
    share,
  };
}
