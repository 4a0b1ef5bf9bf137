/** The estimators that computed each column of a run's history. */
import { z } from 'zod';

export interface ColumnEstimators {
  readonly unit: string;
  /** In order of steps: `from` is the first step that the estimator was used at. */
  readonly estimators: readonly { readonly from: number; readonly text: string }[];
}

export interface Estimators {
  readonly seed: number;
  /** Samples measured: measure.samples, or the rows of a file that has fewer. An estimator names its own number where it differs. */
  readonly samples: number;
  readonly columns: Readonly<Record<string, ColumnEstimators>>;
}

const number = z.number().finite();
export const estimatorsSchema = z.looseObject({
  seed: number,
  samples: number,
  columns: z.record(
    z.string(),
    z.looseObject({ unit: z.string(), estimators: z.array(z.looseObject({ from: number, text: z.string() })) }),
  ),
});

/** The estimator of the column's last value; null if it is unknown. */
export function lastEstimator(of: Estimators | null, column: string): string | null {
  return of?.columns[column]?.estimators.at(-1)?.text ?? null;
}

/** A number in an estimator's text, with its sign; not part of a word or of a paper's number. */
export const NUMBER_IN_ESTIMATOR = /(?<![\w:.])(?:(?<![^\s([])-)?\d+(?:\.\d+)?(?:e[+-]\d+)?/g;

/** An estimator without its numbers, which change from step to step and from run to run. */
export function estimatorKind(text: string): string {
  return text.replace(NUMBER_IN_ESTIMATOR, '#');
}

/** The estimators of several runs' last values: one of each kind with the number of runs, the most frequent first. */
export function estimatorKinds(
  texts: readonly (string | null)[],
): readonly { readonly text: string; readonly runs: number }[] {
  const kinds = new Map<string, { readonly text: string; readonly runs: number }>();
  for (const text of texts) {
    if (text === null) continue;
    const known = kinds.get(estimatorKind(text));
    kinds.set(estimatorKind(text), { text: known?.text ?? text, runs: (known?.runs ?? 0) + 1 });
  }
  return [...kinds.values()].sort((a, b) => b.runs - a.runs);
}
