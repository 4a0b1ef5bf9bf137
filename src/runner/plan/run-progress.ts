/** How far a run is, from the files in its folder. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decodeNpy } from '../../core/files/npy.js';
import type { Measure, PlannedCell } from '../../records/experiment.js';
import { measuredSteps } from '../measure/measure.js';
import { isMeasuredAlike } from '../measure/measure-identity.js';
import { isTemporary } from '../store/bytes/atomic.js';
import { readJsonNow } from '../store/bytes/json.js';
import { isOwnFolder } from '../store/bytes/own-folders.js';
import { readBytesNow, readTextNow } from '../store/bytes/text.js';
import { isGone } from '../store/holder.js';
import { FILES } from '../store/layout.js';
import { type Lease, parseLease } from '../store/locks/leases.js';
import { ownSeedFolder } from '../store/own-runs.js';
import { latestState } from '../store/runs/checkpoints.js';
import { firstChanged, openHistory } from '../store/runs/runs.js';
import { checkedSummary, parseSummary, type RunSummary, summaryProblem } from '../store/runs/summary.js';

/**
 * `finished`: ended, and measured as the plan asks. `to measure`: ended, and has kept the parameters that the plan measures.
 * `to resume`: interrupted, with a checkpoint. `to train`: from step 0.
 */
export type RunStage = 'finished' | 'to measure' | 'to resume' | 'to train';

/** The part of a summary that stays in memory: the checksums of ten thousand would fill it. */
export type EndedRun = Pick<RunSummary, 'outcome' | 'steps' | 'reason' | 'measured'>;

export interface RunProgress {
  readonly stage: RunStage;
  /** Steps trained already; the last checkpoint's where the run was interrupted, not yet verified. */
  readonly step: number;
  /** How it ended the last time, if it did; with the reason of an `error`. */
  readonly summary: EndedRun | null;
  /** What of it is damaged, as a sentence that begins with the file; null where nothing is, or where files were not checked. */
  readonly damage: string | null;
  /** The lease on its folder. */
  readonly lease: Lease | null;
  /** Whether the lease's process has died. Known only for processes of this machine. */
  readonly holderGone: boolean;
  /** Names that the holder of the run's lease may remove: partly written files, and checkpoints and unfinished rewrites of an ended run. */
  readonly staleFiles: readonly string[];
}

export interface ScanOptions {
  /** The experiment's folder. */
  readonly folder: string;
  readonly cell: Pick<PlannedCell, 'folder' | 'setting'>;
  readonly seed: number;
  readonly measure: Measure;
  /** `measureIdentity(measure)`, computed once a plan. */
  readonly measured: string;
  /**
   * Whether summaries of finished runs are trusted without checking their files: for commands that only show progress, which scan
   * ten thousand runs in two seconds. Commands that work check every file, and replace damaged ones.
   */
  readonly shallow?: boolean;
}

export function scanRun({ folder, cell, seed, measure, measured, shallow = false }: ScanOptions): RunProgress {
  const at = ownSeedFolder(folder, cell, seed);
  const finished = shallow ? finishedRun(at, measured) : null;
  if (finished) return finished;
  const names = namesInFolder(at);
  for (const name of [FILES.unfinished, FILES.rewrite]) if (names.has(name)) isOwnFolder(join(at, name));
  const summary = names.has(FILES.summary) ? (parseSummary(readTextNow(join(at, FILES.summary)) ?? '') ?? null) : null;
  const lease = names.has(FILES.lease) ? parseLease(readTextNow(join(at, FILES.lease))) : null;
  const ended = summary && hasEnded(summary) ? summary : null;
  const staleOnceEnded: readonly string[] = [FILES.unfinished, FILES.rewrite];
  const staleFiles = [...names].filter((name) => isTemporary(name) || (ended && staleOnceEnded.includes(name)));
  const torn = names.has(FILES.summary) && !summary && !shallow ? tornSummary(join(at, FILES.summary)) : null;
  const found = {
    damage: torn,
    summary: summary && endedOf(summary),
    lease,
    holderGone: lease !== null && isGone(lease),
    staleFiles,
  };
  if (ended) {
    const { steps } = ended;
    const damage = shallow || ended.measured !== measured ? null : damageOf(at, ended, measure);
    found.damage = damage;
    const isIntact = shallow ? names.has(FILES.history) : damage === null;
    if (ended.measured === measured && isIntact) return { ...found, stage: 'finished', step: steps };
    if (names.has(FILES.parameters) && hasKept(at, { measure, cell, ended }))
      return { ...found, stage: 'to measure', step: steps };
  }
  const step = names.has(FILES.unfinished) ? latestState(namesInFolder(join(at, FILES.unfinished))) : 0;
  return { ...found, stage: step > 0 ? 'to resume' : 'to train', step };
}

