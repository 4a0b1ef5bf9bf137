/**
 * Claims judged over seeds: every seed answers yes, no or "no evidence", and the exact binomial (Clopper-Pearson)
 * interval on the share of yes decides. A tie denies a strict inequality, since it makes the comparison false.
 */
import { isDeterministicSetting } from '../../core/gan/deterministic.js';
import { clopperPearson, type Interval } from '../../core/math/statistics/statistics.js';
import type { Metric } from '../../metrics/metric.js';
import { type Claim, columnsOf, type Experiment } from '../../records/experiment.js';
import type { ExperimentRecord, RunRecord } from '../../records/run-record.js';
import { type Evaluated, evaluate } from '../expressions/evaluate.js';
import { type Expression, questions, type Value } from '../expressions/expression.js';
import { parseExpression } from '../expressions/expressions.js';
import { type ClaimVerdict, notDeterministic, verdictOn } from './claim-verdict.js';
import { evidence } from './evidence.js';
import { selectCell } from './selection.js';

export type { ClaimVerdict } from './claim-verdict.js';

export interface SeedAnswer {
  readonly seed: number;
  readonly answer: 'yes' | 'no' | 'none';
  /** Why there is no evidence. */
  readonly reason: string | null;
  /** What was read, in the order of `ClaimResult.questions`; null where absent. A diverged arm shows its worst value. */
  readonly readings: readonly (Value | null)[];
  /** Whether a run that it asks diverged. */
  readonly diverged: boolean;
}

export interface ClaimResult {
  readonly claim: Claim;
  readonly profile: string | null;
  readonly verdict: ClaimVerdict;
  /** One sentence with the numbers. */
  readonly sentence: string;
  readonly yes: number;
  readonly no: number;
  readonly none: number;
  /** Two-sided 95 % interval on the share of yes; null where chance has no part, and the first seed says everything. */
  readonly interval: Interval | null;
  /** What the claim asks of runs, as written: `end("js")`. */
  readonly questions: readonly string[];
  readonly seeds: readonly SeedAnswer[];
}

/** Every claim of the experiment, judged on the runs that there are. */
export function judgeAll(record: ExperimentRecord, metrics: ReadonlyMap<string, Metric>): ClaimResult[] {
  return record.experiment.claims.map((claim) => judge(claim, record, metrics));
}

export function judge(claim: Claim, record: ExperimentRecord, metrics: ReadonlyMap<string, Metric>): ClaimResult {
  const { experiment } = record;
  const hearing = hear(claim, record, metrics);
  const answers = experiment.seeds.map((seed) => answerOf(seed, hearing));
  // Copies of one run are no evidence of each other.
  const once = claim.deterministic || hearing.asked.every(({ isCertain }) => isCertain);
  const first = answers.find(({ answer }) => answer !== 'none') ?? answers[0];
  const odd = once ? answers.find((answer) => contradicts(answer, first)) : undefined;
  const seeds = once ? [first, ...(odd ? [odd] : [])] : answers;
  const count = (answer: SeedAnswer['answer']) => seeds.filter((seed) => seed.answer === answer).length;
  const counts = { yes: count('yes'), no: count('no'), none: count('none') };
  const n = counts.yes + counts.no;
  const interval = once ? null : clopperPearson({ successes: counts.yes, trials: n });
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
    questions: hearing.asked.map(({ text }) => text),
    seeds,
  };
}

interface Hearing {
  readonly expression: Expression;
  /** Each question once, with its answer from the run of a seed. */
  readonly asked: readonly Asked[];
}

interface Asked {
  readonly text: string;
  /** Whether chance has no part in the runs that are asked. */
  readonly isCertain: boolean;
  run(seed: number): RunRecord | undefined;
  answer(run: RunRecord | undefined): Evaluated;
}

/** What every seed will be asked. */
function hear(claim: Claim, { experiment, runs }: ExperimentRecord, metrics: ReadonlyMap<string, Metric>): Hearing {
  const expression = expressionOf(claim, experiment);
  const nameOf = new Map(experiment.measure.metrics.map(({ column, choice }) => [column, choice.name]));
  const distinct = new Map(questions(expression).map((question) => [question.text, question]));
  const asked = [...distinct.values()].map((question): Asked => {
    const selected = selectCell(experiment.cells, { given: claim.given, filter: question.filter });
    if ('message' in selected) throw new Error(`claim ${claim.id}: ${question.text}: ${selected.message}`);
    const ofCell = new Map(runs.filter(({ cell }) => cell.id === selected.cell.id).map((run) => [run.seed, run]));
    const metric = question.kind === 'read' ? metrics.get(nameOf.get(question.metric) ?? '') : undefined;
    return {
      text: question.text,
      isCertain: isDeterministicSetting(selected.cell.setting),
      run: (seed) => ofCell.get(seed),
      answer: (run) => evidence(question, run, { metric, experiment }),
    };
  });
  return { expression, asked };
}

/** The claim's question. Throws where the file should have been refused. */
function expressionOf(claim: Claim, experiment: Experiment): Expression {
  const { axes } = experiment;
  const parsed = parseExpression(claim.holds, { axes, metrics: columnsOf(experiment) }, 'boolean');
  if ('message' in parsed) throw new Error(`claim ${claim.id}: ${parsed.message}`);
  return parsed.expression;
}

/** Whether two seeds that should be copies of each other have read different values. */
function contradicts(one: SeedAnswer, other: SeedAnswer): boolean {
  return one.readings.some((value, i) => value !== null && other.readings[i] !== null && value !== other.readings[i]);
}

function answerOf(seed: number, { expression, asked }: Hearing): SeedAnswer {
  const answers = new Map(asked.map(({ text, run, answer }) => [text, answer(run(seed))]));
  const answer = evaluate(expression, {
    ties: true,
    ask: ({ text }) => answers.get(text)!,
    reading: () => ({ absent: 'a claim reads runs' }),
  });
  return {
    seed,
    answer: 'absent' in answer ? 'none' : answer.value ? 'yes' : 'no',
    reason: 'absent' in answer ? answer.absent : null,
    readings: [...answers.values()].map((given) => ('value' in given ? given.value : null)),
    diverged: asked.some(({ run }) => run(seed)?.outcome === 'diverged'),
  };
}
