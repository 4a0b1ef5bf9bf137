/** Helvetica as a library: what the command line is made of. Everything else is internal and may change. */
export { openBackend } from './core/engine/backends.js';
export type { Backend, BackendName, ElementType, Executable, Program } from './core/engine/program.js';
export { loadExperiment } from './core/experiment/load.js';
export type { Claim, Derivation, Experiment, Measure, PlannedCell } from './core/experiment/plan.js';
export { ExperimentProblems, type Problem } from './core/experiment/problems.js';
export { isPresent, type Reading } from './core/reading.js';
export type { Environment, ExperimentRecord, HistoryRow, Outcome, RunRecord } from './core/records.js';
export type { Choice, Setting } from './core/setting.js';
export { checkDerivations, checkExpression } from './diagnosis/check-expression.js';
export { type ClaimResult, judgeAll } from './diagnosis/claims.js';
export { type Diagnosis, diagnose, verdictOf } from './diagnosis/diagnose.js';
export type { Evidence } from './diagnosis/judgement.js';
export type { Verdict } from './diagnosis/verdict.js';
export { metrics } from './metrics/catalog.js';
export type { Metric } from './metrics/metric.js';
export { renderReport } from './reports/report.js';
export { type RunOptions, runExperiment } from './runner/run.js';
export { readExperiment } from './runner/store/experiments.js';
