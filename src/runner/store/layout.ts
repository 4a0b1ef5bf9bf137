/** Where things lie in a results folder. */
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
  /** How the history's numbers were come by. */
  estimators: 'estimators.json',
  /** Its presence means that the run ended; written last. */
  summary: 'summary.json',
  /** Who works at the run now: see leases.ts. */
  lease: 'lease.json',
  /** The folder of a run's checkpoints while it is under way: see checkpoints.ts. */
  unfinished: 'unfinished',
  /** The folder of a run that is written another time, until it is whole: see again.ts. */
  rewrite: 'again',
  /** What befell the run on the way: crashes, leases taken over, torn checkpoints. Not part of its results. */
  incidents: 'incidents.json',
  /** Seconds that a step of the run took where it was trained: for estimates, not part of its results. */
  pace: 'pace.json',
  /** The packed state at the last kept step, one row. */
  checkpoint: 'checkpoint.npy',
  /** Both players' parameters at the measured steps, one row each, and those steps. */
  parameters: 'parameters.npy',
  parameterSteps: 'parameter-steps.npy',
  /** Where each player is one number: rows of step, G and D, of every step or of as many as a picture shows. */
  trajectory: 'trajectory.npy',
} as const;
