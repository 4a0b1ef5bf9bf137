/** A metric: what is computed from a snapshot of a run, with all that a person must know to trust the number. */
import type { Member } from '../core/gan/family.js';
import type { Options, PlainOptions } from '../core/gan/options.js';
import type { Setting } from '../core/gan/setting.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';
import type { MetricValue } from '../records/metric-value.js';

/**
 * An array beside or instead of a number: row-major, of the same shape at every step; NaN where an element is not
 * known.
 */
export type VectorValue =
  | { readonly shape: readonly number[]; readonly data: Float64Array }
  | { readonly absent: string };

/** A horizontal line on a metric's curve: a value that theory gives. */
export interface TheoryLine {
  readonly at: number;
  /** E.g. `ln 2: disjoint supports`. */
  readonly label: string;
}

/** What theory gives for a metric on one target. */
export interface TheoryOnTarget {
  /** The value at q = p, without sampling noise. */
  readonly ideal?: number;
  /** The most that any q reaches, sampling noise aside. */
  readonly bound?: number;
}

/**
 * A metric as every other part of Helvetica sees it. `metric()` makes one, with its options' types inferred; `metrics`
 * lists all.
 */
export interface Metric extends Member {
  /** Unit of the value, e.g. `nats`, `modes`, `fraction`; `1` for a pure number. */
  readonly unit: string;
  /** Which of two values is the better one; `neither` where that depends on the other player or on the target. */
  readonly better: 'lower' | 'higher' | 'neither';
  /**
   * Values it can take, finite ends included. A bias-corrected estimate may leave it by its noise: then a note says so.
   */
  readonly range: readonly [low: number, high: number];
  /**
   * The value at q = p with D at its optimum; null where that depends on the target (see `theory`) or means
   * nothing.
   */
  readonly ideal: number | null;
  /** Whether G's samples alone decide it: then its null over rows of a file is widened by the error of the rows themselves. */
  readonly isOfGeneratedAlone?: boolean;
  /** Lines to draw on the metric's curve, e.g. ln 2 for `js`. */
  readonly lines?: readonly TheoryLine[];
  /** Further lines that depend on the setting, e.g. the value of a loss at its equilibrium. */
  linesFor?(setting: Setting): readonly TheoryLine[];
  /** Significant digits in tables, where the usual three would hide what matters. */
  readonly digits?: number;
  /**
   * The metric's value on a snapshot: G, D, p and samples at one step of a run.
   *
   * @param options the options' values, defaults filled in: `z.object(metric.options).parse(choice)`
   * @returns `{ value }`, a number or an infinity that is meant, in `unit`; or `{ absent }`, the reason why there is
   * none. Never NaN.
   * @throws `NotAvailableError` or `MissingPartError` where the snapshot lacks a part, e.g. samples without a D:
   * callers record them as absent. Anything else is a defect.
   */
  compute(snapshot: Snapshot, options: Record<string, unknown>): Promise<MetricValue>;
  /** The ideal value and the bound, where they depend on the target. */
  theory?(target: Distribution, options: Record<string, unknown>): TheoryOnTarget;
  /**
   * How the value was estimated on this snapshot: the estimator first, then after semicolons its particulars (n, grid
   * step). Asked only where there is a value, and kept beside it.
   */
  estimator(snapshot: Snapshot, options: Record<string, unknown>): Promise<string>;
  /** An array that belongs to the value: kept in `curves/<column>.npy`, one row a measured step. */
  readonly vector?: {
    /**
     * Whether the array is all there is: then tables have no column, and `compute` is absent with a reason that says
     * so.
     */
    readonly replacesValue: boolean;
    /** The array on a snapshot; parameters and errors as for the value. */
    compute(snapshot: Snapshot, options: Record<string, unknown>): Promise<VectorValue>;
  };
}

/** A metric that is to be computed, with its options' values, under the name of its column in tables. */
export interface MetricRequest {
  readonly column: string;
  readonly metric: Metric;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * A metric from its parts. It returns its argument; the options' types of `compute`, `theory` and `estimator` follow
 * from `options`.
 *
 * @example
 * export const meanX = metric({
 *   name: 'mean-x',
 *   description: 'Mean of the first coordinate of G’s samples.',
 *   unit: 'length of x',
 *   better: 'neither',
 *   range: [-Infinity, Infinity],
 *   ideal: null,
 *   options: {},
 *   async compute(snapshot) {
 *     const { generated } = await snapshot.samples();
 *     const { dim } = snapshot.target;
 *     const sum = generated.reduce((total, x, i) => (i % dim === 0 ? total + x : total), 0);
 *     return metricValue(sum / snapshot.sampleCount, "G's output is not finite");
 *   },
 *   estimator: async ({ sampleCount }) => `mean of ${sampleCount} samples`,
 * });
 */
export function metric<O extends Options>(
  member: Omit<Metric, 'options' | 'compute' | 'theory' | 'estimator' | 'vector'> & {
    readonly options: O;
    compute(snapshot: Snapshot, options: PlainOptions<O>): Promise<MetricValue>;
    theory?(target: Distribution, options: PlainOptions<O>): TheoryOnTarget;
    estimator(snapshot: Snapshot, options: PlainOptions<O>): Promise<string>;
    readonly vector?: {
      readonly replacesValue: boolean;
      compute(snapshot: Snapshot, options: PlainOptions<O>): Promise<VectorValue>;
    };
  },
): Metric {
  return member as unknown as Metric;
}
