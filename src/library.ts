/** Helvetica as a library: what the command line is made of. Everything else is internal and may change. */
export { openBackend } from './core/engine/backends/backends.js';
export {
  type Backend,
  type BackendName,
  type ElementType,
  type Executable,
  MissingBackendError,
  type Program,
  ProgramError,
} from './core/engine/program.js';
export type { Choice, Setting } from './core/gan/setting.js';
export { failureModes } from './diagnosis/catalog.js';
export { type Diagnosis, diagnose, type Finding, primaryDiagnosis } from './diagnosis/diagnose.js';
export type { Evidence } from './diagnosis/evidence/evidence.js';
export type { FailureMode } from './diagnosis/failure-modes/_failure-mode.js';
export type { Extension, ExtensionKit } from './experiment/extensions/kit.js';
export { loadExperiment } from './experiment/load.js';
export { ExperimentProblems, type Problem } from './experiment/read/problems.js';
export { type ClaimResult, judgeAll } from './inference/claims/claims.js';
export { metrics } from './metrics/catalog.js';
export type { Metric } from './metrics/metric.js';
export type { Claim, Derivation, Experiment, Measure, PlannedCell } from './records/experiment.js';
export { isPresent, type MetricValue } from './records/metric-value.js';
export type { Environment, ExperimentRecord, HistoryRow, Outcome, RunRecord } from './records/run-record.js';
export type { ReportExtras } from './reports/page/extras.js';
export { renderReport } from './reports/page/report.js';
export { TooManyFailuresError } from './runner/execute/too-many-failures.js';
export { NotEnoughMemoryError } from './runner/plan/memory.js';
export { readExperiment } from './runner/read-experiment.js';
export { runExperiment } from './runner/run.js';
export type { RunOptions } from './runner/run-options.js';
export { StorageError } from './runner/store/bytes/storage-error.js';
