/** From mathjs's tree to ours, by the allowlist. */
import type {
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  MathNode,
  OperatorNode,
  ParenthesisNode,
  RelationalNode,
  SymbolNode,
} from 'mathjs';
import { memberNames } from '../../core/gan/family.js';
import { refuse, refuseRenamed, refuseWord } from '../invalid-input.js';
import type { Expression, ExpressionType, ExpressionValue, RunQuestion } from './expression.js';
import { expressionFunctions, expressionOperators, type Operation } from './operations.js';
import { literalValue } from './parse-filter.js';
import { parseQuestion, REDUCTIONS, RUN_QUESTIONS } from './parse-question.js';

/** The words that an expression may use. */
export interface Vocabulary {
  /** Columns of the metrics that are measured: `end("js")`. */
  readonly metrics: Iterable<string>;
  /** Paths that filters may name. */
  readonly axes: Iterable<string>;
  /** For derived metrics only, which ask no runs: bare words, and the metrics of the same step that they name. */
  readonly metricWords?: ReadonlyMap<string, string>;
}

export interface Typed {
  readonly expression: Expression;
  readonly gives: ExpressionType;
}

const MAX_TREE_DEPTH = 100; // nodes: a sum of a hundred terms is that deep
const ANSWERS: Readonly<Record<RunQuestion['about'], readonly string[]>> = {
  outcome: ['finished', 'diverged'],
  diagnosis: memberNames(new URL('../../diagnosis/failure-modes/', import.meta.url)),
};

export function translate(node: MathNode, vocabulary: Vocabulary, depth: number): Typed {
  if (depth > MAX_TREE_DEPTH) refuse(`is nested more than ${MAX_TREE_DEPTH} deep`);
  const inner = (part: MathNode) => translate(part, vocabulary, depth + 1);
  switch (node.type) {
    case 'ParenthesisNode':
      return inner((node as ParenthesisNode).content);
    case 'ConstantNode':
      return constant((node as ConstantNode).value, node);
    case 'SymbolNode':
      return symbol((node as SymbolNode).name, vocabulary);
    case 'OperatorNode':
      return operator(node as OperatorNode, inner);
    case 'RelationalNode':
      return chain(node as RelationalNode, inner);
    case 'ConditionalNode':
      return conditional(node as ConditionalNode, inner);
    case 'FunctionNode':
      return call(node as FunctionNode, vocabulary, inner);
    case 'ObjectNode':
      return refuse(
        `${node} is a filter where a value is needed: filters are the last argument of ${REDUCTIONS.join(', ')}`,
      );
    default:
      return refuse(`${NAMES[node.type] ?? `a ${node.type}`} is not allowed in an expression`);
  }
}

const NAMES: Readonly<Record<string, string>> = {
  AccessorNode: 'access to properties or elements',
  ArrayNode: 'an array',
  AssignmentNode: 'an assignment',
  BlockNode: 'more than one line',
  FunctionAssignmentNode: 'the definition of a function',
  IndexNode: 'an index',
  RangeNode: 'a range',
};

type Inner = (part: MathNode) => Typed;

function constant(value: unknown, node: MathNode): Typed {
  const gives = typeof value;
  if (gives === 'boolean' || gives === 'string' || (gives === 'number' && !Number.isNaN(value)))
    return { expression: { kind: 'constant', value: value as ExpressionValue }, gives };
  return refuse(`${node} is not a number, a text, true or false`);
}

function symbol(name: string, { metricWords }: Vocabulary): Typed {
  if (name === 'pi') return { expression: { kind: 'constant', value: Math.PI }, gives: 'number' };
  const metric = metricWords?.get(name);
  if (metric !== undefined) return { expression: { kind: 'metric', metric }, gives: 'number' };
  const known = [...(metricWords?.keys() ?? []), 'pi'];
  const hint = metricWords ? '' : ': write end("js") for a metric, and quotes around a text';
  return refuseWord(`unknown word \`${name}\`${hint}`, name, known);
}

