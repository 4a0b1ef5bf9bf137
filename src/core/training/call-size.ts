/** How many runs and steps one call of a compiled program computes. Results do not depend on either: only speed does (decision 025). */

import type { Backend } from '../engine/program.js';
import type { Parts } from '../gan/build.js';
import { PLAYERS } from '../gan/players.js';
import { maximum } from '../math/long-lists.js';
import { numbersPerStep } from './batches.js';

const STEPS = 5; // a call's own cost, and that of packing the state, is a tenth of a small step: of five steps, a fiftieth
const MIN_STEPS = 5000; // of a run: compiling several steps takes as long as some thousand small ones

// Random numbers of a run's step, 1 MiB in float32: drawing more takes longer than a call's own cost, and the inputs hold those of all steps.
const MAX_DRAWN = 2 ** 18;

/** Eager backends gain nothing from several; large batches neither. */
export function stepsPerCall(parts: Parts, { name }: Pick<Backend, 'name'>): number {
  return name === 'onnx' && parts.setting.steps >= MIN_STEPS && numbersPerStep(parts) <= MAX_DRAWN ? STEPS : 1;
}

// Beyond these, by `bench/engine.js` on a core with 1 MiB of its own cache, runs side by side are slower than one after the other.
const MAX_PRODUCTS = 2 ** 20; // multiplications of a run's largest matrix product, to which an operator's own cost is small
const MAX_NUMBERS = 2 ** 17; // 512 KiB in float32: the largest result of an operator, of all runs

/** At least one. */
export function runsPerCall({ game }: Parts): number {
  const matrices = PLAYERS.flatMap((player) => game.players[player].parameters);
  const largest = (numbers: readonly number[]) => Math.max(1, maximum(numbers));
  if (game.rows * largest(matrices.map(({ rows, columns }) => rows * columns)) > MAX_PRODUCTS) return 1;
  return Math.max(1, Math.floor(MAX_NUMBERS / (game.rows * largest(matrices.map(({ columns }) => columns)))));
}
