/**
 * Parts of cells in which q is much denser than in the rest: where G draws its image out to a curve, or contracts it to a point,
 * the mean over a cell hides what a divergence sees. A cell with such parts is taken for several.
 */
import type { Geometry } from './geometry.js';

/** A piece of a triangle; areas are in cells. */
export interface Amount {
  readonly mass: number;
  readonly area: number;
}

export class Pieces {
  readonly cells: number[] = [];
  readonly masses: number[] = [];
  readonly areas: number[] = [];
  readonly #columns: number;
  readonly #rows: number;

  constructor({ columns, rows }: Pick<Geometry, 'columns' | 'rows'>) {
    this.#columns = columns;
    this.#rows = rows;
  }

  /** At a point, in cells; what is off the grid is left out. */
  add(x: number, y: number, { mass, area }: Amount): void {
    if (!(x >= 0 && y >= 0 && x < this.#columns && y < this.#rows)) return;
    this.cells.push(Math.floor(y) * this.#columns + Math.floor(x));
    this.masses.push(mass);
    this.areas.push(area);
  }
}

export interface DensePart extends Amount {
  readonly cell: number;
}

const DENSER = 2; // than the cell: such parts of it together cover half of it at most, whatever overlaps
const LEVELS = 128; // doublings: the last holds all that is denser still

/**
 * Of each cell, the pieces that are twice as dense as the whole, four times, and so on: a part each. Areas are added up: where
 * pieces overlap q is denser than what is said, so that divergences stay bounds from below.
 */
export function denseParts({ cells, masses, areas }: Pieces, whole: Float64Array): readonly DensePart[] {
  const found = new Map<number, { cell: number; mass: number; area: number }>();
  const inAll = new Map<number, number>();
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    const denser = masses[i] / (areas[i] * whole[cell]);
    if (!(denser > DENSER)) continue;
    const key = cell * LEVELS + Math.min(LEVELS - 1, Math.floor(Math.log2(denser)));
    const part = found.get(key);
    if (part) {
      part.mass += masses[i];
      part.area += areas[i];
    } else found.set(key, { cell, mass: masses[i], area: areas[i] });
    inAll.set(cell, (inAll.get(cell) ?? 0) + masses[i]);
  }
  // Points stand for slender triangles, and may lie in another cell than some of what they stand for.
  return [...found.values()].map(({ cell, mass, area }) => ({
    cell,
    mass: mass * Math.min(1, whole[cell] / inAll.get(cell)!),
    area,
  }));
}
