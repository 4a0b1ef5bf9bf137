/** An experiment: a file that has been read, validated and expanded. */
import type { Choice, Json, Setting } from '../core/gan/setting.js';

/** One setting with its place in the sweep. */
export interface PlannedCell {
  /** SHA-256, hex, of the canonical resolved setting and ENGINE; never of seeds or of other cells. */
  readonly id: string;
  /** The folder's name: readable words and the id's first 12 digits. */
  readonly folder: string;
  readonly setting: Setting;
  /** Value at each axis (path as written in the file), for filters. */
  readonly axes: Readonly<Record<string, Json>>;
  /** The same as people read it, for columns and tables. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface Measure {
  readonly every: number;
  readonly samples: number;
  /** Metrics with their options, and each one's column name, e.g. `modes-covered(atLeast=5)`. */
  readonly metrics: readonly { readonly column: string; readonly choice: Choice }[];
  /** Those that give more than one number, kept in `curves/<column>.npy`; absent where nothing of the kind is asked for. */
  readonly vectors?: readonly { readonly column: string; readonly choice: Choice }[];
  readonly keep: 'all' | 'last';
}

export interface Claim {
  readonly id: string;
  readonly says: string;
  readonly source: string;
  readonly given?: Readonly<Record<string, Json>>;
  readonly holds: string;
  /** Share of seeds that must say yes: 0.5 unless raised. */
  readonly atLeast: number;
  /** Judged once, on the first seed, without statistics over seeds. */
  readonly deterministic: boolean;
  /** Only in the registry: what was published, with its tag (C, P, S, R, M: see the guide). */
  readonly published?: { readonly value: string; readonly tag: 'C' | 'P' | 'S' | 'R' | 'M' };
}

/** A further value, computed from the others of a step: `gap: 2*js - log(4) - value`. */
export interface Derivation {
  /** Its column. */
  readonly name: string;
  readonly text: string;
}

export interface Experiment {
  readonly name: string;
  readonly question: string;
  /** The file as given on the command line. */
  readonly file: string;
  /** The profile laid over it, or null. */
  readonly profile: string | null;
  readonly axes: readonly string[];
  readonly cells: readonly PlannedCell[];
  readonly seeds: readonly number[];
  readonly measure: Measure;
  /** In the order of the file. A later one may use an earlier one. */
  readonly derive: readonly Derivation[];
  /** Failure modes whose options the file sets, with all their options; absent if it sets none. */
  readonly failures?: readonly Choice[];
  readonly claims: readonly Claim[];
}

/** The columns of results.csv about the run, before its axes and final values. */
export const RUN_COLUMNS: readonly string[] = ['cell', 'seed', 'outcome', 'diagnosis', 'steps'];

/** All that every run of the experiment is read for at each measured step: its metrics' columns, then derived ones. */
export function columnsOf({ measure, derive }: Pick<Experiment, 'measure' | 'derive'>): readonly string[] {
  return [...measure.metrics.map(({ column }) => column), ...derive.map(({ name }) => name)];
}
