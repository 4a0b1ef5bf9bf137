/** The diagnosis of a run: every failure mode tested on its record, those that apply with causes before symptoms. */
import { z } from 'zod';
import { withExtensions } from '../core/gan/extension-members.js';
import type { Family } from '../core/gan/family.js';
import { plainNumber } from '../core/text/plain-numbers.js';
import type { Experiment } from '../records/experiment.js';
import type { RunRecord } from '../records/run-record.js';
import { failureModes } from './catalog.js';
import { inCausalOrder } from './causal-order.js';
import { batchNoiseOf, directionOf } from './evidence/direction.js';
import type { Evidence, TestResult } from './evidence/evidence.js';
import { responseSightOf } from './evidence/response-sight.js';
import { restOf } from './evidence/rest.js';
import { measuredTooSeldom, type RunTrace, runTrace } from './evidence/run-trace.js';
import { sightOf } from './evidence/sight.js';
import type { FailureMode } from './failure-modes/_failure-mode.js';
import { whatToMeasure } from './what-to-measure.js';

/** A failure mode with the evidence for it, or against it. */
export interface Finding {
  readonly failureMode: FailureMode;
  readonly evidence: readonly Evidence[];
}

/** The results of all failure modes' tests on one run; every failure mode is in exactly one of the three lists. */
export interface Diagnosis {
  /** Those that apply, causes before symptoms. The first is the run's diagnosis. */
  readonly findings: readonly Finding[];
  /** Those that were tested and do not apply. */
  readonly rejected: readonly Finding[];
  /** Those that could not be tested, and what is missing. */
  readonly inconclusive: readonly { readonly failureMode: FailureMode; readonly absent: string }[];
}

/** What a diagnosis depends on besides the run: what is measured, and the options of failure modes. */
export type DiagnosisConfig = Pick<Experiment, 'measure' | 'failures' | 'extensions'>;

/**
 * Tests a run for every failure mode that its metrics can detect.
 *
 * A pure function of the record (decision 060). The result is cached per run while memory lasts.
 *
 * @param run the record of one run, of any outcome
 * @param experiment what was measured, and the options that the experiment gives to failure modes
 * @returns the failure modes that apply, those that do not, and those that could not be tested with what is missing
 * @example
 * const { experiment, runs } = await readExperiment('results/ring');
 * const { findings } = diagnose(runs[0], experiment);
 * for (const { failureMode, evidence } of findings) console.log(failureMode.name, evidence);
 */
export function diagnose(run: RunRecord, experiment: DiagnosisConfig): Diagnosis {
  const cached = diagnoses.get(run)?.deref();
  if (cached) return cached;
  const diagnosis = diagnoseWith(run, experiment, modesOf(experiment));
  diagnoses.set(run, new WeakRef(diagnosis));
  return diagnosis;
}

/** Helvetica's own failure modes and those of the experiment's extensions that are loaded, which `report` need not do. */
function modesOf({ extensions = [] }: DiagnosisConfig): Family<FailureMode> {
  const digests = extensions.map(({ sha256 }) => sha256);
  const key = [failureModes.size, ...digests].join(' ');
  const known = modes.get(key) ?? withExtensions(failureModes, new Set(digests));
  modes.set(key, known);
  return known;
}

// By number and extensions: the causal order of a family is computed once.
const modes = new Map<string, Family<FailureMode>>();

// Weak references, since the evidence of ten thousand runs would fill memory.
const diagnoses = new WeakMap<RunRecord, WeakRef<Diagnosis>>();

/**
 * The name of a run's diagnosis: the first failure mode that applies, or `healthy` or `still-improving`.
 *
 * @param run the record of one run, of any outcome
 * @param experiment what was measured, and the options that the experiment gives to failure modes
 * @returns the name, or why there is none: `error` or `interrupted`, or what is missing
 * @example
 * const { experiment, runs } = await readExperiment('results/ring');
 * const found = primaryDiagnosis(runs[0], experiment);
 * console.log('diagnosis' in found ? found.diagnosis : `inconclusive: ${found.absent}`);
 */
export function primaryDiagnosis(
  run: RunRecord,
  experiment: DiagnosisConfig,
): { readonly diagnosis: string } | { readonly absent: string } {
  const { findings, rejected, inconclusive } = diagnose(run, experiment);
  if (findings[0]) return { diagnosis: findings[0].failureMode.name };
  if (run.outcome === 'error' || run.outcome === 'interrupted') return { absent: run.outcome };
  const seldom = measuredTooSeldom(run);
  if (seldom) return { absent: seldom };
  const metrics = whatToMeasure(runTrace(run, experiment.measure), { inconclusive });
  const more = metrics.length > 0 ? `; measure ${metrics.join(', ')} to test for more` : '';
  return { absent: `${whyInconclusive('the run is', { rejected, inconclusive })}${more}` };
}

