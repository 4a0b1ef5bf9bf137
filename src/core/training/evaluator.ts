/**
 * Networks and gradients at given parameters, in float64 whatever dtype they were trained in: what metrics are computed from.
 * Programs are compiled once for a few numbers of rows; the last call is padded to one of them.
 */

import type { Backend, Executable, Program } from '../engine/program.js';
import { grad, type Tensor3D, tf } from '../engine/tf.js';
import type { Chosen, Parts } from '../gan/build.js';
import { fixedOptions } from '../gan/games/_fixed-options.js';
import { NotAvailableError } from '../gan/games/_game.js';
import type { Loss } from '../gan/losses/_loss.js';
import { parameterCount } from '../gan/networks/_network.js';
import type { Player, Players } from '../gan/players.js';
import type { Choice } from '../gan/setting.js';
import { stream } from '../math/random/random.js';
import { pack, playerLoss, unpack } from './player-operations.js';
import { type GameDynamics, openDynamics } from './vector-field.js';

export interface EvaluationPoints {
  readonly z: Float64Array;
  readonly real: Float64Array;
  /** The weight of each row. They sum to one; absent: all equal. */
  readonly weights?: Float64Array;
  /** Another loss than the player's own, on the same networks. */
  readonly loss?: { readonly member: Loss; readonly choice: Choice };
}

/** D's scores of equally many rows of data and of G's samples. `weights`: of the rows of each, summing to one; absent: all equal. */
export interface ScoredSamples {
  readonly real: Float64Array;
  readonly fake: Float64Array;
  readonly weights?: { readonly real: Float64Array; readonly fake: Float64Array };
}

export interface Evaluator {
  /**
   * The generator's output, at rows of latent.dim, or the discriminator's score, at rows of target.dim. Throws `NotAvailableError`
   * where D has no score of a single sample.
   */
  forward(player: Player, parameters: Players<Float64Array>, rows: Float64Array): Promise<Float64Array>;
  /** Gradient of the player's loss, without regularizers, in its own flat parameters. Throws where z and real differ in rows. */
  gradient(player: Player, parameters: Players<Float64Array>, points: EvaluationPoints): Promise<Float64Array>;
  /** The terms of D's loss for each score, as that of real data and as that of a fake sample. For losses of single scores only. */
  risk(scores: Float64Array): Promise<{ readonly real: Float64Array; readonly fake: Float64Array }>;
  /** The player's loss, without regularizers, at these scores of data and of G's samples. */
  loss(player: Player, scores: ScoredSamples): Promise<number>;
  /** The game's vector field and its derivatives, regularizers included. */
  readonly dynamics: GameDynamics;
  dispose(): void;
}

// Few sizes, so that few programs are compiled; the largest keeps the working set in the cache.
const ROWS_PER_CALL = [2048, 512, 64];
// Batch norm is evaluated together with a fixed reference batch of so many rows: its means have a standard error of 1 / sqrt(512),
// 4 % of a deviation. Decision 050.
const REFERENCE_ROWS = 512;

