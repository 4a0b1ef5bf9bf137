/** An experiment: a file that has been read, validated and expanded. */
import type { Choice, Json, Setting } from '../core/gan/setting.js';
import type { UsedMember } from './recorded-metric.js';

/** A setting of the sweep. */
export interface PlannedCell {
  /** SHA-256, in hex, of the canonical resolved setting and ENGINE_VERSION; independent of seeds and of other cells. */
  readonly id: string;
  /** The name of the folder: readable words and the first 12 digits of the id. */
  readonly folder: string;
  readonly setting: Setting;
  /** The value at each axis (a path as in the file), for filters. */
  readonly axes: Readonly<Record<string, Json>>;
  /** The values as text, for columns and tables. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface Measure {
  readonly every: number;
  readonly samples: number;
  /** Metrics with their options and column names, e.g. `modes-covered(atLeast=5)`. */
  readonly metrics: readonly { readonly column: string; readonly choice: Choice }[];
  /** The metrics that return more than one number, kept in `curves/<column>.npy`; absent if there are none. */
  readonly vectors?: readonly { readonly column: string; readonly choice: Choice }[];
  readonly keep: 'all' | 'last';
}

/**
 * A file of the user's own whose members an experiment may use. Results name it, and are read without it: code runs only where a
 * command names it (decision 013).
 */
export interface UsedExtension {
  /** As the experiment file names it, relative to itself. */
  readonly file: string;
  /** Of the file's bytes, hex. Settings and metrics that use a member of it hold it too. */
  readonly sha256: string;
  readonly members: readonly UsedMember[];
}

export interface Claim {
  readonly id: string;
  readonly says: string;
  readonly source: string;
  readonly given?: Readonly<Record<string, Json>>;
  readonly holds: string;
  /** The share of seeds in which the claim must be true, 0.5 by default. */
  readonly atLeast: number;
  /** Tested once, on the first seed, without statistics over seeds. */
  readonly deterministic: boolean;
  /** The published value with its tag (C, P, S, R, M: see the guide); only in the registry of claims. */
  readonly published?: { readonly value: string; readonly tag: 'C' | 'P' | 'S' | 'R' | 'M' };
}

/** A further value, computed from the others of a step: `gap: 2*js - log(4) - value`. */
export interface Derivation {
  /** The name of its column. */
  readonly name: string;
  readonly text: string;
}

export interface Experiment {
  readonly name: string;
  readonly question: string;
  /** The file as given on the command line. */
  readonly file: string;
  /** The profile applied to it, or null. */
  readonly profile: string | null;
  readonly axes: readonly string[];
  readonly cells: readonly PlannedCell[];
  readonly seeds: readonly number[];
  readonly measure: Measure;
  /** In the order of the file. A derivation may use earlier ones. */
  readonly derive: readonly Derivation[];
  /** Failure modes whose options the file sets, with all their options; absent if it sets none. */
  readonly failures?: readonly Choice[];
  readonly claims: readonly Claim[];
  /** Absent if the file names none. */
  readonly extensions?: readonly UsedExtension[];
}

/** The columns of results.csv about the run, before its axes and final values. */
export const RUN_COLUMNS: readonly string[] = ['cell', 'seed', 'outcome', 'diagnosis', 'steps'];

/** The columns of every measured step: those of the metrics, then the derived ones. */
export function columnsOf({ measure, derive }: Pick<Experiment, 'measure' | 'derive'>): readonly string[] {
  return [...measure.metrics.map(({ column }) => column), ...derive.map(({ name }) => name)];
}