function operator(node: OperatorNode, inner: Inner): Typed {
  const known = expressionOperators.get(node.fn);
  if ((node as { isPercentage?: boolean }).isPercentage) refuse(`\`%\` is not allowed: write ${node.args[0]} / 100`);
  if (!known) return refuse(`unknown operator \`${node.op}\`; available: ${SYMBOLS}`);
  if (node.implicit) refuse(`\`${node}\` multiplies implicitly: write ${node.args.join(' * ')}`);
  return apply(known.symbol, node.fn, known.operation, node.args.map(inner));
}

const SYMBOLS = [...new Set([...expressionOperators.values()].map(({ symbol }) => symbol))].join(' ');

/** a < b <= c means a < b and b <= c. */
function chain(node: RelationalNode, inner: Inner): Typed {
  const parts = node.params.map(inner);
  const links = node.conditionals.map((fn, i) => {
    const known = expressionOperators.get(fn) ?? refuse(`\`${fn}\` is not allowed`);
    return apply(known.symbol, fn, known.operation, [parts[i]!, parts[i + 1]!]).expression;
  });
  const expression = links.reduce((left, right) => ({ kind: 'apply', operation: 'and', to: [left, right] }));
  return { expression, gives: 'boolean' };
}

function conditional(node: ConditionalNode, inner: Inner): Typed {
  const [condition, yes, no] = [node.condition, node.trueExpr, node.falseExpr].map(inner) as [Typed, Typed, Typed];
  if (condition.gives !== 'boolean')
    refuse(`the condition ${node.condition} is a ${condition.gives}: it must be true or false`);
  if (yes.gives !== no.gives) refuse(`${node} is a ${yes.gives} or a ${no.gives}: both branches must have one type`);
  return {
    expression: {
      kind: 'choose',
      condition: condition.expression,
      yes: yes.expression,
      no: no.expression,
    },
    gives: yes.gives,
  };
}

function apply(name: string, key: string, operation: Operation, args: readonly Typed[]): Typed {
  const { arity } = operation;
  if (arity === 'many' ? args.length === 0 : args.length !== arity)
    refuse(
      `${name} takes ${arity === 'many' ? 'numbers' : `${arity} value${arity === 1 ? '' : 's'}`}, got ${args.length}`,
    );
  const wanted = operation.takes === 'alike' ? args[0]!.gives : operation.takes;
  const wrong = args.find(({ gives }) => gives !== wanted);
  if (wrong) refuse(`${name} takes ${wanted}s, got a ${wrong.gives}`);
  if (operation.takes === 'alike') checkWord(args.map(({ expression }) => expression));
  return {
    expression: { kind: 'apply', operation: key, to: args.map(({ expression }) => expression) },
    gives: operation.gives,
  };
}

/** A misspelt outcome or diagnosis would be "no" for every run, which looks like an answer. */
function checkWord([left, right]: readonly Expression[]): void {
  for (const [question, answer] of [
    [left, right],
    [right, left],
  ])
    if (question?.kind === 'run-question' && answer?.kind === 'constant')
      if (!ANSWERS[question.about].includes(String(answer.value))) {
        if (question.about === 'diagnosis') refuseRenamed('failure mode', String(answer.value));
        refuseWord(`${question.about}() is never "${answer.value}"`, String(answer.value), ANSWERS[question.about]);
      }
}

function call(node: FunctionNode, vocabulary: Vocabulary, inner: Inner): Typed {
  const callee = node.fn as unknown as MathNode;
  if (callee.type !== 'SymbolNode') refuse(`${callee} cannot be called`);
  const { name } = callee as SymbolNode;
  const isQuestion = RUN_QUESTIONS.includes(name) || REDUCTIONS.includes(name);
  const known = expressionFunctions.get(name);
  const ofMetric = !known || typeof literalValue(node.args[0]) === 'string';
  if (isQuestion && ofMetric && !vocabulary.metricWords) {
    const expression = parseQuestion(name, node, vocabulary);
    return { expression, gives: expression.kind === 'run-question' ? 'string' : 'number' };
  }
  if (known) return apply(name, name, known, node.args.map(inner));
  refuseRenamed('function', name);
  const allowed = [...(vocabulary.metricWords ? [] : [...RUN_QUESTIONS, 'end', 'at']), ...expressionFunctions.keys()];
  return refuseWord(`unknown function \`${name}\``, name, allowed);
}
