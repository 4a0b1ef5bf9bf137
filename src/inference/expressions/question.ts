/** What an expression asks of runs: end("js"), at("js", 500, {loss: "minimax"}), outcome(). */
import type { FunctionNode, MathNode } from 'mathjs';
import type { Ask, Read, Reduction } from './expression.js';
import { filterLiteral, plain } from './filter-literal.js';
import { refuse, refuseWord } from './refusal.js';

export const REDUCTIONS: readonly string[] = ['end', 'at', 'min', 'max', 'mean'] satisfies Reduction[];
export const ABOUT: readonly string[] = ['outcome', 'diagnosis'] satisfies Ask['about'][];

interface Words {
  readonly metrics: Iterable<string>;
  readonly axes: Iterable<string>;
}

export function question(name: string, node: FunctionNode, words: Words): Read | Ask {
  const args = [...node.args];
  const last = args.at(-1)?.type === 'ObjectNode' ? args.pop() : undefined;
  const filter = filterLiteral(last, words.axes);
  const text = node.toString();
  if (!ABOUT.includes(name)) return read(name as Reduction, args, { filter, text }, words);
  if (args.length > 0) refuse(`${text}: ${name} takes a filter and nothing else`);
  return { kind: 'ask', about: name as Ask['about'], filter, text };
}

function read(
  reduction: Reduction,
  args: readonly MathNode[],
  { filter, text }: Pick<Read, 'filter' | 'text'>,
  { metrics }: Words,
): Read {
  const [first, second] = args.map(plain);
  if (typeof first !== 'string') return refuse(`${text}: ${reduction} takes a metric's name in quotes first`);
  const measured = [...metrics];
  if (!measured.includes(first)) refuseWord(`"${first}" is not among the metrics measured`, first, measured);
  const takesStep = reduction === 'at';
  if (args.length !== (takesStep ? 2 : 1))
    refuse(`${text}: ${reduction} takes a metric${takesStep ? ', a step' : ''} and perhaps a filter`);
  if (!takesStep) return { kind: 'read', reduction, metric: first, step: null, filter, text };
  if (!Number.isSafeInteger(second) || (second as number) < 0) refuse(`${text}: a step is a whole number, 0 or more`);
  return { kind: 'read', reduction, metric: first, step: second as number, filter, text };
}
