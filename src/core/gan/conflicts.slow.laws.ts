/** A large random sample of combinations: a step compiled and eager, and both gradients by finite differences. */
import { beforeAll, describe, expect, it } from 'vitest';
import { distance } from '../../../test/support/programs.js';
import { allMembers, membersIn, settings } from '../../../test/support/sample.js';
import { conflictChecker } from '../../experiment/resolve/conflict-checker.js';
import { openBackend } from '../engine/backends/backends.js';
import type { Arrays, Backend, Program, Shape, Tensors } from '../engine/program.js';
import { type Tensor3D, tf } from '../engine/tf.js';
import { stream } from '../math/random/random.js';
import { batchFrom, batchSources } from '../training/batches.js';
import { playerOperations } from '../training/player-operations.js';
import { scalarsOf } from '../training/scalars.js';
import { startingState, stateLayout } from '../training/state-layout.js';
import { stepProgram } from '../training/step-program.js';
import { build, type Parts } from './build.js';
import { families } from './families.js';
import type { Player } from './players.js';
import type { Setting } from './setting.js';

const SEED = 1;
const WANTED = 200;
const PLAYERS = ['generator', 'discriminator'] as const;
const H = 1e-5;
// The state itself, and one player's parameters moved a little there and back.
const [UP, DOWN, RUNS] = [1, 2, 3];
const RANGE = 1e3; // beyond it float32 says nothing: steps this long have left every function's range behind

/** A step, with a player's loss and gradient before it. */
function programOf(parts: Parts, player: Player): Program {
  const turn = stepProgram(parts, RUNS);
  const { blocks: pieces } = stateLayout(parts);
  const sources = batchSources(parts);
  const first = parts.scheme.member.draws(parts.scheme.choice)[0]!;
  return {
    ...turn,
    body(given: Tensors) {
      const split = tf.split(
        given.state!,
        pieces.map(({ size }) => size),
        2,
      ) as Tensor3D[];
      const own = (player: Player) =>
        split[pieces.findIndex((piece) => piece.memory === null && piece.player === player)]!;
      const at = { generator: own('generator'), discriminator: own('discriminator') };
      const operations = playerOperations(parts, scalarsOf(parts).bind(given.scalars!));
      const batch = batchFrom(sources, given, first);
      return {
        ...turn.body(given),
        [`loss/${player}`]: operations.loss(player, at, batch),
        [`gradient/${player}`]: operations.gradient(player, at, batch),
      };
    },
  };
}

/** Parameters off their start, memories as if many steps had been made: where they are 0, Adam divides noise by noise. */
function inputsOf(
  parts: Parts,
  inputs: Readonly<Record<string, Shape>>,
  { player: mover, direction }: { readonly player: Player; readonly direction: Float64Array },
): Arrays {
  const { blocks: pieces, length } = stateLayout(parts);
  const random = stream({ seed: SEED, purpose: 'a state', step: 0 });
  const state = startingState(parts, SEED);
  const states = Float64Array.from({ length: RUNS * length }, (_, i) => state[i % length]!);
  let from = 0;
  for (const { player, memory, size } of pieces) {
    for (let i = from; i < from + size; i += 1) {
      const x = random.normal();
      const moved = memory === null ? state[i]! + 0.3 * x : 0.2 + x * x;
      for (let run = 0; run < RUNS; run += 1) states[run * length + i] = moved;
      if (memory !== null || player !== mover) continue;
      states[UP * length + i]! += H * direction[i - from]!;
      states[DOWN * length + i]! -= H * direction[i - from]!;
    }
    from += size;
  }
  const scalars = scalarsOf(parts).at(1);
  const arrays: Record<string, Float64Array> = {
    state: states,
    scalars: Float64Array.from({ length: RUNS * scalars.length }, (_, i) => scalars[i % scalars.length]!),
  };
  for (const [name, [, rows, columns]] of Object.entries(inputs)) {
    if (!name.includes('/')) continue;
    const drawn = new Float64Array(rows * columns);
    batchSources(parts)
      .find((source) => name.startsWith(`${source.name}/`))!
      .sample(drawn, stream({ seed: SEED, purpose: name, step: 0 }));
    arrays[name] = Float64Array.from({ length: RUNS * drawn.length }, (_, i) => drawn[i % drawn.length]!);
  }
  return arrays;
}

function directionOf(parts: Parts, player: Player): Float64Array {
  const random = stream({ seed: SEED, purpose: 'a direction', step: 0 });
  const { size } = stateLayout(parts).blocks.find((piece) => piece.memory === null && piece.player === player)!;
  return Float64Array.from({ length: size }, () => random.normal() / Math.sqrt(size));
}

