/** Questions about runs in an expression: end("js"), at("js", 500, {loss: "minimax"}), outcome(). */
import type { FunctionNode, MathNode } from 'mathjs';
import { refuse, refuseWord } from '../invalid-input.js';
import type { MetricQuestion, Reduction, RunQuestion } from './expression.js';
import { literalValue, parseFilter } from './parse-filter.js';

export const REDUCTIONS: readonly string[] = ['end', 'at', 'min', 'max', 'mean'] satisfies Reduction[];
export const RUN_QUESTIONS: readonly string[] = ['outcome', 'diagnosis'] satisfies RunQuestion['about'][];

interface Words {
  readonly metrics: Iterable<string>;
  readonly axes: Iterable<string>;
}

export function parseQuestion(name: string, node: FunctionNode, words: Words): MetricQuestion | RunQuestion {
  const args = [...node.args];
  const last = args.at(-1)?.type === 'ObjectNode' ? args.pop() : undefined;
  const filter = parseFilter(last, words.axes);
  const text = node.toString();
  if (!RUN_QUESTIONS.includes(name)) return metricQuestion(name as Reduction, args, { filter, text }, words);
  if (args.length > 0) refuse(`${text}: ${name} takes only a filter`);
  return { kind: 'run-question', about: name as RunQuestion['about'], filter, text };
}

function metricQuestion(
  reduction: Reduction,
  args: readonly MathNode[],
  { filter, text }: Pick<MetricQuestion, 'filter' | 'text'>,
  { metrics }: Words,
): MetricQuestion {
  const [first, second] = args.map(literalValue);
  if (typeof first !== 'string')
    return refuse(`${text}: the first argument of ${reduction} is a metric's name in quotes`);
  const measured = [...metrics];
  if (!measured.includes(first)) refuseWord(`metric "${first}" is not measured`, first, measured);
  const takesStep = reduction === 'at';
  if (args.length !== (takesStep ? 2 : 1))
    refuse(`${text}: ${reduction} takes a metric${takesStep ? ', a step' : ''} and optionally a filter`);
  if (!takesStep) return { kind: 'metric-question', reduction, metric: first, step: null, filter, text };
  if (!Number.isSafeInteger(second) || (second as number) < 0) refuse(`${text}: a step must be an integer, 0 or more`);
  return { kind: 'metric-question', reduction, metric: first, step: second as number, filter, text };
}
