/**
 * Claims judged over seeds: each seed answers yes, no or "no evidence", and the exact binomial (Clopper-Pearson) interval on the
 * share of yes decides. A tie makes a strict inequality false.
 */
import { isDeterministicSetting } from '../../core/gan/deterministic.js';
import { clopperPearson, type Interval } from '../../core/math/statistics/statistics.js';
import type { Metric } from '../../metrics/metric.js';
import { type Claim, columnsOf, type Experiment } from '../../records/experiment.js';
import { knownMetric } from '../../records/recorded-metric.js';
import type { ExperimentRecord, RunRecord } from '../../records/run-record.js';
import { type Evaluated, evaluate } from '../expressions/evaluate.js';
import { type Expression, type ExpressionValue, questionsIn } from '../expressions/expression.js';
import { parseExpression } from '../expressions/parse-expression.js';
import { answerQuestion } from './answer.js';
import { type ClaimVerdict, notDeterministic, verdictOn } from './claim-verdict.js';
import { selectCell } from './selection.js';

export interface SeedAnswer {
  readonly seed: number;
  /** `none`: no evidence. */
  readonly answer: 'yes' | 'no' | 'none';
  /** Why there is no evidence. */
  readonly reason: string | null;
  /** The answers to `ClaimResult.questions`, in their order; null where absent. A diverged run has its metric's worst value. */
  readonly values: readonly (ExpressionValue | null)[];
  /** Whether a run that the claim asks diverged. */
  readonly diverged: boolean;
}

/**
 * A claim with its verdict, and the answer of each seed.
 *
 * @example
 * const results: ClaimResult[] = judgeAll(await readExperiment('results/ring'), metrics);
 * for (const { claim, yes, no, interval } of results)
 *   console.log(`${claim.id}: true in ${yes} of ${yes + no} seeds, 95 % interval ${interval?.low} to ${interval?.high}`);
 */
export interface ClaimResult {
  readonly claim: Claim;
  /** The profile of the experiment; null without one. */
  readonly profile: string | null;
  readonly verdict: ClaimVerdict;
  /** One sentence with the numbers. */
  readonly sentence: string;
  /** Number of seeds in which the claim is true. */
  readonly yes: number;
  /** Number of seeds in which it is false. */
  readonly no: number;
  /** Number of seeds without evidence. */
  readonly none: number;
  /** Two-sided 95 % interval on the share of yes, in [0, 1]; null where nothing is random and the first seed decides. */
  readonly interval: Interval | null;
  /** What the claim asks of runs, as written: `end("js")`. */
  readonly questions: readonly string[];
  readonly seeds: readonly SeedAnswer[];
}

/**
 * Judges every claim of an experiment on the runs of its record.
 *
 * A claim is supported if the exact 95 % interval on the share of seeds in which it is true lies above `atLeast` (one half unless
 * raised), refuted if it lies below, and undecided otherwise. More than 20 % of seeds without evidence leave it undecided. A
 * deterministic claim is judged on one seed. Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404.
 *
 * @param record an experiment with its runs
 * @param metrics the metrics by name, whose worst values diverged runs have
 * @returns one result a claim, in the order of the experiment; a claim that cannot be judged, e.g. because its expression is
 *   invalid, which `loadExperiment` refuses, is undecided with the reason
 * @example
 * const record = await readExperiment('results/ring');
 * for (const { claim, sentence } of judgeAll(record, metrics)) console.log(claim.id, sentence);
 */
export function judgeAll(record: ExperimentRecord, metrics: ReadonlyMap<string, Metric>): ClaimResult[] {
  return record.experiment.claims.map((claim) => {
    try {
      return judgeClaim(claim, record, metrics);
    } catch (error) {
      // A fault in one claim must not cost the other claims, the tables and the report.
      return notJudged(claim, record.experiment, (error as Error).message);
    }
  });
}

function notJudged(claim: Claim, { profile, seeds }: Experiment, reason: string): ClaimResult {
  return {
    claim,
    profile,
    verdict: 'undecided',
    sentence: `Undecided: the claim could not be judged: ${reason}.`,
    yes: 0,
    no: 0,
    none: seeds.length,
    interval: { low: 0, high: 1 },
    questions: [],
    seeds: seeds.map((seed) => ({ seed, answer: 'none', reason, values: [], diverged: false })),
  };
}

