/** Sweeps in tests: an experiment file written to a temporary folder, loaded, and trained in this process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type LoadOptions, loadExperiment } from '../../src/experiment/load.js';
import type { Experiment } from '../../src/records/experiment.js';
import type { ExperimentRecord } from '../../src/records/run-record.js';
import { runExperiment } from '../../src/runner/run.js';
import type { RunOptions } from '../../src/runner/run-options.js';

/** An empty folder for the tests of one file, removed when they have ended. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `helvetica-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Changes = Pick<LoadOptions, 'set' | 'seeds' | 'profile'>;

/** The experiment of the file. */
export function loadFile(file: string, changes: Changes = {}): Promise<Experiment> {
  return loadExperiment(file, changes);
}

/** The experiment of the text, which is written to the file first. */
export function loadText(file: string, text: string, changes: Changes = {}): Promise<Experiment> {
  writeFileSync(file, text);
  return loadFile(file, changes);
}

/** Options of a run in this process. */
export const HERE = { backend: 'onnx', workers: 0, command: 'test' } as const;

/** Runs the experiment in this process. */
export function train(
  experiment: Experiment,
  results: string,
  options: Partial<RunOptions> = {},
): Promise<ExperimentRecord> {
  return runExperiment(experiment, { ...HERE, results, ...options });
}
