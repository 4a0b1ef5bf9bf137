/** An experiment's folder: its plan, and the records of its runs. Reports, claims and comparisons start from here. */
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { withDerived } from '../../../inference/expressions/derive.js';
import type { Experiment } from '../../../records/experiment.js';
import { readPlan } from '../../../records/read-plan.js';
import type { Environment, ExperimentRecord, RunRecord } from '../../../records/run-record.js';
import { writeWhole } from '../bytes/atomic.js';
import { jsonLine, jsonText, readJson, readJsonNow } from '../bytes/json.js';
import { readTextNow } from '../bytes/text.js';
import { readEnvironment } from './environment.js';
import { FILES, seedFolder } from './layout.js';
import { readHistory, readRun } from './runs.js';

/**
 * Leaves the file alone where it says the same already: its date tells when the plan last changed. Gives the experiment
 * file that the plan before was made from, if that was another one.
 */
export async function writePlan(folder: string, experiment: Experiment): Promise<string | null> {
  const path = join(folder, FILES.experiment);
  const text = planText(experiment);
  if (readTextNow(path) === text) return null;
  const before = await readJson<Partial<Experiment>>(path);
  await writeWhole(path, text);
  return before?.file !== undefined && before.file !== experiment.file ? before.file : null;
}

/** A cell a line: indented, ten thousand of them would be twice as long. */
export function planText(plan: Experiment): string {
  const lines = plan.cells.map((cell) => `\n    ${jsonLine(cell)}`);
  return jsonText({ ...plan, cells: [] }).replace(/^ {2}"cells": \[\]/m, () => `  "cells": [${lines.join(',')}\n  ]`);
}

/** The plan of the experiment whose folder this is. Throws a sentence where the folder holds none. */
export async function planIn(folder: string): Promise<Experiment> {
  const plan = await readJson<unknown>(join(folder, FILES.experiment));
  if (plan === undefined) {
    const what = existsSync(join(folder, FILES.experiment)) ? 'damaged' : 'missing';
    throw new Error(`${folder}: no results here (${FILES.experiment} is ${what}); \`helvetica run FILE\` makes them`);
  }
  return readPlan(plan);
}

const REMEMBERED = 2000; // some 100 MB

/** The run, whose readings are let go of when memory is short, and read again when they are wanted. */
function forgetful({ history, ...rest }: RunRecord, again: () => RunRecord): RunRecord {
  let known = new WeakRef(history);
  return {
    ...rest,
    get history() {
      const there = known.deref();
      if (there) return there;
      const { history: read } = again();
      known = new WeakRef(read);
      return read;
    },
  };
}

/**
 * The experiment file that the folder's plan was made from, or null where there is none. Read from the plan's first
 * lines: that of ten thousand cells has megabytes.
 */
export async function plannedFile(folder: string): Promise<string | null> {
  const path = join(folder, FILES.experiment);
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (['ENOENT', 'ENOTDIR'].includes(error.code ?? '')) return null;
    throw error;
  });
  if (!file) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const [, written] = /^ {2}"file": (".*"),?$/m.exec(buffer.toString('utf8', 0, bytesRead)) ?? [];
    if (written !== undefined) return JSON.parse(written) as string;
  } catch (error) {
    // Damaged there: the whole will not be read either.
    if (!(error instanceof SyntaxError)) throw Object.assign(error as NodeJS.ErrnoException, { path });
  } finally {
    await file.close();
  }
  return (await readJson<Partial<Experiment>>(path))?.file ?? null;
}

const HEAD = 16_384; // bytes: a name, a question and a path

/** The plan that lies in the folder, or null where there is none that can be read. */
export function planBefore(folder: string): Experiment | null {
  const plan = readJsonNow<unknown>(join(folder, FILES.experiment));
  try {
    return readPlan(plan);
  } catch {
    return null;
  }
}

/** Throws a sentence where the folder holds no experiment. `remembered`: how many runs' readings stay in memory. */
export async function readExperiment(folder: string, remembered = REMEMBERED): Promise<ExperimentRecord> {
  const experiment = await planIn(folder);
  const derived = withDerived(experiment);
  const runs: RunRecord[] = [];
  const environments = new Map<string, Environment>();
  for (const cell of experiment.cells) {
    for (const seed of experiment.seeds) {
      const at = seedFolder(folder, cell, seed);
      const run = readRun(at, cell, seed);
      if (!run) continue;
      const whole = derived(run);
      const { history: _, ...bare } = run;
      runs.push(
        runs.length < remembered ? whole : forgetful(whole, () => derived({ ...bare, history: readHistory(at) })),
      );
      const environment = readEnvironment(at);
      if (environment) environments.set(JSON.stringify(environment), environment);
    }
  }
  return { experiment, folder, runs, environments: [...environments.values()] };
}