function tornSummary(path: string): string {
  return `${path}: ${summaryProblem(readTextNow(path) ?? '')}`;
}

/** What of an ended run that was measured as planned is not as the run wrote it, as a sentence that begins with the file; or null. */
function damageOf(at: string, ended: RunSummary, { metrics }: Measure): string | null {
  const read = openHistory(at, ended);
  if ('damaged' in read) return read.damaged;
  const last = read.history.at(-1)?.step;
  const final = new Set(read.history.filter(({ step }) => step === last).map(({ metric }) => metric));
  const lacking = metrics.find(({ column }) => !final.has(column));
  if (lacking) return `${join(at, FILES.history)}: has no final value of ${lacking.column}`;
  const changed = firstChanged(at, ended);
  return changed === null ? null : `${changed}: is damaged`;
}

/** A finished run without a lease, recognized without listing its folder, which is slow; null for all others. */
function finishedRun(at: string, measured: string): RunProgress | null {
  const summary = checkedSummary(readJsonNow(join(at, FILES.summary)));
  if (!summary || summary.measured !== measured || !hasEnded(summary)) return null;
  if (existsSync(join(at, FILES.lease)) || !existsSync(join(at, FILES.history))) return null;
  return {
    stage: 'finished',
    step: summary.steps,
    damage: null,
    summary: endedOf(summary),
    lease: null,
    holderGone: false,
    staleFiles: [],
  };
}

function endedOf({ outcome, steps, reason, measured }: RunSummary): EndedRun {
  return { outcome, steps, reason, measured };
}

function hasEnded({ outcome }: RunSummary): boolean {
  return outcome === 'finished' || outcome === 'diverged';
}

/**
 * Whether the parameters of every step that the plan measures are on disk. Where it keeps the last ones only, those of the last step
 * are enough, if the values measured at other steps are valid for the plan.
 */
function hasKept(
  folder: string,
  { measure, cell, ended }: Pick<ScanOptions, 'measure' | 'cell'> & { readonly ended: RunSummary },
): boolean {
  const path = join(folder, FILES.parameterSteps);
  const { steps } = cell.setting;
  try {
    const kept = new Set(decodeNpy(readBytesNow(path)!, path).data);
    const needed = measuredSteps(measure, steps).filter(
      (step) => step < ended.steps || (step === steps && ended.steps === steps),
    );
    const enough = measure.keep === 'last' && isMeasuredAlike(ended, measure) ? needed.slice(-1) : needed;
    return enough.every((step) => kept.has(step));
  } catch {
    return false;
  }
}

/** Empty where there is no such folder. */
export function namesInFolder(folder: string): ReadonlySet<string> {
  try {
    return isOwnFolder(folder) ? new Set(readdirSync(folder)) : notAFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NONE;
    throw error;
  }
}

/** Nothing is there; or a file, for which reading throws the usual error. */
function notAFolder(folder: string): ReadonlySet<string> {
  return existsSync(folder) ? new Set(readdirSync(folder)) : NONE;
}

const NONE: ReadonlySet<string> = new Set();
