/**
 * Networks and gradients at given parameters, in float64 whatever dtype they were trained in: what metrics are computed from.
 * Programs are compiled once for a few numbers of rows; the last call is padded to one of them. Decision 004.
 */

import type { Backend, Executable, Program } from '../engine/program.js';
import type { Parts } from '../gan/build.js';
import { NotAvailableError } from '../gan/games/_game.js';
import type { Loss } from '../gan/losses/_loss.js';
import type { Player, Players } from '../gan/players.js';
import type { Choice } from '../gan/setting.js';
import { openResponder, type Responder } from './best-response.js';
import {
  forwardProgram,
  gradientProgram,
  lossProgram,
  riskProgram,
  scoreGradientProgram,
} from './evaluator-programs.js';
import { exactLossProgram, nodesOf } from './exact-loss.js';
import { isNormalized, REFERENCE_ROWS, referenceDraws } from './reference-batch.js';
import { chunks, padded } from './row-chunks.js';
import { type GameDynamics, openDynamics } from './vector-field.js';

export interface EvaluationPoints {
  readonly z: Float64Array;
  readonly real: Float64Array;
  /** The weight of each row. They sum to one; absent: all equal. */
  readonly weights?: Float64Array;
  /** Another loss than the player's own, on the same networks. */
  readonly loss?: { readonly member: Loss; readonly choice: Choice };
  /** Another D, for G's gradient of a loss of single scores. */
  readonly otherScore?: ScoreAtSamples;
}

/** A score at each G(z), as if it were D's. */
export interface ScoreAtSamples {
  readonly value: Float64Array;
  /** Its gradient in x, rows of target.dim. */
  readonly slope: Float64Array;
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
  /** Gradient of D's score in x at each row of x, rows of target.dim. Throws `NotAvailableError` as `forward` does. */
  scoreGradient(parameters: Players<Float64Array>, x: Float64Array): Promise<Float64Array>;
  /** Gradient of the player's loss, without regularizers, in its own flat parameters. Throws where z and real differ in rows. */
  gradient(player: Player, parameters: Players<Float64Array>, points: EvaluationPoints): Promise<Float64Array>;
  /** The terms of D's loss for each score, as that of real data and as that of a fake sample. For losses of single scores only. */
  risk(scores: Float64Array): Promise<{ readonly real: Float64Array; readonly fake: Float64Array }>;
  /** The player's loss, without regularizers, at these scores of data and of G's samples. */
  loss(player: Player, scores: ScoredSamples): Promise<number>;
  /** The player's loss, without regularizers, where expectations are sums and nothing is random; null in a game with batches. */
  exactLoss(player: Player, parameters: Players<Float64Array>): Promise<number | null>;
  /** The game's vector field and its derivatives, regularizers included. */
  readonly dynamics: GameDynamics;
  /** One player trained on alone. */
  readonly responder: Responder;
  dispose(): void;
}

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
  const responder = openResponder(parts, backend);
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
    async scoreGradient(parameters, x) {
      requireSingleScore(parts);
      const { inputs } = parts.networks.discriminator;
      const reference = await referenceFor('discriminator', parameters);
      const out = new Float64Array(x.length);
      for (const { from, to, size } of chunks(x.length / inputs)) {
        const executable = await prepare(`score gradient ${size}`, () => scoreGradientProgram(parts, size));
        const rows = padded(x.subarray(from * inputs, to * inputs), size * inputs);
        const { gradient } = await executable.run({
          parameters: parameters.discriminator,
          x: rows,
          ...(reference && { reference }),
        });
        out.set((gradient as Float64Array).subarray(0, (to - from) * inputs), from * inputs);
      }
      return out;
    },
    async gradient(player, parameters, { z, real, weights, loss, otherScore }) {
      requireSingleScore(parts);
      const { target, latent } = parts;
      const n = z.length / latent.dim;
      if (real.length / target.dim !== n)
        throw new Error(`gradient: ${n} rows of z but ${real.length / target.dim} of real`);
      const chosen = loss ?? parts.loss[player];
      const sum = new Float64Array(parameters[player].length);
      const drawn = isNormalized(parts) ? reference() : null;
      const samples = otherScore && (await evaluator.forward('generator', parameters, z));
      // A relativistic loss compares scores, which must come in one call. Gradients at single rows are asked for in great number.
      const calls = chosen.member.relative || n === 1 ? [{ from: 0, to: n, size: n }] : chunks(n);
      for (const { from, to, size } of calls) {
        const key = `gradient ${player} ${size} ${JSON.stringify(chosen.choice)}${otherScore ? ' of another score' : ''}`;
        const executable = await prepare(key, () =>
          gradientProgram(parts, player, size, { loss: chosen, hasOtherScore: otherScore !== undefined }),
        );
        const share = weights ? weights.subarray(from, to) : new Float64Array(to - from).fill(1 / n);
        const { gradient } = await executable.run({
          generator: parameters.generator,
          discriminator: parameters.discriminator,
          z: padded(z.subarray(from * latent.dim, to * latent.dim), size * latent.dim),
          real: padded(real.subarray(from * target.dim, to * target.dim), size * target.dim),
          weights: padded(share, size),
          ...(otherScore && {
            at: padded(samples!.subarray(from * target.dim, to * target.dim), size * target.dim),
            score: padded(otherScore.value.subarray(from, to), size),
            slope: padded(otherScore.slope.subarray(from * target.dim, to * target.dim), size * target.dim),
          }),
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
    async exactLoss(player, parameters) {
      if (parts.setting.batch !== undefined) return null;
      const executable = await prepare(`exact loss ${player}`, () => exactLossProgram(parts, player));
      return (await executable.run({ ...nodesOf(parts), ...parameters })).loss[0];
    },
    responder,
    dynamics: openDynamics(parts, (key, make) => prepare(`dynamics ${key}`, make)),
    dispose() {
      for (const executable of compiled.values()) executable.then((it) => it.dispose()).catch(() => undefined); // a graph that failed to compile has nothing to free
      compiled.clear();
      responder.dispose();
    },
  };
  return evaluator;
}

function requireSingleScore({ game: { noSingleScore } }: Parts): void {
  if (noSingleScore) throw new NotAvailableError(noSingleScore);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
