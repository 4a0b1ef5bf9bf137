/** Where a run can resume: at its own checkpoints, or at the ends and checkpoints of runs of fewer steps. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dependsOnSteps } from '../../core/training/scalars.js';
import { measuredParameterCount, stateLayout } from '../../core/training/state-layout.js';
import { readKeptMeasurements } from '../measure/kept-measurements.js';
import { type Measured, measuredSteps, NO_PREVIOUS, PREVIOUS_NOT_KEPT } from '../measure/measure.js';
import { isMeasuredAlike } from '../measure/measure-identity.js';
import { measuredSchema } from '../measure/measured-schema.js';
import type { ShorterCell } from '../plan/block.js';
import { reachedStep } from '../plan/shorter-cells.js';
import { isGone } from '../store/holder.js';
import { FILES, seedFolder } from '../store/layout.js';
import { readLease } from '../store/locks/leases.js';
import { ownSeedFolder } from '../store/own-runs.js';
import {
  type Checkpoints,
  type KeptState,
  type KeptStep,
  type LastState,
  type RunIdentity,
  readCheckpoints,
} from '../store/runs/checkpoints.js';
import { type KeptRun, readKeptRun, readLastState } from '../store/runs/kept.js';
import { settleRewrite } from '../store/runs/rewrite.js';
import type { BlockContext } from './block-context.js';
import { measureOrReuse } from './remeasure.js';

export type ResumeState = Pick<Checkpoints<Measured>, 'kept'> & { readonly state: KeptState };

export interface ResumePoint {
  /** Null where the run starts at step 0. */
  readonly from: ResumeState | null;
  /** Why later states on disk cannot be used. */
  readonly problems: readonly string[];
}

/** The last state on disk that is undamaged and can be used. */
export async function findResumePoint(context: BlockContext, seed: number): Promise<ResumePoint> {
  const { block, parts } = context;
  const own = seedFolder(block.folder, block.cell, seed);
  const shorter = dependsOnSteps(parts) ? [] : block.shorter;
  const candidates = [
    { step: reachedStep(own), open: () => ownCandidate(context, seed, own) },
    ...shorter.map((cell) => {
      const at = ownSeedFolder(block.folder, cell, seed);
      if (!isHeld(at)) settleRewrite(at);
      return { step: reachedStep(at), open: () => shorterCandidate(context, seed, { cell, at }) };
    }),
  ];
  let from: ResumeState | null = null;
  const problems: string[] = [];
  for (const { step, open } of candidates.sort((a, b) => b.step - a.step)) {
    if (from && from.state.step >= step) break;
    const found = await open();
    if (found.problem) problems.push(found.problem);
    if (found.usable && found.usable.state.step > (from?.state.step ?? -1)) from = found.usable;
  }
  return { from, problems };
}

function isHeld(folder: string): boolean {
  const lease = readLease(folder);
  return existsSync(join(folder, FILES.lease)) && !(lease && isGone(lease));
}

interface Candidate {
  readonly usable: ResumeState | null;
  readonly problem?: string | undefined;
}

/** Those of states and parameters of other lengths than this setting's are damaged too. */
async function checkpointsIn(
  { parts }: BlockContext,
  folder: string,
  run: RunIdentity,
): Promise<Checkpoints<Measured>> {
  const found = await readCheckpoints<Measured>(folder, run, measuredSchema);
  const { length } = stateLayout(parts);
  const parameterCount = measuredParameterCount(parts);
  const isState = ({ state }: LastState) => state.length === length;
  const isFitting = (state: KeptState) => isState(state) && (state.last === null || isState(state.last));
  const states = found.states.filter(isFitting);
  const kept = new Map(
    [...found.kept].filter(([, { parameters }]) => parameters === null || parameters.length === parameterCount),
  );
  const unfit = found.states.filter((state) => !isFitting(state)).map(({ step }) => `state-${step}`);
  return { states, kept, damaged: [...found.damaged, ...unfit] };
}

async function ownCandidate(context: BlockContext, seed: number, folder: string): Promise<Candidate> {
  const own = await checkpointsIn(context, folder, { cell: context.block.cell.id, seed });
  const usable = lastUsable(context, own);
  if (own.damaged.length > 0) return { usable, problem: `damaged checkpoints (${own.damaged.join(', ')})` };
  const lacksSteps = own.states.length > 0 && !usable;
  return { usable, problem: lacksSteps ? 'its checkpoints do not hold all steps that the plan measures' : undefined };
}

