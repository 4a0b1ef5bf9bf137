/** Packing (arXiv:1712.04086): the discriminator judges several samples at once. */
import type { Source } from './arena.js';
import { type Tensor3D, tf } from './engine/tf.js';
import type { Players } from './players.js';
import type { Choice, Setting } from './setting.js';

/** How many samples D judges at once. */
export function packingOf(arena: Choice | null | undefined): number {
  return typeof arena?.packing === 'number' ? arena.packing : 1;
}

/** How many rows of a batch each player sees: G makes each sample of a pack by itself. */
export function rowsOf({ arena, batch = 1 }: { arena: Choice | null } & Pick<Setting, 'batch'>): Players<number> {
  return { generator: batch * packingOf(arena), discriminator: batch };
}

/** Rows of `packing` draws, each by itself. */
export function sideBySide(source: Source, packing: number): Source {
  return { dim: packing * source.dim, sample: (out, stream) => source.sample(out, stream) };
}

/** [runs, batch, packing * columns] -> [runs, batch * packing, columns]: what stands side by side, each in a row. */
export function unpacked(x: Tensor3D, packing: number): Tensor3D {
  const [runs, rows, columns] = x.shape;
  return packing === 1 ? x : tf.reshape(x, [runs, rows * packing, columns / packing]);
}

/** The inverse of `unpacked`. */
export function packed(x: Tensor3D, packing: number): Tensor3D {
  const [runs, rows, columns] = x.shape;
  return packing === 1 ? x : tf.reshape(x, [runs, rows / packing, columns * packing]);
}