/** An evaluator of the setting's networks. Programs are compiled on first use, and released by `dispose`. */
export function openEvaluator(parts: Parts, backend: Backend): Evaluator {
  const compiled = new Map<string, Promise<Executable>>();
  const prepare = (key: string, make: () => Program) => {
    let executable = compiled.get(key);
    if (!executable) {
      executable = backend.prepare(make(), { elementType: 'float64' });
      compiled.set(key, executable);
    }
    return executable;
  };
  const reference = once(() => referenceDraws(parts));
  /** The reference batch of a player with batch norm; null for other players. */
  const referenceFor = async (player: Player, parameters: Players<Float64Array>): Promise<Float64Array | null> => {
    if (parts.networks[player].batchwise !== 'normalized') return null;
    const { z, real } = reference();
    if (player === 'generator') return z;
    const fake = await evaluator.forward(
      'generator',
      parameters,
      z.subarray(0, (REFERENCE_ROWS / 2) * parts.latent.dim),
    );
    return Float64Array.from([...real, ...fake]);
  };
  const evaluator: Evaluator = {
    async forward(player, parameters, rows) {
      if (player === 'discriminator') requireSingleScore(parts);
      const { inputs, outputs } = parts.networks[player];
      const reference = await referenceFor(player, parameters);
      const out = new Float64Array((rows.length / inputs) * outputs);
      for (const { from, to, size } of chunks(rows.length / inputs)) {
        const executable = await prepare(`forward ${player} ${size}`, () => forwardProgram(parts, player, size));
        const x = padded(rows.subarray(from * inputs, to * inputs), size * inputs);
        const { y } = await executable.run({ parameters: parameters[player], x, ...(reference && { reference }) });
        out.set((y as Float64Array).subarray(0, (to - from) * outputs), from * outputs);
      }
      return out;
    },
    async gradient(player, parameters, { z, real, weights, loss }) {
      requireSingleScore(parts);
      const { target, latent } = parts;
      const n = z.length / latent.dim;
      if (real.length / target.dim !== n)
        throw new Error(`gradient: ${n} rows of z but ${real.length / target.dim} of real`);
      const chosen = loss ?? parts.loss[player];
      const sum = new Float64Array(parameters[player].length);
      const drawn = isNormalized(parts) ? reference() : null;
      // A relativistic loss compares scores, which must come in one call. Gradients at single rows are asked for in great number.
      const calls = chosen.member.relative || n === 1 ? [{ from: 0, to: n, size: n }] : chunks(n);
      for (const { from, to, size } of calls) {
        const key = `gradient ${player} ${size} ${JSON.stringify(chosen.choice)}`;
        const executable = await prepare(key, () => gradientProgram(parts, player, size, chosen));
        const share = weights ? weights.subarray(from, to) : new Float64Array(to - from).fill(1 / n);
        const { gradient } = await executable.run({
          generator: parameters.generator,
          discriminator: parameters.discriminator,
          z: padded(z.subarray(from * latent.dim, to * latent.dim), size * latent.dim),
          real: padded(real.subarray(from * target.dim, to * target.dim), size * target.dim),
          weights: padded(share, size),
          ...(drawn && { zReference: drawn.z, realReference: drawn.real }),
        });
        (gradient as Float64Array).forEach((value, i) => {
          sum[i] += value;
        });
      }
      return sum;
    },
    async risk(scores) {
      const out = { real: new Float64Array(scores.length), fake: new Float64Array(scores.length) };
      for (const { from, to, size } of chunks(scores.length)) {
        const executable = await prepare(`risk ${size}`, () => riskProgram(parts.loss.discriminator, size));
        const { real, fake } = await executable.run({ scores: padded(scores.subarray(from, to), size) });
        out.real.set((real as Float64Array).subarray(0, to - from), from);
        out.fake.set((fake as Float64Array).subarray(0, to - from), from);
      }
      return out;
    },
    async loss(player, { real, fake, weights }) {
      const n = real.length;
      if (fake.length !== n) throw new Error(`loss: ${n} scores of data but ${fake.length} of G's samples`);
      const executable = await prepare(`loss ${player} ${n}`, () => lossProgram(player, parts.loss[player], n));
      const even = new Float64Array(n).fill(1 / n);
      const { real: realWeights, fake: fakeWeights } = weights ?? { real: even, fake: even };
      return (await executable.run({ real, fake, realWeights, fakeWeights })).loss[0];
    },
    dynamics: openDynamics(parts, (key, make) => prepare(`dynamics ${key}`, make)),
    dispose() {
      for (const executable of compiled.values()) executable.then((it) => it.dispose());
      compiled.clear();
    },
  };
  return evaluator;
}

function requireSingleScore({ game: { noSingleScore } }: Parts): void {
  if (noSingleScore) throw new NotAvailableError(noSingleScore);
}

function isNormalized({ networks: { generator, discriminator } }: Parts): boolean {
  return generator.batchwise === 'normalized' || discriminator.batchwise === 'normalized';
}