/** The last state before which all steps of the plan are measured or can be; at its own step it can be measured itself. */
function lastUsable(
  context: BlockContext,
  { states, kept }: Pick<Checkpoints<Measured>, 'states' | 'kept'>,
): ResumeState | null {
  const state = states.find(({ step }) => {
    if (step > context.parts.setting.steps) return false;
    const wanted = measuredUpTo(context, step);
    return wanted.every((at, i) => {
      const known = kept.get(at);
      if (at === step || known?.parameters) return true;
      // The parameters of the last two steps are written should the run end before its next measurement.
      return known?.measured === context.block.measured && i < wanted.length - 2;
    });
  });
  return state ? { state, kept } : null;
}

const LACKS_STEPS = 'the run of fewer steps did not keep all steps that the plan measures';

/** The end of a run of fewer steps, or its last checkpoint where it was interrupted. */
async function shorterCandidate(
  context: BlockContext,
  seed: number,
  { cell, at }: { readonly cell: ShorterCell; readonly at: string },
): Promise<Candidate> {
  const ended = await readKeptRun(at, measuredParameterCount(context.parts));
  const state = ended && (await readLastState(at, ended));
  if (!ended || !state || state.length !== stateLayout(context.parts).length) {
    const found = await checkpointsIn(context, at, { cell: cell.id, seed });
    const interrupted = lastUsable(context, found);
    const lacksSteps = found.states.length > 0 && !interrupted;
    const isDamaged = found.damaged.length > 0 || (!state && existsSync(join(at, FILES.parameters)));
    return {
      // Its last step is an ordinary one now: measured again, from the state, if the plan measures it.
      usable: interrupted && {
        ...interrupted,
        kept: new Map([...interrupted.kept].filter(([step]) => step !== interrupted.state.step)),
      },
      problem: isDamaged
        ? `files of the run of fewer steps in ${cell.folder} are damaged`
        : lacksSteps
          ? LACKS_STEPS
          : undefined,
    };
  }
  const { step } = ended.rows.at(-1)!;
  const kept = await shorterSteps(context, { seed, folder: at, ended });
  const usable = lastUsable(context, { states: [{ step, state, last: null }], kept });
  return {
    usable,
    problem: usable ? undefined : LACKS_STEPS,
  };
}

/** Measured again where the parameters were kept; else the earlier values, if they are valid for the plan. */
async function shorterSteps(
  context: BlockContext,
  { seed, folder, ended }: { readonly seed: number; readonly folder: string; readonly ended: KeptRun },
): Promise<ReadonlyMap<number, KeptStep<Measured>>> {
  const { measure, measured } = context.block;
  const rows = new Map(ended.rows.map(({ step, parameters }) => [step, { step, state: parameters }]));
  const kept = new Map<number, KeptStep<Measured>>();
  for (const { step, parameters } of ended.rows)
    kept.set(step, { step, parameters, measured: '', measurement: NOT_MEASURED });
  const steps = measuredUpTo(context, ended.rows.at(-1)!.step);
  if (steps.every((at) => rows.has(at)) || measure.keep === 'all' || !isMeasuredAlike(ended.summary, measure))
    return kept;
  const known = await readKeptMeasurements(folder, ended, measure);
  for (const [i, step] of known ? steps.slice(0, -1).entries() : []) {
    const previous = i === 0 ? NO_PREVIOUS : (rows.get(steps[i - 1]) ?? PREVIOUS_NOT_KEPT);
    const measurement = await measureOrReuse(context, { seed, row: rows.get(step), previous, known: known!.get(step) });
    kept.set(step, { step, parameters: rows.get(step)?.state ?? null, measured, measurement });
  }
  return kept;
}

const NOT_MEASURED: Measured = {
  step: 0,
  values: [],
  vectors: [],
  estimators: [],
  generated: new Float64Array(),
  real: new Float64Array(),
  figure: null,
};

/** The steps up to `step` that the plan measures. */
export function measuredUpTo({ block, parts }: BlockContext, step: number): number[] {
  return measuredSteps(block.measure, parts.setting.steps).filter((at) => at <= step);
}
