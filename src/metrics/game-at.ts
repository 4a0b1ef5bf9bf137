/** The game of a run at one step, for metrics of its dynamics: the field v = (-grad L_G, -grad L_D), and what derives from it. */
import type { Parts } from '../core/build.js';
import { BATCH } from '../core/dynamics.js';
import type { Evaluator } from '../core/evaluator.js';
import type { Players } from '../core/players.js';
import { startingState } from '../core/training.js';

/** Points are flat vectors of both players' parameters, the generator's first. */
export interface GameAt {
  readonly sizes: Players<number>;
  /** Whether v is a mean over a batch; it is the same at every step of a run. */
  readonly sampled: boolean;
  /** What v is, for estimators. */
  readonly says: string;
  readonly here: Float64Array;
  /** Where the run started. */
  readonly start: Float64Array;
  readonly equilibrium: Float64Array | null;
  /** v with the setting's penalties, at each point. */
  field(points: readonly Float64Array[]): Promise<Float64Array[]>;
  /** u'J for each u, J = Dv at the point. */
  rows(point: Float64Array, us: readonly Float64Array[]): Promise<Float64Array[]>;
  /**
   * The Jacobian of a whole turn at the equilibrium, all memories as at the start; and whether the turn leaves that state
   * alone. Null where the equilibrium is not known, or a turn is random.
   */
  turnAtRest(): Promise<{ readonly jacobian: Float64Array; readonly rests: boolean } | null>;
}

export function gameAt(
  parts: Parts,
  { dynamics }: Evaluator,
  {
    seed,
    step,
    parameters,
  }: { readonly seed: number; readonly step: number; readonly parameters: Players<Float64Array> },
): GameAt {
  const { sizes, sampled } = dynamics;
  const { equilibrium: rest } = parts.arena;
  const equilibrium = rest && joined(rest);
  return {
    sizes,
    sampled,
    says: sampled ? `a fixed batch of ${BATCH}` : 'exact: nothing is drawn',
    here: joined(parameters),
    get start() {
      return startingState(parts, seed).slice(0, sizes.generator + sizes.discriminator);
    },
    equilibrium,
    field: (points) => dynamics.field({ seed, step }, points),
    rows: (point, us) => dynamics.rows({ seed, step }, point, us),
    async turnAtRest() {
      if (!equilibrium || !dynamics.turn) return null;
      const state = startingState(parts, seed);
      state.set(equilibrium);
      const { jacobian, next } = await dynamics.turn(step, state);
      return { jacobian, rests: next.every((value, i) => value === state[i]) };
    },
  };
}

function joined({ generator, discriminator }: Players<ArrayLike<number>>): Float64Array {
  return Float64Array.from([...Array.from(generator), ...Array.from(discriminator)]);
}
