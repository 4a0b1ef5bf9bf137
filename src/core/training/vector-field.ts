/**
 * The game's vector field v = (-grad L_G, -grad L_D), regularizers included, and its derivatives, in float64: what both players
 * would do if they moved at once and by gradient descent. Vectors are flat, the generator's part first.
 */

import { grad } from '../engine/gradients.js';
import type { Arrays, Executable, Program, Shape, Tensors } from '../engine/program.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import type { Parts } from '../gan/build.js';
import { parameterCount } from '../gan/networks/_network.js';
import type { Player, Players } from '../gan/players.js';
import { type Stream, stream } from '../math/random/random.js';
import { type Source, sourcesOf } from './batches.js';
import { layoutOf, startingState } from './layout.js';
import { playerOperations } from './player-operations.js';
import { scalarsOf } from './scalars.js';
import { turnProgram } from './trainer.js';

/** Samples that v is a mean over, where data or noise are random. */
const BATCH = 512;

/** The game of one run, with its fixed batch, and as it is in the turn that starts at a step. */
export interface RunOfGame {
  readonly seed: number;
  readonly step: number;
}

export interface Dynamics {
  /** How many parameters each player moves: none for a D that follows G, and is at its optimum wherever G is. */
  readonly sizes: Players<number>;
  /** How many draws v is a mean over; null: it is exact. */
  draws(): Promise<number | null>;
  /** v at each point. */
  field(run: RunOfGame, points: readonly Float64Array[]): Promise<Float64Array[]>;
  /** u'J for each u, with J = Dv at the point: rows of J where u is a unit vector. */
  rows(run: RunOfGame, point: Float64Array, us: readonly Float64Array[]): Promise<Float64Array[]>;
  /** A whole turn from the point, all memories as at the start. Null: a turn is random. */
  turn(step: number, point: Float64Array): Promise<Turn | null>;
}

/** States are packed: parameters, and what optimizers and scheme remember; averages of parameters, which nothing depends on, are left out. */
export interface Turn {
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Of `to` in `from`, row-major. */
  readonly jacobian: Float64Array;
}

// Points or directions a call: a fixed number, so that one program serves all; more of a game that has no batch.
const WIDTH = 8;
const WIDE = 64;

type Prepare = (key: string, make: () => Program) => Promise<Executable>;

