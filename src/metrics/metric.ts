/** A metric: what it reads from a snapshot of a run, with everything a person must know to trust the number. */
import type { Member } from '../core/gan/family.js';
import type { Options, Plain } from '../core/gan/options.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';
import type { MetricValue } from '../records/metric-value.js';

/** An array of the same shape at every step of a run; NaN where a number of it is not known. */
export type VectorValue =
  | { readonly shape: readonly number[]; readonly data: Float64Array }
  | { readonly absent: string };

/** A horizontal line on a metric's curve: a value that theory gives. */
export interface TheoryLine {
  readonly at: number;
  /** E.g. `ln 2: disjoint supports`. */
  readonly label: string;
}

export interface Metric extends Member {
  /** E.g. `nats`, `modes`, `fraction`, `1` for a pure number. */
  readonly unit: string;
  readonly better: 'lower' | 'higher' | 'neither';
  /** Values it can take, both ends included where finite. */
  readonly range: readonly [low: number, high: number];
  /** Its value at p_g = p_data with D at its optimum, or null where that depends on the target or says nothing. */
  readonly ideal: number | null;
  /** Theory to draw on its curve: e.g. ln 2 for `js`. */
  readonly lines?: readonly TheoryLine[];
  /** Significant digits in tables, where three would hide what matters. */
  readonly digits?: number;
  compute(snapshot: Snapshot, options: Record<string, unknown>): Promise<MetricValue>;
  /** What is known on a target beforehand: the ideal, where that depends on it, and the most that any q can read. */
  theory?(target: Distribution, options: Record<string, unknown>): { readonly ideal?: number; readonly bound?: number };
  /** How the number was come by on this snapshot: estimator, n, grid step. Asked where there is one, and kept beside it. */
  estimator(snapshot: Snapshot, options: Record<string, unknown>): Promise<string>;
  /** What it reads beside a number, kept in `curves/<column>.npy`, a row a measured step. */
  readonly vector?: {
    /** There is no number: it stands in no table, and `read` says so. */
    readonly replacesValue: boolean;
    compute(snapshot: Snapshot, options: Record<string, unknown>): Promise<VectorValue>;
  };
}

export function metric<O extends Options>(
  member: Omit<Metric, 'options' | 'compute' | 'theory' | 'estimator' | 'vector'> & {
    readonly options: O;
    compute(snapshot: Snapshot, options: Plain<O>): Promise<MetricValue>;
    theory?(target: Distribution, options: Plain<O>): { readonly ideal?: number; readonly bound?: number };
    estimator(snapshot: Snapshot, options: Plain<O>): Promise<string>;
    readonly vector?: {
      readonly replacesValue: boolean;
      compute(snapshot: Snapshot, options: Plain<O>): Promise<VectorValue>;
    };
  },
): Metric {
  return member as unknown as Metric;
}
