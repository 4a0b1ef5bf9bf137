/** Shards: parts of a sweep for machines that share no disk. The plan alone decides which runs are in which shard (decision 010). */
import type { Experiment, PlannedCell } from '../../records/experiment.js';

/** `index` is 1 to `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Parses `2/5`; null where the text is not a shard. */
export function parseShard(text: string): Shard | null {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  return index !== undefined && count !== undefined && index >= 1 && index <= count ? { index, count } : null;
}

/**
 * Cells are distributed round-robin, whole, since a cell's seeds are trained together; single runs where there are fewer cells
 * than shards.
 */
export function inShard(
  { index, count }: Shard,
  { cells, seeds }: Pick<Experiment, 'cells' | 'seeds'>,
): (cell: PlannedCell, seed: number) => boolean {
  const cellAt = new Map(cells.map(({ id }, i) => [id, i]));
  const seedAt = new Map(seeds.map((seed, i) => [seed, i]));
  const isWhole = cells.length >= count;
  return ({ id }, seed) => {
    const at = isWhole ? cellAt.get(id)! : cellAt.get(id)! * seeds.length + seedAt.get(seed)!;
    return at % count === index - 1;
  };
}
