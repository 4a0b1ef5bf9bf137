/** What every section of a report looks at: the records, what they compare, and what was measured. */

import type { Json, Setting } from '../../core/gan/setting.js';
import { samplesIn } from '../../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import type { ClaimResult } from '../../inference/claims/claims.js';
import type { Null } from '../../metrics/_nulls/null.js';
import { type Estimators, lastEstimator } from '../../records/estimators.js';
import type { Measure } from '../../records/experiment.js';
import { canonicalJson } from '../../records/identity.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { readEstimators } from '../../runner/store/runs/runs.js';
import type { Column } from '../text/column.js';
import { type Drawn, drawnOf } from './drawn.js';
import type { KnownGame, MetricFacts, ReportExtras } from './extras.js';
import { type Arm, armsOf, titlesOf } from './settings.js';

export interface Context {
  readonly records: readonly ExperimentRecord[];
  readonly titles: readonly string[];
  readonly arms: readonly Arm[];
  /** Those that are drawn and listed one by one. */
  readonly drawn: Drawn;
  /** Metrics measured in any of the experiments, in the order of the files. */
  readonly columns: readonly Column[];
  /** Those that give more than a number; they may be columns as well. */
  readonly vectors: readonly Column[];
  readonly extras: ReportExtras;
  /** Of each experiment, its claims. */
  readonly judged: readonly (readonly ClaimResult[])[];
  /** An arm's game; null where it is not known in closed form. */
  gameOf(arm: Arm): KnownGame | null;
  /** An arm's target; null where it cannot be made any more. */
  targetOf(arm: Arm): Distribution | null;
  /** How many samples an arm's measurements take. */
  samplesOf(arm: Arm): number;
  /** What an arm's column reads at p_g = p_data; undefined where it does not rest on samples. */
  nullOf(arm: Arm, column: Column): Null | undefined;
  /** Why there is no such reading though the column rests on samples; undefined where there is one, and of other columns. */
  nullLacks(arm: Arm, column: Column): string | undefined;
  /** What an arm's last number in a column was come by, of its first run; null where that is not known. */
  estimatorOf(arm: Arm, column: Column): string | null;
}

export async function contextWithGames(records: readonly ExperimentRecord[], extras: ReportExtras): Promise<Context> {
  const context = contextOf(records, extras);
  const games = new Map<string, KnownGame | null>();
  for (const { cell } of context.drawn.arms) {
    const key = gameKey(cell.setting);
    if (!games.has(key)) games.set(key, (await extras.game?.(cell.setting)) ?? null);
  }
  return { ...context, gameOf: ({ cell }) => games.get(gameKey(cell.setting)) ?? null };
}

/** How the players move, and how long, is no part of their game: thousands of settings may play one, which takes time to know. */
function gameKey({ optimizer: _, scheme: __, averaging: ___, steps: ____, ...game }: Setting): string {
  return canonicalJson(game as unknown as Json);
}

/** Without the games, which take time to know. */
export function contextOf(records: readonly ExperimentRecord[], extras: ReportExtras): Context {
  const named = (asked: Measure['metrics']) => [...new Map(asked.map(({ column, choice }) => [column, choice.name]))];
  const column = ([name, metric]: readonly [string, string]) => ({
    name,
    metric: extras.metrics.get(metric) ?? unknown(metric),
  });
  const derived = new Map(records.flatMap(({ experiment }) => experiment.derive).map(({ name, text }) => [name, text]));
  const columns = [
    ...named(records.flatMap(({ experiment }) => experiment.measure.metrics)).map(column),
    ...[...derived].map(([name, text]) => ({ name, metric: derivedFacts(name, text) })),
  ];
  const arms = armsOf(records);
  const targets = new Map<string, Distribution | null>();
  const estimators = new Map<Arm, Estimators | null>();
  const targetOf = ({ cell: { setting } }: Arm) => {
    const key = targetKey(setting);
    if (!targets.has(key)) targets.set(key, extras.distribution(setting));
    return targets.get(key)!;
  };
  const calibrated = ({ record, cell }: Arm, { name }: Column) => extras.nulls?.(record, cell.setting).get(name);
  return {
    records,
    titles: titlesOf(records),
    arms,
    drawn: drawnOf(arms, columns),
    columns,
    vectors: named(records.flatMap(({ experiment }) => experiment.measure.vectors ?? [])).map(column),
    extras,
    judged: records.map((record) => extras.claims(record)),
    gameOf: () => null,
    targetOf,
    samplesOf: (arm) => samplesIn(targetOf(arm), arm.record.experiment.measure.samples),
    estimatorOf(arm, { name }) {
      if (!estimators.has(arm)) estimators.set(arm, arm.runs[0] ? readEstimators(arm.runs[0].folder) : null);
      return lastEstimator(estimators.get(arm)!, name);
    },
    nullOf(arm, column) {
      const found = calibrated(arm, column);
      return found && 'mean' in found ? found : undefined;
    },
    nullLacks(arm, column) {
      const found = calibrated(arm, column);
      return found && 'absent' in found ? found.absent : undefined;
    },
  };
}

/** Thousands of settings have one target, or a few. */
function targetKey({ game, target }: Setting): string {
  return canonicalJson([game, target ?? null]);
}

/** What is computed from other readings has no direction that is known. */
function derivedFacts(name: string, text: string): MetricFacts {
  return { ...unknown(name), description: `Derived: ${text}` };
}

/** Results may be older or newer than the metrics that this version knows. */
function unknown(name: string): MetricFacts {
  return {
    name,
    description: 'This version of Helvetica does not know this metric.',
    unit: '',
    better: 'neither',
    range: [-Infinity, Infinity],
    ideal: null,
  };
}

/** How many modes an arm's target has; null where it has none by name. */
export function modeCount(arm: Arm, { targetOf }: Context): number | null {
  return targetOf(arm)?.modes?.length ?? null;
}

/** Whether one run says everything of each of these settings. */
export function isDeterministic(arms: readonly Arm[], { gameOf }: Context): boolean {
  return arms.length > 0 && arms.every((arm) => gameOf(arm)?.random === false);
}
