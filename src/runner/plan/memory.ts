/** Whether what is planned fits into this machine's memory, before anything is built. */

import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { build } from '../../core/gan/build.js';
import { bytesText } from '../../core/text/bytes.js';
import { plural } from '../../core/text/words.js';
import {
  LIBRARIES,
  MAX_TENSOR_NUMBERS,
  type MemoryNeed,
  memoryNeeds,
  tooLargeTensor,
} from '../../core/training/memory-needs.js';
import { formatProblem, problemAt } from '../../experiment/read/problems.js';
import { positionInFile } from '../../experiment/resolve/written.js';
import type { Experiment, PlannedCell } from '../../records/experiment.js';
import { measuredStepCount } from '../measure/measure.js';
import { openSizes } from './sizes.js';

/** What the most demanding setting takes of each worker. */
export interface MemoryPlan {
  readonly cell: PlannedCell;
  readonly needs: readonly MemoryNeed[];
  /** Of one worker, estimated within a factor of 2. */
  readonly bytes: number;
  readonly workers: number;
}

/**
 * A setting needs more memory than the machine has: thrown before anything is built. The message says which part needs how much.
 *
 * @example
 * const experiment = await loadExperiment('ring.yaml');
 * const error = await runExperiment(experiment, { results: 'results' }).catch((reason: unknown) => reason);
 * console.log(error instanceof NotEnoughMemoryError); // false: ring.yaml needs little
 */
export class NotEnoughMemoryError extends Error {
  override readonly name = 'NotEnoughMemoryError';
}

type Planned = Pick<Experiment, 'cells' | 'measure' | 'file'>;

/** How the cells are divided. */
export interface Division {
  /** Processes that work at once. */
  readonly workers: number;
  /** The most runs of a cell that are trained together. */
  readonly together: (cell: PlannedCell) => number;
}

/** The most that a setting needs; null where there is none. Throws `NotEnoughMemoryError` where one does not fit into this machine. */
export function planMemory(
  experiment: Planned,
  { workers, together }: Division,
  machine = usableMemory(),
): MemoryPlan | null {
  const { cells, measure } = experiment;
  const seen = new Set<string>();
  const sizesOf = openSizes();
  let most: MemoryPlan | null = null;
  for (const cell of cells) {
    const runs = together(cell);
    const key = `${runs} ${sizesOf(cell.setting)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const built = build(cell.setting);
    const kept = measure.keep === 'last' ? KEPT_OF_LAST : measuredStepCount(measure, cell.setting.steps);
    const load = { runs, samples: measure.samples, kept };
    const tensor = tooLargeTensor(built, load);
    if (tensor)
      throw refusal(
        experiment,
        { cell, keys: tensor.keys },
        `would have ${tensor.numbers} numbers in ${tensor.what}; at most ${MAX_TENSOR_NUMBERS} fit into one array`,
      );
    const needs = memoryNeeds(built, load);
    const bytes = needs.reduce((sum, need) => sum + need.bytes, 0);
    if (!most || bytes > most.bytes) most = { cell, needs, bytes, workers };
  }
  if (most && most.bytes > machine.bytes)
    throw refusal(experiment, { cell: most.cell, keys: blameOf(most, machine).keys }, excess(most, machine));
  return most;
}

const KEPT_OF_LAST = 3; // rows: decision 011

/** With file and line where the experiment was loaded from the file in this process. */
function refusal(
  { file, measure }: Planned,
  { cell, keys }: { readonly cell: PlannedCell; readonly keys: readonly string[] },
  why: string,
): NotEnoughMemoryError {
  const values = Object.entries(cell.labels).map(([axis, value]) => `${axis} ${value}`);
  const position = positionInFile({ setting: cell.setting, measure }, keys) ?? {
    file,
    line: null,
    column: null,
    path: '',
  };
  const setting = ['the setting', ...(values.length > 0 ? [values.join(', ')] : [])].join(' ');
  return new NotEnoughMemoryError(formatProblem(problemAt(position, `${setting} ${why}`)));
}

/** The largest need that can be reduced; that of Node where it alone is too much. */
function blameOf({ needs }: MemoryPlan, { bytes }: UsableMemory): MemoryNeed {
  return largestOf(bytes > LIBRARIES ? needs.filter(({ reduce }) => reduce !== '') : needs);
}

function excess(plan: MemoryPlan, machine: UsableMemory): string {
  const { bytes: available, of } = machine;
  const largest = blameOf(plan, machine);
  return `needs about ${bytesText(plan.bytes)} a worker, above the ${bytesText(available)} of ${of}: ${largest.what} ${bytesText(largest.bytes)}${largest.reduce && `; reduce ${largest.reduce}`}`;
}

const largestOf = (needs: readonly MemoryNeed[]) =>
  needs.reduce((most, need) => (need.bytes > most.bytes ? need : most));

/** `about 240 MiB a worker, 480 MiB for 2 workers, of 23 GiB`. */
export function memoryText({ bytes, workers }: MemoryPlan, machine = usableMemory()): string {
  const all = workers > 1 ? `, ${bytesText(workers * bytes)} for ${plural(workers, 'worker')}` : '';
  return `about ${bytesText(bytes)} a worker${all}, of ${bytesText(machine.bytes)} of ${machine.of}`;
}

/** A warning where the workers together take more than half of the memory; null otherwise. */
export function memoryWarning(plan: MemoryPlan, machine = usableMemory()): string | null {
  const { bytes, workers, needs } = plan;
  if (workers * bytes <= machine.bytes / 2) return null;
  const largest = largestOf(needs);
  const fitting = Math.floor(machine.bytes / 2 / bytes);
  const less = workers > 1 ? `--workers ${Math.max(1, fitting)}` : `less: ${largest.what} ${bytesText(largest.bytes)}`;
  return `memory: ${memoryText(plan, machine)}, more than half of it: ${workers > 1 ? `pass ${less}` : less}`;
}

export interface UsableMemory {
  readonly bytes: number;
  /** Whose memory it is. */
  readonly of: string;
}

/** For what other machines are to run: refused is only what none can. */
export const ANY_MACHINE: UsableMemory = { bytes: Number.POSITIVE_INFINITY, of: 'any machine' };

/** The least of the machine's memory, of the control group's limit, and of the address space that `ulimit -v` leaves. */
export function usableMemory(): UsableMemory {
  const found: UsableMemory[] = [{ bytes: totalmem(), of: 'this machine' }];
  const limit = process.constrainedMemory() ?? 0;
  if (limit > 0 && limit < totalmem()) found.push({ bytes: limit, of: 'this control group' });
  const space = addressSpaceLeft();
  if (space !== null) found.push({ bytes: space, of: 'the address space (ulimit -v)' });
  return found.reduce((least, one) => (one.bytes < least.bytes ? one : least));
}

/** What `ulimit -v` leaves of the address space: much of it is reserved from the start. Null without a limit, or where /proc is missing. */
function addressSpaceLeft(): number | null {
  try {
    const limit = /^Max address space +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
    const [, size, resident] =
      /^VmSize:\s+(\d+) kB[\s\S]*^VmRSS:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (!limit || size === undefined) return null;
    return Math.max(0, Number(limit[1]) - 1024 * (Number(size) - Number(resident)));
  } catch {
    return null;
  }
}
