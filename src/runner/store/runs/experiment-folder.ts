/** An experiment's own folder: how it is made, its plan, and the settings of its cells. */
import { existsSync, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Experiment, PlannedCell } from '../../../records/experiment.js';
import { readPlan } from '../../../records/read-plan.js';
import { placeWhole, writeWhole } from '../bytes/atomic.js';
import { jsonLine, jsonText, readJson, readJsonNow } from '../bytes/json.js';
import { readTextNow } from '../bytes/text.js';
import { cellFolder, FILES } from '../layout.js';

/**
 * Leaves the file alone where it says the same already: its date tells when the plan last changed. Gives the experiment
 * file that the plan before was made from, if that was another one.
 */
export async function writePlan(folder: string, experiment: Experiment): Promise<string | null> {
  const path = join(folder, FILES.experiment);
  const text = planFileText(experiment);
  if (readTextNow(path) === text) return null;
  const before = await readJson<Partial<Experiment>>(path);
  await writeWhole(path, text);
  return before?.file !== undefined && before.file !== experiment.file ? before.file : null;
}

/** A cell a line: indented, ten thousand of them would be twice as long. */
export function planFileText(plan: Experiment): string {
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
export function previousPlan(folder: string): Experiment | null {
  const plan = readJsonNow<unknown>(join(folder, FILES.experiment));
  try {
    return readPlan(plan);
  } catch {
    return null;
  }
}

/** The experiment's own, and those above it. */
export function makeExperimentFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeExperimentFolder(dirname(folder));
  // One by one: what Node throws of several at once on a read-only disk is that there is no such folder.
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Makes a folder inside the experiment's; one that vanished as a whole is not made again. */
export function makeFolder(experiment: string, path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || !existsSync(join(experiment, FILES.experiment))) throw error;
    mkdirSync(path, { recursive: true });
  }
}

/** The cell's folder must exist. Others may be writing it this moment, the same; one that is torn is mended. */
export function keepSetting(experiment: string, cell: Pick<PlannedCell, 'folder' | 'setting'>): void {
  const path = join(cellFolder(experiment, cell), FILES.setting);
  const text = jsonText(cell.setting);
  if (readTextNow(path) !== text) placeWhole(path, text);
}
