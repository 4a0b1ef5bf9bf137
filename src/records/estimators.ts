/** Which estimator computed each column of a run's history. */

export interface ColumnEstimators {
  readonly unit: string;
  /** In order of steps: from that step on the column's numbers come from it. */
  readonly estimators: readonly { readonly from: number; readonly says: string }[];
}

export interface Estimators {
  readonly seed: number;
  /** What was measured: measure.samples, or the rows of a file where it has fewer; an estimator says where it takes others. */
  readonly samples: number;
  readonly columns: Readonly<Record<string, ColumnEstimators>>;
}

/** What the column's last number was come by; null where nothing is known of it. */
export function lastEstimator(of: Estimators | null, column: string): string | null {
  return of?.columns[column]?.estimators.at(-1)?.says ?? null;
}

/** A number in an estimator's words, with its sign; no part of a word or of a paper's number. */
export const NUMBER_IN_ESTIMATOR = /(?<![\w:.])(?:(?<![^\s([])-)?\d+(?:\.\d+)?(?:e[+-]\d+)?/g;

/** An estimator without its numbers, which change from step to step and from run to run. */
export function estimatorKind(says: string): string {
  return says.replace(NUMBER_IN_ESTIMATOR, '#');
}

/** What the last numbers of several runs were come by: one of each kind, the most frequent first, and how many there are of it. */
export function estimatorKinds(
  says: readonly (string | null)[],
): readonly { readonly says: string; readonly runs: number }[] {
  const kinds = new Map<string, { readonly says: string; readonly runs: number }>();
  for (const one of says) {
    if (one === null) continue;
    const known = kinds.get(estimatorKind(one));
    kinds.set(estimatorKind(one), { says: known?.says ?? one, runs: (known?.runs ?? 0) + 1 });
  }
  return [...kinds.values()].sort((a, b) => b.runs - a.runs);
}
