/** Packing (arXiv:1712.04086): the discriminator scores several samples together. */

import { type Tensor3D, tf } from '../engine/tf.js';
import { IncompatibleError } from './conflict.js';
import type { SampleSource } from './games/_game.js';
import type { Players } from './players.js';
import type { Choice, Setting } from './setting.js';
import type { Distribution } from './targets/_target.js';

/** The number of samples that D scores together. */
export function packingOf(game: Choice | null | undefined): number {
  return typeof game?.packing === 'number' ? game.packing : 1;
}

/** The rows of a batch that each player sees: G makes the samples of a pack independently. */
export function batchRows({ game, batch = 1 }: { game: Choice | null } & Pick<Setting, 'batch'>): Players<number> {
  return { generator: batch * packingOf(game), discriminator: batch };
}

/** Rows of `packing` independent draws. */
export function packedSource(source: SampleSource, packing: number): SampleSource {
  return { dim: packing * source.dim, sample: (out, stream) => source.sample(out, stream) };
}

/**
 * The source of the data that D sees: the target's training batches. In packs the samples of stratified targets are drawn
 * independently, because D could otherwise recognise data by the order of their modes. Throws `IncompatibleError` where
 * the batch is uneven.
 */
export function dataSource(target: Distribution, { batch, packing }: Rows): SampleSource {
  const { dim, training = target } = target;
  if (target.training?.strata && packing > 1) return packedSource(target, packing);
  const reason = unevenBatch(target, { batch, packing });
  if (reason !== null) throw new IncompatibleError({ field: 'batch', with: { field: 'target' }, reason });
  return packedSource({ dim, sample: (out, stream) => training.sample(out, stream) }, packing);
}

/** Why a batch would not contain the target's modes by their weights; null if it does. */
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

/** [runs, batch, packing * columns] -> [runs, batch * packing, columns]: one sample per row. */
export function unpackRows(x: Tensor3D, packing: number): Tensor3D {
  const [runs, rows, columns] = x.shape;
  return packing === 1 ? x : tf.reshape(x, [runs, rows * packing, columns / packing]);
}

/** The inverse of `unpackRows`. */
export function packRows(x: Tensor3D, packing: number): Tensor3D {
  const [runs, rows, columns] = x.shape;
  return packing === 1 ? x : tf.reshape(x, [runs, rows / packing, columns * packing]);
}
