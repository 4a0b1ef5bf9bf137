/** Experiment files in tests: written to a temporary folder, loaded, and their problems as lines. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Family, Member } from '../../src/core/gan/family.js';
import { count } from '../../src/core/gan/options.js';
import { type LoadOptions, loadExperiment } from '../../src/experiment/load.js';
import { ExperimentProblems } from '../../src/experiment/read/problems.js';
import type { Experiment } from '../../src/records/experiment.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const js: Member = { name: 'js', description: 'Jensen-Shannon divergence.', options: {} };
const modesCovered: Member = {
  name: 'modes-covered',
  description: 'Modes with enough samples.',
  options: { atLeast: count({ description: 'samples that cover a mode', default: 1 }) },
};
const metrics: Family<Member> = new Map([js, modesCovered].map((metric) => [metric.name, metric]));

type Options = Partial<LoadOptions> & { readonly name?: string };

export async function load(text: string, { name = 'x.yaml', ...options }: Options = {}): Promise<Experiment> {
  const file = join(folder, name);
  writeFileSync(file, text);
  return loadExperiment({ file, metrics, checkExpression: () => null, checkDerivations: () => [], ...options });
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
