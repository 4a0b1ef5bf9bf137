/** Layout of a results folder: paths and file names. */
import { join } from 'node:path';
import type { Experiment, PlannedCell } from '../../records/experiment.js';

export function experimentFolder(results: string, { name, profile }: Pick<Experiment, 'name' | 'profile'>): string {
  return join(results, profile === null ? name : `${name}.${profile}`);
}

export function cellFolder(experiment: string, cell: Pick<PlannedCell, 'folder'>): string {
  return join(experiment, 'cells', cell.folder);
}

export function seedFolder(experiment: string, cell: Pick<PlannedCell, 'folder'>, seed: number): string {
  return join(cellFolder(experiment, cell), 'seeds', String(seed));
}

export const FILES = {
  experiment: 'experiment.json',
  setting: 'setting.json',
  environment: 'environment.json',
  history: 'history.csv',
  /** Which estimator computed each column of the history. */
  estimators: 'estimators.json',
  /** Written last: its presence means that the run has ended. */
  summary: 'summary.json',
  /** Which process holds the run: see leases.ts. */
  lease: 'lease.json',
  /** Folder of a run's checkpoints while it is in progress: see checkpoints.ts. */
  unfinished: 'unfinished',
  /** Folder in which an ended run is written again, until it is complete: see rewrite.ts. */
  rewrite: 'again',
  /** Crashes, leases taken over, damaged checkpoints. Not part of the run's results. */
  incidents: 'incidents.json',
  /** Seconds a step and a measurement: for estimates of time, not part of the run's results. */
  pace: 'pace.json',
  /** The packed state at the last kept step, one row. */
  checkpoint: 'checkpoint.npy',
  /** Both players' parameters at the measured steps, one row each, and those steps. */
  parameters: 'parameters.npy',
  parameterSteps: 'parameter-steps.npy',
  /** Where each player is one number: rows of step, G and D, of every step or of as many as a chart shows. */
  trajectory: 'trajectory.npy',
} as const;