/** Judges one claim. Throws Error if its expression is invalid or asks no cell of the experiment. */
export function judgeClaim(claim: Claim, record: ExperimentRecord, metrics: ReadonlyMap<string, Metric>): ClaimResult {
  const { experiment } = record;
  const prepared = prepare(claim, record, metrics);
  const answers = experiment.seeds.map((seed) => answerOfSeed(seed, prepared));
  // Copies of one run are not independent evidence.
  const deterministic = claim.deterministic || prepared.questions.every(({ isDeterministic }) => isDeterministic);
  const first = answers.find(({ answer }) => answer !== 'none') ?? answers[0];
  const odd = deterministic ? answers.find((answer) => contradicts(answer, first)) : undefined;
  const seeds = deterministic ? [first, ...(odd ? [odd] : [])] : answers;
  const count = (answer: SeedAnswer['answer']) => seeds.filter((seed) => seed.answer === answer).length;
  const counts = { yes: count('yes'), no: count('no'), none: count('none') };
  const n = counts.yes + counts.no;
  const interval = deterministic ? null : clopperPearson({ successes: counts.yes, trials: n });
  return {
    claim,
    profile: experiment.profile,
    ...(odd
      ? notDeterministic(odd.seed)
      : verdictOn({
          ...counts,
          interval,
          atLeast: claim.atLeast,
          reasons: seeds.flatMap(({ reason }) => reason ?? []),
        })),
    ...counts,
    interval,
    questions: prepared.questions.map(({ text }) => text),
    seeds,
  };
}

interface PreparedClaim {
  readonly expression: Expression;
  /** Each question once. */
  readonly questions: readonly PreparedQuestion[];
}

interface PreparedQuestion {
  readonly text: string;
  /** Whether nothing is random in the runs that are asked. */
  readonly isDeterministic: boolean;
  run(seed: number): RunRecord | undefined;
  answer(run: RunRecord | undefined): Evaluated;
}

/** The claim's questions, each with the cell that it is about. */
function prepare(
  claim: Claim,
  { experiment, runs }: ExperimentRecord,
  metrics: ReadonlyMap<string, Metric>,
): PreparedClaim {
  const expression = expressionOf(claim, experiment);
  const nameOf = new Map(experiment.measure.metrics.map(({ column, choice }) => [column, choice.name]));
  const distinct = new Map(questionsIn(expression).map((question) => [question.text, question]));
  const prepared = [...distinct.values()].map((question): PreparedQuestion => {
    const selected = selectCell(experiment.cells, { given: claim.given, filter: question.filter });
    if ('message' in selected) throw new Error(`claim ${claim.id}: ${question.text}: ${selected.message}`);
    const ofCell = new Map(runs.filter(({ cell }) => cell.id === selected.cell.id).map((run) => [run.seed, run]));
    const word = question.kind === 'metric-question' ? (nameOf.get(question.metric) ?? '') : '';
    const metric = metrics.get(word) ?? knownMetric(experiment, word);
    return {
      text: question.text,
      isDeterministic: isDeterministicSetting(selected.cell.setting),
      run: (seed) => ofCell.get(seed),
      answer: (run) => answerQuestion(question, run, { metric, experiment }),
    };
  });
  return { expression, questions: prepared };
}

/** The claim's expression. Throws where the file should have been refused. */
function expressionOf(claim: Claim, experiment: Experiment): Expression {
  const { axes } = experiment;
  const parsed = parseExpression(claim.holds, { axes, metrics: columnsOf(experiment) }, 'boolean');
  if ('message' in parsed) throw new Error(`claim ${claim.id}: ${parsed.message}`);
  return parsed.expression;
}

/** Whether two seeds that should be copies of each other have different values. */
function contradicts(one: SeedAnswer, other: SeedAnswer): boolean {
  return one.values.some((value, i) => value !== null && other.values[i] !== null && value !== other.values[i]);
}

function answerOfSeed(seed: number, { expression, questions }: PreparedClaim): SeedAnswer {
  const answers = new Map(questions.map(({ text, run, answer }) => [text, answer(run(seed))]));
  const answer = evaluate(expression, {
    infinitiesTie: true,
    answer: ({ text }) => answers.get(text)!,
    metricValue: () => ({ absent: 'a claim asks runs' }),
  });
  return {
    seed,
    answer: 'absent' in answer ? 'none' : answer.value ? 'yes' : 'no',
    reason: 'absent' in answer ? answer.absent : null,
    values: [...answers.values()].map((given) => ('value' in given ? given.value : null)),
    diverged: questions.some(({ run }) => run(seed)?.outcome === 'diverged'),
  };
}
