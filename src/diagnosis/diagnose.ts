/** What a run died of: every verdict asked of its record, those that hold in the order of causes before symptoms. */
import { z } from 'zod';
import type { Family } from '../core/gan/family.js';
import type { Experiment } from '../records/experiment.js';
import type { RunRecord } from '../records/run-record.js';
import { failureModes } from './catalog.js';
import { causesFirst } from './causal-order.js';
import type { Evidence } from './evidence/finding.js';
import { measuredTooSeldom, type RunTrace, runTrace } from './evidence/run-trace.js';
import type { FailureMode } from './failure-modes/_failure-mode.js';

export interface Finding {
  readonly verdict: FailureMode;
  readonly evidence: readonly Evidence[];
}

export interface Diagnosis {
  /** The first of those that hold is the run's verdict. */
  readonly holding: readonly Finding[];
  /** Those that could be told and do not hold. */
  readonly denied: readonly Finding[];
  /** Those that could not be told, and what is missing. */
  readonly unknown: readonly { readonly verdict: FailureMode; readonly absent: string }[];
}

/** What of an experiment verdicts depend on. */
export type Asked = Pick<Experiment, 'measure' | 'failures'>;

/** A pure function of the run's record and of what was asked of it; looked at once a run, while memory lasts. */
export function diagnose(run: RunRecord, experiment: Asked): Diagnosis {
  const there = known.get(run)?.deref();
  if (there) return there;
  const made = diagnosisOf(run, experiment, failureModes);
  known.set(run, new WeakRef(made));
  return made;
}

// Of ten thousand runs, all evidence would fill memory.
const known = new WeakMap<RunRecord, WeakRef<Diagnosis>>();

/** The run's verdict, or why there is none. */
export function primaryDiagnosis(
  run: RunRecord,
  experiment: Asked,
): { readonly verdict: string } | { readonly absent: string } {
  const { holding, unknown } = diagnose(run, experiment);
  if (holding[0]) return { verdict: holding[0].verdict.name };
  if (run.outcome === 'error' || run.outcome === 'interrupted') return { absent: run.outcome };
  const seldom = measuredTooSeldom(run);
  if (seldom) return { absent: seldom };
  const lacking = unknown.find(({ verdict }) => verdict.kind === 'health')?.absent;
  return {
    absent: lacking ? `no evidence: ${lacking}` : 'it is neither healthy nor one of the failures that can be told',
  };
}

export function diagnosisOf(run: RunRecord, { measure, failures: set }: Asked, family: Family<FailureMode>): Diagnosis {
  return diagnosisOn(runTrace(run, measure), family, set);
}

/** `set`: the verdicts whose limits are not the usual ones. */
export function diagnosisOn(course: RunTrace, family: Family<FailureMode>, set: Asked['failures'] = []): Diagnosis {
  const [told, unknown]: [(Finding & { holds: boolean })[], { verdict: FailureMode; absent: string }[]] = [[], []];
  for (const verdict of causesFirst(family)) {
    const limits = set.find(({ name }) => name === verdict.name) ?? {};
    const found = judged(verdict, course, limits);
    if ('absent' in found) unknown.push({ verdict, absent: found.absent });
    else told.push({ verdict, ...found });
  }
  const kinds = new Set(told.filter(({ holds }) => holds).map(({ verdict }) => verdict.kind));
  const stands = ({ holds, verdict }: (typeof told)[number]) => holds && !isRuledOut(verdict, kinds);
  return { holding: told.filter(stands), denied: told.filter((each) => !stands(each)), unknown };
}

/** What died of something is not healthy; what is near the truth lacks no further steps, though it may still come nearer. */
function isRuledOut({ kind }: FailureMode, held: ReadonlySet<FailureMode['kind']>): boolean {
  if (kind === 'health') return held.has('failure');
  return kind === 'still-improving' && held.has('health') && !held.has('failure');
}

function judged(verdict: FailureMode, course: RunTrace, limits: object) {
  const { outcome } = course.run;
  if (outcome === 'error' || outcome === 'interrupted') return { absent: outcome };
  if (outcome === 'diverged' && !verdict.ofDiverged) return { absent: 'it diverged' };
  const options = schemaOf(verdict).safeParse(limits);
  if (!options.success) return { absent: 'the limits that its plan sets are none any more' };
  return verdict.judge(course, options.data);
}

const schemas = new WeakMap<FailureMode, z.ZodObject>();

/** Made once: a sweep has tens of thousands of runs. */
function schemaOf(verdict: FailureMode): z.ZodObject {
  const schema = schemas.get(verdict) ?? z.object(verdict.options);
  schemas.set(verdict, schema);
  return schema;
}
