/** The summary of a finished sweep: tables of settings and claims on stdout, paths and next commands on stderr. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { primaryDiagnosis } from '../../../diagnosis/diagnose.js';
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
import { inconclusiveLines } from '../../runs-text.js';
import { print, printMessage, printNext, shellWords } from '../../terminal/print.js';
import { ifWritable } from '../../unwritable.js';
import { runTable } from './run-table.js';

export async function printSummary(record: ExperimentRecord, { json }: { readonly json: boolean }): Promise<void> {
  const { experiment, folder } = record;
  const report = join(folder, 'report.html');
  const current = isCurrent(record, report);
  const write = async () => {
    await writeTables(record); // always, since they may be damaged; reading the runs took longer
    if (!current) await writeReport([record], report, `helvetica report ${shellWords([folder])}`);
  };
  // Finished results may lie on read-only media: they are shown all the same.
  await ifWritable(folder, write, (reason) =>
    printMessage(`note    ${reason}: its tables and its report are left as they are`),
  );
  if (!json) {
    print(`\n${runTable(record)}`);
    for (const line of [...tableNotes(record), ...inconclusiveLines(record.runs, experiment)]) printMessage(line);
    const claims = judgeAll(record, metrics);
    if (claims.length > 0) print(`\n${claimTable(claims)}`);
    if (claims.length > 0) printMessage(CLAIM_NOTE);
  }
  const axis = experiment.axes[0];
  if (existsSync(report)) printMessage(`\nreport  ${report}`);
  printNext(axis ? `compare ${shellWords([folder])} --by ${axis}` : 'list metrics');
}

const CLAIM_NOTE =
  'note    a claim is supported if the 95 % interval on the share of seeds in which it is true is above 0.5 (or another share that it states), refuted if it is below, otherwise undecided';

const MAX_RUNS_EXPLAINED = 500; // looked through for an example: a sweep may have thousands

/** What the numbers in brackets are, and where the words of the table are explained. */
function tableNotes({ experiment, runs }: ExperimentRecord): readonly string[] {
  const found = runs.slice(0, MAX_RUNS_EXPLAINED).map((run) => primaryDiagnosis(run, experiment));
  const diagnosed = found.flatMap((each) => ('diagnosis' in each ? [each.diagnosis] : []));
  const metric = experiment.measure.metrics[0]?.choice.name;
  const words = [...(metric ? [`metrics ${metric}`] : []), ...(diagnosed[0] ? [`failures ${diagnosed[0]}`] : [])];
  return [
    ...(experiment.seeds.length > 1 ? ['note    values are medians over the seeds, with the range in brackets'] : []),
    ...(words.length > 0
      ? [`note    what the words mean: ${words.map((of) => `npx helvetica list ${of}`).join('  |  ')}`]
      : []),
  ];
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
