/** The parameters and the last state that an ended run has kept, verified by the checksums of its summary. */
import { dirname, join } from 'node:path';
import type { FloatArray } from '../../../core/engine/program.js';
import { decodeNpy, type NpyArray } from '../../../core/files/npy.js';
import { checksum } from '../bytes/checksum.js';
import { isOwnFolder } from '../bytes/own-folders.js';
import { readBytes } from '../bytes/text.js';
import { FILES } from '../layout.js';
import { type RunSummary, readSummary } from './summary.js';

export interface KeptRun {
  readonly summary: RunSummary;
  /** In order of steps. */
  readonly rows: readonly { readonly step: number; readonly parameters: FloatArray }[];
}

// Measuring again leaves these files alone, and its new summary would vouch for a damaged one.
const TRAINING_FILES = [FILES.checkpoint, FILES.parameters, FILES.parameterSteps, FILES.trajectory];

/** Null where a file is missing or damaged, or has other parameters than `parameterCount` a step. */
export async function readKeptRun(folder: string, parameterCount?: number): Promise<KeptRun | null> {
  const summary = readSummary(folder);
  if (!summary) return null;
  const known = TRAINING_FILES.filter((file) => file in summary.checksums);
  const arrays = new Map<string, NpyArray | null>();
  for (const file of known) arrays.set(file, await readVerifiedArray(folder, file, summary));
  const [steps, parameters] = [arrays.get(FILES.parameterSteps), arrays.get(FILES.parameters)];
  if (!steps || !parameters || [...arrays.values()].includes(null)) return null;
  const [, width = 0] = parameters.shape;
  const isOfThisRun =
    steps.shape.length === 1 &&
    parameters.shape.length === 2 &&
    parameters.shape[0] === steps.data.length &&
    (parameterCount === undefined || width === parameterCount || steps.data.length === 0) &&
    steps.data.every((step, i) => Number.isSafeInteger(step) && step > (steps.data[i - 1] ?? -1)) &&
    (steps.data.at(-1) ?? 0) <= summary.steps;
  if (!isOfThisRun) return null;
  const rows = [...steps.data].map((step, i) => ({
    step,
    parameters: parameters.data.slice(i * width, (i + 1) * width),
  }));
  return { summary, rows };
}

/** The packed state at the last kept step; null where it is missing or damaged. */
export async function readLastState(folder: string, { summary }: KeptRun): Promise<FloatArray | null> {
  return (await readVerifiedArray(folder, FILES.checkpoint, summary))?.data ?? null;
}

/** Null where it is missing or damaged. */
export async function readVerifiedArray(folder: string, file: string, summary: RunSummary): Promise<NpyArray | null> {
  const bytes = await readVerified(folder, file, summary);
  try {
    return bytes && decodeNpy(bytes, join(folder, file));
  } catch {
    return null; // the checksum is right, and it is no array
  }
}

/** The file's bytes where they match the summary's checksum; null otherwise. */
export async function readVerified(
  folder: string,
  file: string,
  { checksums = {} }: Partial<RunSummary>,
): Promise<Buffer | null> {
  const above = dirname(file);
  if (above !== '.' && !isOwnFolder(join(folder, above))) return null;
  const bytes = await readBytes(join(folder, file));
  return bytes && checksum(bytes) === checksums[file] ? bytes : null;
}
