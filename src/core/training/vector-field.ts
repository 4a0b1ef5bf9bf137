/**
 * The game's vector field v = (-grad L_G, -grad L_D), regularizers included, and its derivatives, in float64: the direction of
 * simultaneous gradient descent. Vectors are flat, the generator's part first. Decision 051. arXiv:1705.10461.
 */

import type { Arrays, Executable, Program, Shape, Tensors } from '../engine/program.js';
import { grad, type Tensor3D, tf } from '../engine/tf.js';
import type { Parts } from '../gan/build.js';
import { parameterCount } from '../gan/networks/_network.js';
import type { Player, Players } from '../gan/players.js';
import { maximum } from '../math/long-lists.js';
import { type Stream, stream } from '../math/random/random.js';
import { type BatchSource, batchSources } from './batches.js';
import { playerOperations } from './player-operations.js';
import { scalarsOf } from './scalars.js';
import { startingState } from './state-layout.js';
import { stepProgram } from './step-program.js';

const BATCH_SIZE = 512; // rows that v is a mean over, where data or noise are random

/** Identifies the field of one run: the seed chooses its fixed batch, the step its scheduled scalars. */
export interface GameRun {
  readonly seed: number;
  readonly step: number;
}

export interface GameDynamics {
  /** Number of parameters of each player; 0 for a discriminator that is always at its optimum. */
  readonly sizes: Players<number>;
  /** How many random rows v is a mean over; null: v is exact. */
  batchSize(): Promise<number | null>;
  /** v at each point. */
  field(run: GameRun, points: readonly Float64Array[]): Promise<Float64Array[]>;
  /** u'J for each u, with J = Dv at the point: a row of J where u is a unit vector. */
  vectorJacobianProducts(run: GameRun, point: Float64Array, us: readonly Float64Array[]): Promise<Float64Array[]>;
  /** One step of the update scheme from the point, with all memories at their start, and its Jacobian. Null: a step is random. */
  stepJacobian(step: number, point: Float64Array): Promise<StepJacobian | null>;
}

/** A step between packed states: parameters and memories, without averages of parameters, on which no step depends. */
export interface StepJacobian {
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Derivative of `to` in `from`, row-major. */
  readonly jacobian: Float64Array;
}

// Points or directions a call: a fixed number, so that one program serves all.
const POINTS_PER_CALL = 8;
const POINTS_PER_CALL_WITHOUT_BATCH = 64;

type Prepare = (key: string, make: () => Program) => Promise<Executable>;

/** `prepare` compiles a program, or returns the one compiled under the same key. */
export function openDynamics(parts: Parts, prepare: Prepare): GameDynamics {
  const sizes = sizesOf(parts);
  const size = sizes.generator + sizes.discriminator;
  const sources = fixedBatch(parts);
  const width = sources.length > 0 ? POINTS_PER_CALL : POINTS_PER_CALL_WITHOUT_BATCH;
  const scalars = scalarsOf(parts);
  const optimal = new Float64Array(parameterCount(parts.game.players.discriminator));
  if (parts.game.optimalDiscriminator) parts.game.players.discriminator.initialize(optimal, NO_STREAM);

  /** The inputs that are the same for all points of a call. */
  const shared = ({ seed, step }: GameRun): Arrays => {
    const batch = sources.map((source): [string, Float64Array] => {
      const one = new Float64Array(source.rows * source.columns);
      source.sample(one, stream({ seed, purpose: `measure/dynamics/${source.name}`, step: 0 }));
      return [`batch/${source.name}`, repeated(one, width)];
    });
    const known = { scalars: Float64Array.from(scalars.at(step)), optimal };
    return { ...Object.fromEntries(batch), ...mapValues(known, (values) => repeated(values, width)) };
  };
  const inBlocks = async (
    rows: readonly Float64Array[],
    run: (block: Float64Array) => Promise<Float64Array>,
  ): Promise<Float64Array[]> => {
    const found: Float64Array[] = [];
    for (let from = 0; from < rows.length; from += width) {
      const block = new Float64Array(width * size);
      for (let i = 0; i < width; i++) block.set(rows[Math.min(from + i, rows.length - 1)], i * size);
      const out = await run(block);
      for (let i = from; i < Math.min(from + width, rows.length); i++)
        found.push(out.slice((i - from) * size, (i - from + 1) * size));
    }
    return found;
  };
  const program = (name: string, of: (v: () => Tensor3D, at: Tensor3D, u: Tensor3D) => Tensor3D): Program => ({
    name: `${name} of the game ${parts.setting.game.name}`,
    inputs: {
      at: [width, 1, size],
      u: [width, 1, size],
      scalars: [width, 1, scalars.values.length],
      optimal: [width, 1, optimal.length],
      ...Object.fromEntries(
        sources.map(({ name, rows, columns }): [string, Shape] => [`batch/${name}`, [width, rows, columns]]),
      ),
    },
    body: (given) => {
      const at = given.at as Tensor3D;
      return { out: of(() => fieldAt(at, given), at, given.u as Tensor3D) };
    },
  });
  const fieldAt = (at: Tensor3D, given: Tensors): Tensor3D => {
    const operations = playerOperations(parts, scalars.bind(given.scalars));
    const drawn = Object.fromEntries(sources.map(({ name }) => [name, given[`batch/${name}`]]));
    const batch = { real: drawn.real, latent: drawn.latent, drawn };
    if (parts.game.optimalDiscriminator)
      return tf.neg(operations.gradient('generator', { generator: at, discriminator: given.optimal }, batch));
    const [generator, discriminator] = tf.split(at, [sizes.generator, sizes.discriminator], 2) as Tensor3D[];
    const slope = (player: Player) => operations.gradient(player, { generator, discriminator }, batch);
    return tf.neg(tf.concat([slope('generator'), slope('discriminator')], 2)) as Tensor3D;
  };
  const fieldReady = () => prepare('field', () => program('the field', (v) => v()));

  return {
    sizes,
    // A random input may be unused: the slope of a linear function is the same everywhere.
    async batchSize() {
      const { usedInputs } = await fieldReady();
      const drawn = sources.filter(({ name, random }) => random && usedInputs.has(`batch/${name}`));
      return drawn.length > 0 ? maximum(drawn.map(({ rows }) => rows)) : null;
    },
    async field(run, points) {
      const executable = await fieldReady();
      const given = shared(run);
      return inBlocks(points, async (at) => (await executable.run({ ...given, at, u: at })).out as Float64Array);
    },
    async vectorJacobianProducts(run, point, us) {
      const executable = await prepare('rows', () =>
        program("the field's derivative", (v, at, u) => grad(() => tf.mul(v(), u), [at])[0]),
      );
      const given = { ...shared(run), at: repeated(point, width) };
      return inBlocks(us, async (u) => (await executable.run({ ...given, u })).out as Float64Array);
    },
    stepJacobian: (step, point) => stepJacobianAt(parts, prepare, { step, point }),
  };
}

