/** What every section of a report draws on: the records, the settings that they compare, and the metrics measured. */

import type { Json, Setting } from '../../core/gan/setting.js';
import { availableSamples } from '../../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import type { ClaimResult } from '../../inference/claims/claims.js';
import type { Null } from '../../metrics/_nulls/null.js';
import { centresOf } from '../../metrics/modes/_centres.js';
import { type Estimators, lastEstimator } from '../../records/estimators.js';
import type { Measure } from '../../records/experiment.js';
import { canonicalJson } from '../../records/identity.js';
import { knownMetric } from '../../records/recorded-metric.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { readEstimators } from '../../runner/store/runs/runs.js';
import { type DrawnSettings, drawnSettings } from './drawn-settings.js';
import type { KnownGame, MetricColumn, MetricFacts, ReportExtras } from './extras.js';
import { guardedExtras } from './guarded-extras.js';
import { experimentTitles, type ReportSetting, reportSettings } from './report-settings.js';

export interface Context {
  readonly records: readonly ExperimentRecord[];
  readonly titles: readonly string[];
  readonly settings: readonly ReportSetting[];
  /** Those that are drawn and listed individually. */
  readonly drawn: DrawnSettings;
  /** Metrics measured in any of the experiments, in the order of the files. */
  readonly columns: readonly MetricColumn[];
  /** Those with a vector beside their number, or in its place. */
  readonly vectors: readonly MetricColumn[];
  readonly extras: ReportExtras;
  /** What could not be computed for this page, and why; sections that are rendered may add to it. */
  readonly failures: ReadonlySet<string>;
  /** Of each experiment, its claims. */
  readonly claimResults: readonly (readonly ClaimResult[])[];
  /** A setting's game; null where it is not known in closed form. */
  gameOf(setting: ReportSetting): KnownGame | null;
  /** A setting's target; null where it cannot be built any more. */
  targetOf(setting: ReportSetting): Distribution | null;
  /** The number of samples per measurement. */
  samplesOf(setting: ReportSetting): number;
  /** What a setting's column takes at q = p; undefined if it does not rest on samples. */
  nullOf(setting: ReportSetting, column: MetricColumn): Null | undefined;
  /** Why a column that rests on samples has no null; undefined if it has one, and for other columns. */
  whyNoNull(setting: ReportSetting, column: MetricColumn): string | undefined;
  /** The estimator of a column's final value in the setting's first run; null if it is not known. */
  estimatorOf(setting: ReportSetting, column: MetricColumn): string | null;
}

/** With the games, which may take time to analyse. */
export async function contextWithGames(records: readonly ExperimentRecord[], given: ReportExtras): Promise<Context> {
  const context = contextOf(records, given);
  const games = new Map<string, KnownGame | null>();
  for (const { cell } of context.drawn.settings) {
    const key = gameKey(cell.setting);
    if (!games.has(key)) games.set(key, (await context.extras.game?.(cell.setting)) ?? null);
  }
  return { ...context, gameOf: ({ cell }) => games.get(gameKey(cell.setting)) ?? null };
}

/** How the players are trained is not part of their game: thousands of settings may share one. */
function gameKey({ optimizer: _, scheme: __, averaging: ___, steps: ____, ...game }: Setting): string {
  return canonicalJson(game as unknown as Json);
}

/** Without the games. */
export function contextOf(records: readonly ExperimentRecord[], given: ReportExtras): Context {
  const { extras, failures } = guardedExtras(given);
  const named = (measured: Measure['metrics']) => [
    ...new Map(measured.map(({ column, choice }) => [column, choice.name])),
  ];
  const recordedOf = (metric: string) =>
    records.map(({ experiment }) => knownMetric(experiment, metric)).find((known) => known !== undefined);
  const column = ([name, metric]: readonly [string, string]) => ({
    name,
    metric: extras.metrics.get(metric) ?? recordedOf(metric) ?? unknownMetric(metric),
  });
  const derived = new Map(records.flatMap(({ experiment }) => experiment.derive).map(({ name, text }) => [name, text]));
  const columns = [
    ...named(records.flatMap(({ experiment }) => experiment.measure.metrics)).map(column),
    ...[...derived].map(([name, text]) => ({ name, metric: derivedMetric(name, text) })),
  ];
  const settings = reportSettings(records);
  const targets = new Map<string, Distribution | null>();
  const estimators = new Map<ReportSetting, Estimators | null>();
  const targetOf = ({ cell }: ReportSetting) => {
    const key = targetKey(cell.setting);
    if (!targets.has(key)) targets.set(key, extras.distribution(cell.setting));
    return targets.get(key)!;
  };
  const calibrated = ({ record, cell }: ReportSetting, { name }: MetricColumn) =>
    extras.nulls?.(record, cell.setting).get(name);
  return {
    records,
    titles: experimentTitles(records),
    settings,
    drawn: drawnSettings(settings, columns),
    columns,
    vectors: named(records.flatMap(({ experiment }) => experiment.measure.vectors ?? [])).map(column),
    extras,
    failures,
    claimResults: records.map((record) => extras.claims(record)),
    gameOf: () => null,
    targetOf,
    samplesOf: (setting) => availableSamples(targetOf(setting), setting.record.experiment.measure.samples),
    estimatorOf(setting, { name }) {
      if (!estimators.has(setting))
        estimators.set(setting, setting.runs[0] ? readEstimators(setting.runs[0].folder) : null);
      return lastEstimator(estimators.get(setting)!, name);
    },
    nullOf(setting, column) {
      const found = calibrated(setting, column);
      return found && 'mean' in found ? found : undefined;
    },
    whyNoNull(setting, column) {
      const found = calibrated(setting, column);
      return found && 'absent' in found ? found.absent : undefined;
    },
  };
}

/** Thousands of settings share one target, or a few. */
function targetKey({ game, target }: Setting): string {
  return canonicalJson([game, target ?? null]);
}

/** Computed from other metrics: it is not known which direction is better. */
function derivedMetric(name: string, text: string): MetricFacts {
  return { ...unknownMetric(name), description: `Derived: ${text}` };
}

/** Results may be older or newer than the metrics that this version knows. */
function unknownMetric(name: string): MetricFacts {
  return {
    name,
    description: 'This version of Helvetica does not know this metric.',
    unit: '',
    better: 'neither',
    range: [-Infinity, Infinity],
    ideal: null,
  };
}

/** The number of modes of a setting's target; null if it has none by name. */
export function modeCount(setting: ReportSetting, { targetOf }: Context): number | null {
  const modes = targetOf(setting)?.modes;
  return modes ? centresOf(modes).count : null;
}

/** Whether one run of each of these settings is enough, because nothing in it is random. */
export function areDeterministic(settings: readonly ReportSetting[], { gameOf }: Context): boolean {
  return settings.length > 0 && settings.every((setting) => gameOf(setting)?.random === false);
}
