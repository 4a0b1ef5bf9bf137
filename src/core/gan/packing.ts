/** Packing (arXiv:1712.04086): the discriminator judges several samples at once. */

import { type Tensor3D, tf } from '../engine/tf.js';
import { IncompatibleError } from './conflict.js';
import type { SampleSource } from './games/_game.js';
import type { Players } from './players.js';
import type { Choice, Setting } from './setting.js';
import type { Distribution } from './targets/_target.js';

/** How many samples D judges at once. */
export function packingOf(game: Choice | null | undefined): number {
  return typeof game?.packing === 'number' ? game.packing : 1;
}

/** How many rows of a batch each player sees: G makes each sample of a pack by itself. */
export function batchRows({ game, batch = 1 }: { game: Choice | null } & Pick<Setting, 'batch'>): Players<number> {
  return { generator: batch * packingOf(game), discriminator: batch };
}

/** Rows of `packing` draws, each by itself. */
export function packedSource(source: SampleSource, packing: number): SampleSource {
  return { dim: packing * source.dim, sample: (out, stream) => source.sample(out, stream) };
}

/**
 * What D judges as data: the target's batches. Where a row's place in its batch says which mode it is of, D would know data
 * by which modes stand side by side: in a pack each is drawn by itself. Throws where the batch is uneven (`unevenBatch`).
 */
export function dataSource(target: Distribution, { batch, packing }: Rows): SampleSource {
  const { dim, training = target } = target;
  if (target.training?.strata && packing > 1) return packedSource(target, packing);
  const reason = unevenBatch(target, { batch, packing });
  if (reason !== null) throw new IncompatibleError({ field: 'batch', reason });
  return packedSource({ dim, sample: (out, stream) => training.sample(out, stream) }, packing);
}

/** Why a batch would not hold the target's modes in their weights, or null. */
export function unevenBatch({ training }: Distribution, { batch, packing }: Rows): string | null {
  const { strata = 1 } = training ?? {};
  return packing > 1 || batch % strata === 0
    ? null
    : `must be a multiple of ${strata}, got ${batch}: the target draws row k from mode k modulo ${strata}, so that only whole rounds have the weights of its modes`;
}

interface Rows {
  readonly batch: number;
  readonly packing: number;
}

/** [runs, batch, packing * columns] -> [runs, batch * packing, columns]: what stands side by side, each in a row. */
export function unpackRows(x: Tensor3D, packing: number): Tensor3D {
  const [runs, rows, columns] = x.shape;
  return packing === 1 ? x : tf.reshape(x, [runs, rows * packing, columns / packing]);
}

/** The inverse of `unpacked`. */
export function packRows(x: Tensor3D, packing: number): Tensor3D {
  const [runs, rows, columns] = x.shape;
  return packing === 1 ? x : tf.reshape(x, [runs, rows / packing, columns * packing]);
}
