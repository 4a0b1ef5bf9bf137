/** The summary of a finished sweep: tables of settings and claims on stdout, paths and next commands on stderr. */

import { join } from 'node:path';
import { diagnosisJson } from '../../../diagnosis/diagnosis-json.js';
import { claimJson } from '../../../inference/claims/claim-json.js';
import { judgeAll } from '../../../inference/claims/claims.js';
import { metrics } from '../../../metrics/catalog.js';
import { type Estimators, lastEstimator } from '../../../records/estimators.js';
import type { MetricValue } from '../../../records/metric-value.js';
import type { ExperimentRecord } from '../../../records/run-record.js';
import { readEstimators } from '../../../runner/store/runs/runs.js';
import { claimTable } from '../../claim-table.js';
import { isCurrent, writeReport, writeTables } from '../../reporting.js';
import { print, printMessage, printNext, shellWords } from '../../terminal/print.js';
import { runTable } from './run-table.js';

export async function printSummary(record: ExperimentRecord, { json }: { readonly json: boolean }): Promise<void> {
  const { experiment, folder } = record;
  const report = join(folder, 'report.html');
  const current = isCurrent(record, report);
  await writeTables(record); // always, since they may be damaged; reading the runs took longer
  if (!current) await writeReport([record], report, `helvetica report ${shellWords([folder])}`);
  if (!json) {
    print(`\n${runTable(record)}`);
    const claims = judgeAll(record, metrics);
    if (claims.length > 0) print(`\n${claimTable(claims)}`);
  }
  const axis = experiment.axes[0];
  printMessage(`\nreport  ${report}`);
  printNext(axis ? `compare ${shellWords([folder])} --by ${axis}` : 'list metrics');
}

/** One experiment as JSON. */
export function summaryJson(record: ExperimentRecord): unknown {
  const { experiment, folder, runs } = record;
  return {
    experiment: experiment.name,
    profile: experiment.profile,
    folder,
    runs: runs.map((run) => {
      const { cell, seed, outcome, steps, reason, history, folder: at } = run;
      const estimators = readEstimators(at);
      const last = history.at(-1)?.step;
      const final = history.filter(({ step }) => step === last);
      return {
        cell: cell.folder,
        ...cell.labels,
        seed,
        outcome,
        ...diagnosisJson(run, experiment),
        steps,
        reason,
        values: Object.fromEntries(final.map(({ metric, value }) => [metric, valueJson(value, estimators, metric)])),
      };
    }),
    claims: judgeAll(record, metrics).map(claimJson),
  };
}

function valueJson(measured: MetricValue, estimators: Estimators | null, column: string): unknown {
  if ('absent' in measured) return measured;
  const value = Number.isFinite(measured.value) ? measured.value : String(measured.value);
  const estimator = lastEstimator(estimators, column);
  return estimator === null ? { value } : { value, unit: estimators!.columns[column].unit, estimator };
}
