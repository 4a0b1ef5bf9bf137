/** An experiment's own folder: how it is made, its plan, and the settings of its cells. */
import { existsSync, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readPlan } from '../../../experiment/plan/read-plan.js';
import type { Experiment, PlannedCell } from '../../../records/experiment.js';
import { placeWhole, writeWhole } from '../bytes/atomic.js';
import { jsonLine, jsonText, readJson, readJsonNow } from '../bytes/json.js';
import { isReadable, readTextNow } from '../bytes/text.js';
import { cellFolder, FILES } from '../layout.js';

/**
 * Leaves the file alone where its contents are the same: its date tells when the plan last changed. Returns the experiment
 * file that the previous plan was made from, if it was another one.
 */
export async function writePlan(folder: string, experiment: Experiment): Promise<string | null> {
  const path = join(folder, FILES.experiment);
  const text = planFileText(experiment);
  if (readTextNow(path) === text) return null;
  const before = fileOf(await readJson(path));
  await writeWhole(path, text);
  return before === experiment.file ? null : before;
}

/** One cell a line: indented, ten thousand cells would take twice as many bytes. */
export function planFileText(plan: Experiment): string {
  const lines = plan.cells.map((cell) => `\n    ${jsonLine(cell)}`);
  return jsonText({ ...plan, cells: [] }).replace(/^ {2}"cells": \[\]/m, () => `  "cells": [${lines.join(',')}\n  ]`);
}

/** The plan in the experiment's folder. Throws where it is missing or damaged. */
export async function planIn(folder: string): Promise<Experiment> {
  const path = join(folder, FILES.experiment);
  const plan = await readJson<unknown>(path);
  if (plan === undefined) {
    const what = existsSync(path) ? 'damaged' : 'missing';
    throw new Error(
      `${folder}: no results here (${FILES.experiment} is ${what}); create them with \`helvetica run FILE\``,
    );
  }
  try {
    return readPlan(plan);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}

/**
 * The experiment file that the folder's plan was made from; null without a plan. Read from the plan's first lines:
 * the plan of ten thousand cells has megabytes.
 */
export async function plannedFile(folder: string): Promise<string | null> {
  const path = join(folder, FILES.experiment);
  if (!existsSync(dirname(path)) || !isReadable(path)) return null;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const [, written] = /^ {2}"file": (".*"),?$/m.exec(buffer.toString('utf8', 0, bytesRead)) ?? [];
    if (written !== undefined) return String(JSON.parse(written));
  } catch (error) {
    // Damaged JSON: parsing the whole file decides below.
    if (!(error instanceof SyntaxError)) throw Object.assign(error as NodeJS.ErrnoException, { path });
  } finally {
    await file.close();
  }
  return fileOf(await readJson(path));
}

/** The experiment file that a plan names; null where it names none, whatever else the plan holds. */
function fileOf(plan: unknown): string | null {
  const { file } = (plan ?? {}) as { readonly file?: unknown };
  return typeof file === 'string' ? file : null;
}

const HEAD_BYTES = 16_384; // of a plan: holds its name, question and file

/** The plan in the folder; null where it is missing or damaged. */
export function previousPlan(folder: string): Experiment | null {
  const plan = readJsonNow<unknown>(join(folder, FILES.experiment));
  try {
    return readPlan(plan);
  } catch {
    return null;
  }
}

/** Makes the experiment's folder and its parents. */
export function makeExperimentFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeExperimentFolder(dirname(folder));
  // One by one: for a recursive mkdir on a read-only disk, Node reports ENOENT.
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Makes a folder inside the experiment's; throws where the experiment's folder was removed. */
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

/** Writes the cell's setting where it is missing or damaged. The cell's folder must exist. Another process may write the same at once. */
export function keepSetting(experiment: string, cell: Pick<PlannedCell, 'folder' | 'setting'>): void {
  const path = join(cellFolder(experiment, cell), FILES.setting);
  const text = jsonText(cell.setting);
  if (readTextNow(path) !== text) placeWhole(path, text);
}
