/** The game of a run at one step, for metrics of its dynamics: the field v = (-grad L_G, -grad L_D), and what derives from it. */
import type { Parts } from '../gan/build.js';
import type { Players } from '../gan/players.js';
import type { Evaluator } from '../training/evaluator.js';
import { startingState } from '../training/layout.js';

/** Points are flat vectors of both players' parameters, the generator's first. */
export interface GameAt {
  readonly sizes: Players<number>;
  /** What v is a mean over, for estimators: the same batch at every step of a run. */
  says(): Promise<string>;
  readonly here: Float64Array;
  /** Where the run started. */
  readonly start: Float64Array;
  readonly equilibrium: Float64Array | null;
  /** v with the setting's regularizers, at each point. */
  field(points: readonly Float64Array[]): Promise<Float64Array[]>;
  /** u'J for each u, J = Dv at the point. */
  rows(point: Float64Array, us: readonly Float64Array[]): Promise<Float64Array[]>;
  /**
   * The Jacobian of a whole turn at the equilibrium, all memories as at the start, and whether the turn leaves that state
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
  const { sizes } = dynamics;
  const size = sizes.generator + sizes.discriminator;
  const { equilibrium: rest } = parts.game;
  const equilibrium = rest && joined(rest).slice(0, size);
  return {
    sizes,
    async says() {
      const draws = await dynamics.draws();
      return draws === null ? 'exact: nothing is drawn' : `a fixed batch of ${draws}`;
    },
    here: joined(parameters).slice(0, size),
    get start() {
      const start = startingState(parts, seed).slice(0, size);
      // As it trains: the rounding to float32 would look like a first step.
      return parts.setting.dtype === 'float32' ? Float64Array.from(Float32Array.from(start)) : start;
    },
    equilibrium,
    field: (points) => dynamics.field({ seed, step }, points),
    rows: (point, us) => dynamics.rows({ seed, step }, point, us),
    async turnAtRest() {
      const turn = equilibrium && (await dynamics.turn(step, equilibrium));
      if (!turn) return null;
      const { from, to, jacobian } = turn;
      return { jacobian, rests: to.every((value, i) => value === from[i]) };
    },
  };
}

function joined({ generator, discriminator }: Players<ArrayLike<number>>): Float64Array {
  return Float64Array.from([...Array.from(generator), ...Array.from(discriminator)]);
}