export function openDynamics(parts: Parts, prepare: Prepare): Dynamics {
  const sizes = sizesOf(parts);
  const size = sizes.generator + sizes.discriminator;
  const sources = batchOf(parts);
  const width = sources.length > 0 ? WIDTH : WIDE;
  const numbers = scalarsOf(parts);
  const optimal = new Float64Array(parameterCount(parts.game.players.discriminator));
  if (parts.game.follows) parts.game.players.discriminator.initialize(optimal, NO_STREAM);

  /** Every run of a call has the same batch and numbers. */
  const shared = ({ seed, step }: RunOfGame): Arrays => {
    const batch = sources.map((source): [string, Float64Array] => {
      const one = new Float64Array(source.rows * source.columns);
      source.sample(one, stream({ seed, purpose: `measure/dynamics/${source.name}`, step: 0 }));
      return [`batch/${source.name}`, repeated(one, width)];
    });
    const known = { numbers: Float64Array.from(numbers.at(step)), optimal };
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
    name: `${name} of the game in the game ${parts.setting.game.name}`,
    inputs: {
      at: [width, 1, size],
      u: [width, 1, size],
      numbers: [width, 1, numbers.values.length],
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
    const operations = playerOperations(parts, numbers.open(given.numbers));
    const drawn = Object.fromEntries(sources.map(({ name }) => [name, given[`batch/${name}`]]));
    const batch = { real: drawn.real, latent: drawn.latent, drawn };
    if (parts.game.follows)
      return tf.neg(operations.gradient('generator', { generator: at, discriminator: given.optimal }, batch));
    const [generator, discriminator] = tf.split(at, [sizes.generator, sizes.discriminator], 2) as Tensor3D[];
    const slope = (player: Player) => operations.gradient(player, { generator, discriminator }, batch);
    return tf.neg(tf.concat([slope('generator'), slope('discriminator')], 2)) as Tensor3D;
  };
  const fieldReady = () => prepare('field', () => program('the field', (v) => v()));

  return {
    sizes,
    // What is drawn need not matter: the slope of a straight line is the same everywhere.
    async draws() {
      const { usedInputs } = await fieldReady();
      const drawn = sources.filter(({ name, random }) => random && usedInputs.has(`batch/${name}`));
      return drawn.length > 0 ? Math.max(...drawn.map(({ rows }) => rows)) : null;
    },
    async field(run, points) {
      const executable = await fieldReady();
      const given = shared(run);
      return inBlocks(points, async (at) => (await executable.run({ ...given, at, u: at })).out as Float64Array);
    },
    async rows(run, point, us) {
      const executable = await prepare('rows', () =>
        program("the field's derivative", (v, at, u) => grad(() => tf.mul(v(), u), [at])[0]),
      );
      const given = { ...shared(run), at: repeated(point, width) };
      return inBlocks(us, async (u) => (await executable.run({ ...given, u })).out as Float64Array);
    },
    turn: (step, point) => turnAt(parts, prepare, { step, point }),
  };
}

function sizesOf({ game: { players, follows } }: Parts): Players<number> {
  return {
    generator: parameterCount(players.generator),
    discriminator: follows ? 0 : parameterCount(players.discriminator),
  };
}

interface BatchSource extends Source {
  readonly rows: number;
  /** Whether it draws; else it gives the nodes of a sum, every time. */
  readonly random: boolean;
}

/**
 * A batch of `BATCH` samples where the setting has a batch. Where data are the nodes of a sum, as many rows as there are
 * nodes; where a regularizer alone draws, at least a batch of draws.
 */
function batchOf(parts: Parts): readonly BatchSource[] {
  const { game, setting } = parts;
  const drawn = setting.batch !== undefined;
  return sourcesOf(parts).map((source) => ({
    ...source,
    rows: drawn ? BATCH : game.draws ? game.rows : Math.max(BATCH, game.rows),
    random: drawn || !(source.name in (game.draws ?? {})),
  }));
}

/** As many runs as the state has numbers, each differentiating another number of the next state. */
async function turnAt(
  parts: Parts,
  prepare: Prepare,
  { step, point }: { readonly step: number; readonly point: Float64Array },
): Promise<Turn | null> {
  const plain: Parts = Object.create(parts, { averaging: { value: null } });
  const state = startingState(plain, 0);
  state.set(point);
  const { length } = state;
  const program = turnProgram(plain, length);
  const executable = await prepare('turn', () => ({
    name: `the derivative of ${program.name}`,
    inputs: { ...program.inputs, u: [length, 1, length] },
    body(given) {
      const next = () => program.body(given).state;
      const [jacobian] = grad(() => tf.mul(next(), given.u), [given.state]);
      return { jacobian, next: next() };
    },
  }));
  const nodes = batchOf(parts);
  const batch: Record<string, Float64Array> = {};
  for (const input of [...executable.usedInputs].filter((name) => name.includes('/'))) {
    const source = nodes.find(({ name }) => input.startsWith(`${name}/`))!;
    if (source.random) return null;
    const one = new Float64Array(source.rows * source.columns);
    source.sample(one, NO_STREAM);
    batch[input] = repeated(one, length);
  }
  const u = Float64Array.from({ length: length * length }, (_, i) => (i % (length + 1) === 0 ? 1 : 0));
  const numbers = repeated(Float64Array.from(scalarsOf(plain).at(step)), length);
  const { jacobian, next } = await executable.run({ ...batch, state: repeated(state, length), numbers, u });
  // A D that follows does not move by itself.
  const moves = layoutOf(plain).pieces.flatMap(({ player, size }) =>
    new Array<boolean>(size).fill(!(parts.game.follows && player === 'discriminator')),
  );
  return {
    from: state.filter((_, i) => moves[i]),
    to: (next as Float64Array).slice(0, length).filter((_, i) => moves[i]),
    jacobian: (jacobian as Float64Array).filter((_, i) => moves[Math.floor(i / length)] && moves[i % length]),
  };
}

/** For what is said not to draw. */
const NO_STREAM = new Proxy({} as Stream, {
  get() {
    throw new Error('a game that is not random drew random numbers');
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