/** Why neither a failure mode nor health applies: what is missing, or what speaks against health. */
export function whyInconclusive(
  subject: 'the run is' | 'the samples are',
  { rejected, inconclusive }: Omit<Diagnosis, 'findings'>,
): string {
  const missing = inconclusive.find(({ failureMode }) => failureMode.kind === 'health')?.absent;
  if (missing) return `not enough evidence: ${missing}`;
  const why = rejected.find(({ failureMode }) => failureMode.kind === 'health')?.evidence.map(inBrackets) ?? [];
  return `${subject} not healthy${why.join('')}, and no failure mode that the metrics can detect applies`;
}

/** ` (js 0.19 at step 2500 against 0.131: ...)` */
function inBrackets({ metric, to, value, reference, explanation }: Evidence): string {
  const short = (given: number | string) => (typeof given === 'number' ? plainNumber(given) : given);
  return ` (${metric} ${short(value)} at step ${to}${reference === null ? '' : ` against ${short(reference)}`}: ${explanation})`;
}

export function diagnoseWith(
  run: RunRecord,
  { measure, failures }: DiagnosisConfig,
  family: Family<FailureMode>,
): Diagnosis {
  return diagnoseTrace(runTrace(run, measure), family, failures);
}

/** `failures`: failure modes with options that are not the defaults. */
export function diagnoseTrace(
  trace: RunTrace,
  family: Family<FailureMode>,
  failures: DiagnosisConfig['failures'] = [],
): Diagnosis {
  const tested: (Finding & { readonly applies: boolean })[] = [];
  const inconclusive: { failureMode: FailureMode; absent: string }[] = [];
  for (const failureMode of inCausalOrder(family)) {
    const options = failures.find(({ name }) => name === failureMode.name) ?? {};
    const result = testOn(trace, failureMode, options);
    if ('absent' in result) inconclusive.push({ failureMode, absent: result.absent });
    else tested.push({ failureMode, ...result });
  }
  const kinds = new Set(tested.filter(({ applies }) => applies).map(({ failureMode }) => failureMode.kind));
  const isFinding = ({ applies, failureMode }: (typeof tested)[number]) => applies && !isRuledOut(failureMode, kinds);
  const findings = withFault(tested.filter(isFinding), trace);
  return { findings, rejected: tested.filter((each) => !isFinding(each)), inconclusive };
}

/**
 * The diagnosis of a failed run also says whose fault it is, D's or G's, as far as it was measured: where the players rest, where D leads
 * G, and how much D sees of the difference, and of what it could see.
 */
function withFault(findings: readonly Finding[], trace: RunTrace): readonly Finding[] {
  const [first, ...rest] = findings;
  if (first?.failureMode.kind !== 'failure' || trace.run.outcome !== 'finished') return findings;
  const found = [restOf(trace), batchNoiseOf(trace), directionOf(trace)].filter(
    (each): each is Evidence => !('absent' in each),
  );
  const sights = [sightOf(trace), responseSightOf(trace)].flatMap((sight) =>
    'absent' in sight ? [] : [sight.evidence],
  );
  return [{ ...first, evidence: [...first.evidence, ...found, ...sights] }, ...rest];
}

/** A failed run is not healthy; a healthy run needs no more steps, though it may still improve. */
function isRuledOut({ kind }: FailureMode, applying: ReadonlySet<FailureMode['kind']>): boolean {
  if (kind === 'health') return applying.has('failure');
  return kind === 'still-improving' && applying.has('health') && !applying.has('failure');
}

function testOn(trace: RunTrace, failureMode: FailureMode, given: object): TestResult {
  const { outcome } = trace.run;
  if (outcome === 'error' || outcome === 'interrupted') return { absent: outcome };
  if (outcome === 'diverged' && !failureMode.appliesToDiverged) return { absent: 'the run diverged' };
  const options = schemaOf(failureMode).safeParse(given);
  if (!options.success) return { absent: 'the options in its plan are no longer valid' };
  try {
    return failureMode.test(trace, options.data);
  } catch (error) {
    // A fault of one test must not cost the tables and the report of a sweep.
    return { absent: `${failureMode.name} could not be tested: ${(error as Error).message}` };
  }
}

const schemas = new WeakMap<FailureMode, z.ZodObject>();

/** Created once: a sweep has tens of thousands of runs. */
function schemaOf(failureMode: FailureMode): z.ZodObject {
  const schema = schemas.get(failureMode) ?? z.object(failureMode.options);
  schemas.set(failureMode, schema);
  return schema;
}