const only = (used: ReadonlySet<string>, arrays: Arrays): Arrays =>
  Object.fromEntries(Object.entries(arrays).filter(([name]) => used.has(name)));

/** The first run's, in floats. */
const alone = (arrays: Arrays): Arrays =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => [name, Float32Array.from(array.subarray(0, array.length / RUNS))]),
  );

const text = (setting: Setting) => JSON.stringify(setting);

/** The largest difference between a step compiled in doubles and the same eager in floats; null if it overflows. */
async function apart(parts: Parts, found: Arrays, inputs: Arrays, eager: Backend): Promise<number | null> {
  if (!found.state!.every((value) => Math.abs(value) < RANGE)) return null;
  const oracle = await eager.prepare(stepProgram(parts, 1), { elementType: 'float32' });
  const expected = await oracle.run(alone(inputs));
  oracle.dispose();
  return distance(Array.from(found.state!.subarray(0, expected.state!.length)), Array.from(expected.state!));
}

/** How far the player's gradient along its direction is from the difference of its losses. */
function slopeError(found: Arrays, player: Player, direction: Float64Array): number {
  const [up, down] = [UP, DOWN].map((run) => found[`loss/${player}`]![run]!);
  const slope = direction.reduce((sum, x, i) => sum + x * found[`gradient/${player}`]![i]!, 0);
  return distance([slope], [(up! - down!) / (2 * H)]);
}

describe('a random sample of combinations', () => {
  let onnx: Backend;
  let eager: Backend;
  beforeAll(async () => {
    onnx = await openBackend('onnx');
    eager = await openBackend('tfjs');
  });

  it('trains the same compiled and eager, by gradients that equal finite differences; others are refused with a reason', async () => {
    const conflictsOf = conflictChecker(families);
    const seen = new Set<string>();
    const refused = new Map<string, number>();
    let [valid, beyond, neural] = [0, 0, 0];
    for (const setting of settings(SEED)) {
      const why = refusalOf(setting);
      const reasons = conflictsOf(setting).map(({ reason }) => reason);
      if (why !== null) {
        expect(
          reasons.some((one) => why.includes(one)),
          `${why} | ${text(setting)}`,
        ).toBe(true);
        refused.set(why, (refused.get(why) ?? 0) + 1);
        continue;
      }
      expect(reasons, text(setting)).toEqual([]);
      if (takesLong(setting)) continue;
      const parts = build(setting);
      const player = PLAYERS[valid % 2]!;
      const direction = directionOf(parts, player);
      const program = programOf(parts, player);
      const inputs = inputsOf(parts, program.inputs, { player, direction });
      const compiled = await onnx.prepare(program, { elementType: 'float64' });
      const found = await compiled.run(only(compiled.usedInputs, inputs));
      compiled.dispose();
      const difference = await apart(parts, found, inputs, eager);
      if (difference === null) {
        beyond += 1;
        continue;
      }
      expect(difference, text(setting)).toBeLessThan(1e-3);
      // A D that follows G is constant in G's gradient, and has none itself.
      if (!parts.game.optimalDiscriminator)
        expect(slopeError(found, player, direction), `${player}: ${text(setting)}`).toBeLessThan(1e-6);
      for (const member of membersIn(setting)) seen.add(member);
      valid += 1;
      if (setting.game.name === 'neural') neural += 1;
      if ((valid >= WANTED && unseen(seen).length === 0) || valid >= 2 * WANTED) break;
    }
    expect(valid).toBeGreaterThanOrEqual(WANTED);
    expect(neural).toBeGreaterThanOrEqual(valid / 2);
    expect(beyond).toBeLessThan(0.2 * valid);
    expect(refused.size).toBeGreaterThan(5);
    expect(unseen(seen)).toEqual([]);
  });
});

/** Members that no valid combination had yet. Targets decide a program's inputs, and nothing of the program. */
const unseen = (seen: ReadonlySet<string>) =>
  allMembers().filter((member) => !seen.has(member) && !member.startsWith('targets '));

/** Spectral norm's 64 power iterations, differentiated three times and more: 10 to 25 seconds each to record. */
function takesLong({ scheme, regularizer, ...networks }: Setting): boolean {
  const spectral = PLAYERS.some((player) => networks[player]?.normalize === 'spectral');
  const plain = !regularizer || PLAYERS.every((player) => regularizer[player].name === 'none');
  return spectral && !plain && ['symplectic', 'consensus'].includes(scheme.name);
}

/** Why a setting cannot be built; null if it can. */
function refusalOf(setting: Setting): string | null {
  try {
    build(setting);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
