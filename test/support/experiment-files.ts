/** Experiment files in tests: written to a temporary folder, loaded, and their problems as lines. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoadOptions, loadExperiment } from '../../src/experiment/load.js';
import { ExperimentProblems } from '../../src/experiment/read/problems.js';
import type { Experiment } from '../../src/records/experiment.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

type Options = LoadOptions & {
  /** Of the file that is written. */
  readonly name?: string;
  /** Loaded in its place. */
  readonly file?: string;
};

export async function load(text: string, { name = 'x.yaml', file, ...options }: Options = {}): Promise<Experiment> {
  const written = join(folder, name);
  writeFileSync(written, text);
  return loadExperiment(file ?? written, options);
}

/** `line:column: path: ...` of every problem; none for a file that is valid. */
export async function problemsOf(text: string, options: Options = {}): Promise<readonly string[]> {
  try {
    await load(text, options);
    return [];
  } catch (error) {
    if (!(error instanceof ExperimentProblems)) throw error;
    const file = join(folder, options.name ?? 'x.yaml');
    return error.message.split('\n').map((line) => line.replace(`${file}:`, '').trim());
  }
}

/** A valid file, line for line, with other sections after it. */
export function file(more = '', base = ''): string {
  return `name: x
question: Does it load?
base:
  target: { name: ring, modes: 8 }
  generator: { name: mlp, hidden: [8] }
  discriminator: mlp
${base}measure: { metrics: [js] }
${more}`;
}

/** Where what is given to `file` starts. */
export const MORE = 8;
export const BASE = 7;