/** The reference batch: noise for G; for D half as many rows of data, to which as many samples of G are added. The same in every run. */
function referenceDraws({ latent, target }: Parts): { readonly z: Float64Array; readonly real: Float64Array } {
  const z = new Float64Array(REFERENCE_ROWS * latent.dim);
  latent.sample(z, stream({ seed: 0, purpose: 'reference/latent', step: 0 }));
  const real = new Float64Array((REFERENCE_ROWS / 2) * target.dim);
  target.sample(real, stream({ seed: 0, purpose: 'reference/real', step: 0 }));
  return { z, real };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function forwardProgram(parts: Parts, player: Player, rows: number): Program {
  const network = parts.networks[player];
  return {
    name: `the ${player}, forward`,
    inputs: {
      parameters: [1, 1, parameterCount(network)],
      x: [1, rows, network.inputs],
      ...(network.batchwise === 'normalized' && { reference: [1, REFERENCE_ROWS, network.inputs] as const }),
    },
    body: ({ parameters, x, reference }) => ({
      y: network.forward(unpack(network, parameters as Tensor3D), x as Tensor3D, reference && { reference }),
    }),
  };
}

function gradientProgram(
  parts: Parts,
  player: Player,
  rows: number,
  loss: { readonly member: Loss; readonly choice: Choice },
): Program {
  const { networks, latent, target } = parts;
  return {
    name: `the ${player}'s gradient of ${loss.member.name}`,
    inputs: {
      generator: [1, 1, parameterCount(networks.generator)],
      discriminator: [1, 1, parameterCount(networks.discriminator)],
      z: [1, rows, latent.dim],
      real: [1, rows, target.dim],
      weights: [1, 1, rows],
      ...(isNormalized(parts) && {
        zReference: [1, REFERENCE_ROWS, latent.dim] as const,
        realReference: [1, REFERENCE_ROWS / 2, target.dim] as const,
      }),
    },
    body(given) {
      const generator = unpack(networks.generator, given.generator as Tensor3D);
      const discriminator = unpack(networks.discriminator, given.discriminator as Tensor3D);
      const { zReference, realReference } = given;
      const generate = (z: Tensor3D) =>
        networks.generator.forward(generator, z, zReference && { reference: zReference });
      const fakeReference = (): Tensor3D => generate(tf.slice(zReference, [0, 0, 0], [-1, REFERENCE_ROWS / 2, -1]));
      const scoreReference = () =>
        realReference && { reference: tf.concat([realReference, fakeReference()], 1) as Tensor3D };
      const lossOf = () =>
        playerLoss(
          player,
          loss,
          fixedOptions,
          {
            score: (x) => networks.discriminator.forward(discriminator, x, scoreReference()),
            real: given.real as Tensor3D,
            fake: generate(given.z as Tensor3D),
          },
          (perSample) => tf.matMul(given.weights as Tensor3D, perSample) as Tensor3D,
        );
      return { gradient: pack(grad(lossOf, player === 'generator' ? generator : discriminator) as Tensor3D[]) };
    },
  };
}

/** All scores in one call: a relativistic loss takes means over them. */
function lossProgram(player: Player, loss: Chosen<Loss>, rows: number): Program {
  return {
    name: `the ${player}'s loss ${loss.member.name}`,
    inputs: { real: [1, rows, 1], fake: [1, rows, 1], realWeights: [1, 1, rows], fakeWeights: [1, 1, rows] },
    body: ({ real, fake, realWeights, fakeWeights }) => ({
      loss: playerLoss(
        player,
        loss,
        fixedOptions,
        { score: (x) => x, real: real as Tensor3D, fake: fake as Tensor3D },
        (perSample, of) => tf.matMul((of === 'real' ? realWeights : fakeWeights) as Tensor3D, perSample) as Tensor3D,
      ),
    }),
  };
}

function riskProgram({ member, choice }: Parts['loss'][Player], rows: number): Program {
  return {
    name: `the terms of ${member.name}`,
    inputs: { scores: [1, rows, 1] },
    body: ({ scores }) => ({
      real: member.real(scores as Tensor3D, fixedOptions(choice)),
      fake: member.fake(scores as Tensor3D, fixedOptions(choice)),
    }),
  };
}

function* chunks(rows: number): Generator<{ from: number; to: number; size: number }> {
  let from = 0;
  while (from < rows) {
    const left = rows - from;
    const size = ROWS_PER_CALL.find((candidate) => candidate <= left) ?? (ROWS_PER_CALL.at(-1) as number);
    yield { from, to: Math.min(from + size, rows), size };
    from += size;
  }
}

function padded(values: Float64Array, length: number): Float64Array {
  if (values.length === length) return values;
  const out = new Float64Array(length);
  out.set(values);
  return out;
}
