/**
 * Parts of cells in which q is much denser than in the rest. Where G stretches its image to a curve or contracts it to a point,
 * the mean over a cell hides what a divergence sees; such a cell is compared part by part. Decision 034.
 */
import type { GridGeometry } from './cell-masses.js';

/** A part of a triangle. Areas are in cells. */
export interface Fragment {
  readonly mass: number;
  readonly area: number;
}

// Memory is reused from one plane to the next.
let spare = { cells: new Int32Array(0), masses: new Float64Array(0), areas: new Float64Array(0) };

/** Fragments by cell. Valid until the next plane's list is filled. */
export class FragmentList {
  count = 0;
  readonly #columns: number;
  readonly #rows: number;

  constructor({ columns, rows }: Pick<GridGeometry, 'columns' | 'rows'>) {
    this.#columns = columns;
    this.#rows = rows;
  }

  /** At the point (x, y), in cells. Fragments off the grid are left out. */
  add(x: number, y: number, { mass, area }: Fragment): void {
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

export interface DenseSubcell extends Fragment {
  readonly cell: number;
}

const MIN_DENSITY_RATIO = 2; // to the cell's mean: such parts cover at most half of their cell, whatever overlaps
const DENSITY_LEVELS = 128; // doublings of density: the last level takes everything above it

/**
 * For each cell, one part for the fragments that are 2 to 4 times as dense as the cell, one for those 4 to 8 times as dense, and
 * so on. Areas are added up: where fragments overlap, q is denser than stated, so that divergences stay lower bounds.
 */
export function denseSubcells(
  fragments: FragmentList,
  { cellMasses, emptyCellMass }: { readonly cellMasses: Float64Array; readonly emptyCellMass: number },
): readonly DenseSubcell[] {
  const { cells, masses, areas } = fragments.all();
  const parts = new Map<number, { cell: number; mass: number; area: number }>();
  const totals = new Map<number, number>();
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    const denser = masses[i] / (areas[i] * cellMasses[cell]);
    if (!(denser > MIN_DENSITY_RATIO && cellMasses[cell] > emptyCellMass)) continue;
    const key = cell * DENSITY_LEVELS + Math.min(DENSITY_LEVELS - 1, Math.floor(Math.log2(denser)));
    const part = parts.get(key);
    if (part) {
      part.mass += masses[i];
      part.area += areas[i];
    } else parts.set(key, { cell, mass: masses[i], area: areas[i] });
    totals.set(cell, (totals.get(cell) ?? 0) + masses[i]);
  }
  // The points of a sliver may lie in another cell than some of the mass that they represent.
  return [...parts.values()].map(({ cell, mass, area }) => ({
    cell,
    mass: mass * Math.min(1, cellMasses[cell] / totals.get(cell)!),
    area,
  }));
}
