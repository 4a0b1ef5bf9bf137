/** From mathjs's tree to ours, word by word of the allowlist. */
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
import type { Ask, Expression, Value, ValueType } from './expression.js';
import { plain } from './filter-literal.js';
import { functions, type Operation, operators } from './operations.js';
import { ABOUT, question, REDUCTIONS } from './question.js';
import { refuse, refuseWord } from './refusal.js';

/** The words that an expression may use. */
export interface Vocabulary {
  /** Columns of the metrics that are measured: `end("js")`. */
  readonly metrics: Iterable<string>;
  /** Paths that filters may name. */
  readonly axes: Iterable<string>;
  /** Only of derived readings, which cannot ask about runs: bare words, and the metrics they stand for at this step. */
  readonly readings?: ReadonlyMap<string, string>;
}

export interface Typed {
  readonly expression: Expression;
  readonly gives: ValueType;
}

const DEEPEST = 100; // a sum of a hundred terms is that deep
const WORDS: Readonly<Record<Ask['about'], readonly string[]>> = {
  outcome: ['finished', 'diverged'],
  diagnosis: memberNames(new URL('../../diagnosis/failure-modes/', import.meta.url)),
};

export function translate(node: MathNode, vocabulary: Vocabulary, depth: number): Typed {
  if (depth > DEEPEST) refuse(`nests more than ${DEEPEST} deep`);
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
        `${node} stands where a value is needed: a filter is the last argument of ${REDUCTIONS.join(', ')}`,
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
    return { expression: { kind: 'constant', value: value as Value }, gives };
  return refuse(`${node} is no number, text, true or false`);
}

function symbol(name: string, { readings }: Vocabulary): Typed {
  if (name === 'pi') return { expression: { kind: 'constant', value: Math.PI }, gives: 'number' };
  const metric = readings?.get(name);
  if (metric !== undefined) return { expression: { kind: 'reading', metric }, gives: 'number' };
  const known = [...(readings?.keys() ?? []), 'pi'];
  const hint = readings ? '' : ': a metric is read by end("js"), a text is quoted';
  return refuseWord(`\`${name}\` means nothing here${hint}`, name, known);
}

function operator(node: OperatorNode, inner: Inner): Typed {
  const known = operators.get(node.fn);
  if ((node as { isPercentage?: boolean }).isPercentage) refuse(`\`%\` is not allowed: write ${node.args[0]} / 100`);
  if (!known) return refuse(`the operator \`${node.op}\` is not allowed; ${SYMBOLS} are`);
  if (node.implicit) refuse(`\`${node}\` multiplies without saying so: write ${node.args.join(' * ')}`);
  return apply(known.symbol, node.fn, known.operation, node.args.map(inner));
}

const SYMBOLS = [...new Set([...operators.values()].map(({ symbol }) => symbol))].join(' ');

/** a < b <= c means a < b and b <= c. */
function chain(node: RelationalNode, inner: Inner): Typed {
  const parts = node.params.map(inner);
  const links = node.conditionals.map((fn, i) => {
    const known = operators.get(fn) ?? refuse(`\`${fn}\` is not allowed`);
    return apply(known.symbol, fn, known.operation, [parts[i]!, parts[i + 1]!]).expression;
  });
  const expression = links.reduce((left, right) => ({ kind: 'apply', operation: 'and', to: [left, right] }));
  return { expression, gives: 'boolean' };
}

function conditional(node: ConditionalNode, inner: Inner): Typed {
  const [asked, yes, no] = [node.condition, node.trueExpr, node.falseExpr].map(inner) as [Typed, Typed, Typed];
  if (asked.gives !== 'boolean') refuse(`${node.condition} ? asks a ${asked.gives}: a condition is yes or no`);
  if (yes.gives !== no.gives) refuse(`${node} comes to a ${yes.gives} or to a ${no.gives}`);
  return {
    expression: {
      kind: 'choose',
      asked: asked.expression,
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

/** A misspelt outcome or verdict would be "no" for every run, which looks like an answer. */
function checkWord([left, right]: readonly Expression[]): void {
  for (const [asked, answer] of [
    [left, right],
    [right, left],
  ])
    if (asked?.kind === 'ask' && answer?.kind === 'constant')
      if (!WORDS[asked.about].includes(String(answer.value)))
        refuseWord(
          `${asked.about}() is never "${answer.value}" where there is evidence`,
          String(answer.value),
          WORDS[asked.about],
        );
}

function call(node: FunctionNode, vocabulary: Vocabulary, inner: Inner): Typed {
  const callee = node.fn as unknown as MathNode;
  if (callee.type !== 'SymbolNode') refuse(`${callee} is not a function that expressions may call`);
  const { name } = callee as SymbolNode;
  const asks = ABOUT.includes(name) || REDUCTIONS.includes(name);
  const known = functions.get(name);
  const ofMetric = !known || typeof plain(node.args[0]) === 'string';
  if (asks && ofMetric && !vocabulary.readings) {
    const expression = question(name, node, vocabulary);
    return { expression, gives: expression.kind === 'ask' ? 'string' : 'number' };
  }
  if (known) return apply(name, name, known, node.args.map(inner));
  const allowed = [...(vocabulary.readings ? [] : [...ABOUT, 'end', 'at']), ...functions.keys()];
  return refuseWord(`there is no function \`${name}\` here`, name, allowed);
}