function sizesOf({ game: { players, optimalDiscriminator } }: Parts): Players<number> {
  return {
    generator: parameterCount(players.generator),
    discriminator: optimalDiscriminator ? 0 : parameterCount(players.discriminator),
  };
}

interface FixedBatchSource extends BatchSource {
  readonly rows: number;
  /** Whether it is random; otherwise it gives the same nodes of a sum every time. */
  readonly random: boolean;
}

/**
 * BATCH_SIZE rows where the setting has a batch. Where data are the nodes of a sum, as many rows as nodes; where only a regularizer
 * is random, at least BATCH_SIZE rows.
 */
function fixedBatch(parts: Parts): readonly FixedBatchSource[] {
  const { game, setting } = parts;
  const drawn = setting.batch !== undefined;
  return batchSources(parts).map((source) => ({
    ...source,
    rows: drawn ? BATCH_SIZE : game.draws ? game.rows : Math.max(BATCH_SIZE, game.rows),
    random: drawn || !(source.name in (game.draws ?? {})),
  }));
}

/** Runs as many copies as the state has numbers, each of which differentiates another number of the next state. */
async function stepJacobianAt(
  parts: Parts,
  prepare: Prepare,
  { step, point }: { readonly step: number; readonly point: Float64Array },
): Promise<StepJacobian | null> {
  const plain: Parts = Object.create(parts, { averaging: { value: null } });
  const state = startingState(plain, 0);
  state.set(point);
  const { length } = state;
  const program = stepProgram(plain, length);
  const executable = await prepare('step', () => ({
    name: `the derivative of ${program.name}`,
    inputs: { ...program.inputs, u: [length, 1, length] as const },
    body(given) {
      const next = () => program.body(given).state;
      const [jacobian] = grad(() => tf.mul(next(), given.u), [given.state]);
      return { jacobian, next: next() };
    },
  }));
  const nodes = fixedBatch(parts);
  const batch: Record<string, Float64Array> = {};
  for (const input of [...executable.usedInputs].filter((name) => name.includes('/'))) {
    const source = nodes.find(({ name }) => input.startsWith(`${name}/`))!;
    if (source.random) return null;
    const one = new Float64Array(source.rows * source.columns);
    source.sample(one, NO_STREAM);
    batch[input] = repeated(one, length);
  }
  const u = Float64Array.from({ length: length * length }, (_, i) => (i % (length + 1) === 0 ? 1 : 0));
  const scalars = repeated(Float64Array.from(program.scalars.at(step)), length);
  const { jacobian, next } = await executable.run({ ...batch, state: repeated(state, length), scalars, u });
  // A discriminator that is always at its optimum has no step of its own.
  const moves = program.layout.blocks.flatMap(({ player, size }) =>
    new Array<boolean>(size).fill(!(parts.game.optimalDiscriminator && player === 'discriminator')),
  );
  return {
    from: state.filter((_, i) => moves[i]),
    to: (next as Float64Array).slice(0, length).filter((_, i) => moves[i]),
    jacobian: (jacobian as Float64Array).filter((_, i) => moves[Math.floor(i / length)] && moves[i % length]),
  };
}

/** For sources that are not random. */
const NO_STREAM = new Proxy({} as Stream, {
  get() {
    throw new Error('a game that is not random used random numbers');
  },
});

function mapValues<T, U>(of: Readonly<Record<string, T>>, by: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, by(value)]));
}

function repeated(values: Float64Array, times: number): Float64Array {
  const out = new Float64Array(values.length * times);
  for (let i = 0; i < times; i++) out.set(values, i * values.length);
  return out;
}
