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

// Memory is kept from one plane to the next.
let spare = { cells: new Int32Array(0), masses: new Float64Array(0), areas: new Float64Array(0) };

/** To be used before the next plane's are noted. */
export class Pieces {
  count = 0;
  readonly #columns: number;
  readonly #rows: number;

  constructor({ columns, rows }: Pick<Geometry, 'columns' | 'rows'>) {
    this.#columns = columns;
    this.#rows = rows;
  }

  /** At a point, in cells; what is off the grid is left out. */
  add(x: number, y: number, { mass, area }: Amount): void {
    if (!(x >= 0 && y >= 0 && x < this.#columns && y < this.#rows)) return;
    const at = this.count++;
    if (at === spare.cells.length) spare = widened(spare);
    spare.cells[at] = Math.floor(y) * this.#columns + Math.floor(x);
    spare.masses[at] = mass;
    spare.areas[at] = area;
  }

  all(): typeof spare {
    const { cells, masses, areas } = spare;
    return {
      cells: cells.subarray(0, this.count),
      masses: masses.subarray(0, this.count),
      areas: areas.subarray(0, this.count),
    };
  }
}

function widened({ cells, masses, areas }: typeof spare): typeof spare {
  const room = Math.max(4096, 2 * cells.length);
  const wider = { cells: new Int32Array(room), masses: new Float64Array(room), areas: new Float64Array(room) };
  wider.cells.set(cells);
  wider.masses.set(masses);
  wider.areas.set(areas);
  return wider;
}

export interface DensePart extends Amount {
  readonly cell: number;
}

const DENSER = 2; // than the cell: such parts of it together cover half of it at most, whatever overlaps
const LEVELS = 128; // doublings: the last holds all that is denser still

/**
 * Of each cell, the pieces that are twice as dense as the whole, four times, and so on: a part each. Areas are added up: where
 * pieces overlap q is denser than what is said, so that divergences stay bounds from below. Cells of mass `empty` have none.
 */
export function denseParts(
  pieces: Pieces,
  { whole, empty }: { readonly whole: Float64Array; readonly empty: number },
): readonly DensePart[] {
  const { cells, masses, areas } = pieces.all();
  const found = new Map<number, { cell: number; mass: number; area: number }>();
  const inAll = new Map<number, number>();
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    const denser = masses[i] / (areas[i] * whole[cell]);
    if (!(denser > DENSER && whole[cell] > empty)) continue;
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
