/** The trajectory of a game whose players have one parameter each. */
import type { NpyArray } from '../../core/files/npy.js';
import type { Parts } from '../../core/gan/build.js';
import { parameterCount } from '../../core/gan/networks/_network.js';
import { parametersIn } from '../../core/training/state-layout.js';
import { openTrainer } from '../../core/training/trainer.js';
import type { WorkerContext } from './worker-context.js';

const MAX_POINTS = 500; // of a trajectory: more than a chart shows
const YIELD_EVERY = 1000; // steps, so that the process can beat and stop

/** Whether each player has one parameter: then a run is a curve in the plane. */
export function isPlanar({ game: { players } }: Parts): boolean {
  return parameterCount(players.generator) === 1 && parameterCount(players.discriminator) === 1;
}

/**
 * Rows of step, G's parameter and D's. The run is repeated from step 0, which gives the same bits: so the trajectory does not
 * depend on where a run was interrupted, and training need not stop at every step.
 */
export async function trajectoryOf(
  parts: Parts,
  { backend, compiled }: WorkerContext,
  { seed, steps }: { readonly seed: number; readonly steps: number },
): Promise<NpyArray> {
  const trainer = await openTrainer(parts, { seeds: [seed], backend, compiled });
  const generator = new Float64Array(steps + 1);
  const discriminator = new Float64Array(steps + 1);
  for (let step = 0; step <= steps; step++) {
    await trainer.trainTo(step);
    const at = parametersIn(parts, trainer.state(seed));
    [generator[step], discriminator[step]] = [at.generator[0], at.discriminator[0]];
    if (step % YIELD_EVERY === 0) await new Promise(setImmediate);
  }
  trainer.dispose();
  const kept = extremes([generator, discriminator], MAX_POINTS);
  return {
    shape: [kept.length, 3],
    data: Float64Array.from(kept.flatMap((step) => [step, generator[step], discriminator[step]])),
  };
}

/** At most `most` indices, in order: the first, the last, and of each stretch between them those of every curve's minimum and maximum. */
export function extremes(curves: readonly Float64Array[], most: number): number[] {
  const { length } = curves[0];
  if (length <= most) return Array.from({ length }, (_, i) => i);
  const stretches = Math.floor((most - 2) / (2 * curves.length));
  const kept = new Set([0, length - 1]);
  for (let s = 0; s < stretches; s++) {
    const from = 1 + Math.floor((s * (length - 2)) / stretches);
    const to = 1 + Math.floor(((s + 1) * (length - 2)) / stretches);
    for (const y of curves) {
      let [lowest, highest] = [from, from];
      for (let i = from; i < to; i++) {
        if (y[i] < y[lowest]) lowest = i;
        if (y[i] > y[highest]) highest = i;
      }
      kept.add(lowest).add(highest);
    }
  }
  return [...kept].sort((a, b) => a - b);
}
