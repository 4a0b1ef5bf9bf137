/** The game of a run at one step, for metrics of its dynamics: the vector field v = (-grad L_G, -grad L_D) and its derivatives. */
import type { Parts } from '../gan/build.js';
import type { Players } from '../gan/players.js';
import type { Evaluator } from '../training/evaluator.js';
import { startingState } from '../training/state-layout.js';

/** Points are flat vectors of both players' parameters, the generator's first. */
export interface GameAt {
  readonly sizes: Players<number>;
  /** What v is a mean over, for people: the same batch at every step of a run. */
  estimator(): Promise<string>;
  /** The run's parameters at this step. */
  readonly point: Float64Array;
  /** The run's parameters at step 0. */
  readonly start: Float64Array;
  /** Null where it is not known in closed form. */
  readonly equilibrium: Float64Array | null;
  /** v at each point, the setting's regularizers included. */
  field(points: readonly Float64Array[]): Promise<Float64Array[]>;
  /** u'J for each u, J = Dv at the point. */
  vectorJacobianProducts(point: Float64Array, us: readonly Float64Array[]): Promise<Float64Array[]>;
  /**
   * The Jacobian of one step of the update scheme at the equilibrium, with all memories at their start, and whether that state is a
   * fixed point of the step. Null where the equilibrium is not known, or a step is random.
   */
  stepAtEquilibrium(): Promise<{ readonly jacobian: Float64Array; readonly isFixedPoint: boolean } | null>;
}

/** `parameters`: the run's, as they are measured. */
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
    async estimator() {
      const draws = await dynamics.batchSize();
      return draws === null ? 'exact: no random input' : `a fixed batch of ${draws}`;
    },
    point: joined(parameters).slice(0, size),
    get start() {
      const start = startingState(parts, seed).slice(0, size);
      // Rounded as in training: otherwise the rounding would count as a first step.
      return parts.setting.dtype === 'float32' ? Float64Array.from(Float32Array.from(start)) : start;
    },
    equilibrium,
    field: (points) => dynamics.field({ seed, step }, points),
    vectorJacobianProducts: (point, us) => dynamics.vectorJacobianProducts({ seed, step }, point, us),
    async stepAtEquilibrium() {
      const next = equilibrium && (await dynamics.stepJacobian(step, equilibrium));
      if (!next) return null;
      const { from, to, jacobian } = next;
      return { jacobian, isFixedPoint: to.every((value, i) => value === from[i]) };
    },
  };
}

function joined({ generator, discriminator }: Players<ArrayLike<number>>): Float64Array {
  return Float64Array.from([...Array.from(generator), ...Array.from(discriminator)]);
}
