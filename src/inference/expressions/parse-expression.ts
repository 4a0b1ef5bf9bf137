/**
 * Expressions of claims and derived metrics: parsed by mathjs, then translated by an allowlist into a small tree of our own
 * (decision 006). What is not on the allowlist never reaches the tree, and only the tree is evaluated.
 */
import { createRequire } from 'node:module';
import type { MathNode } from 'mathjs';
import { type InputProblem, InvalidInputError, refuse } from '../invalid-input.js';
import type { Expression, ExpressionType } from './expression.js';
import { translate, type Vocabulary } from './translate.js';

export interface ParsedExpression {
  readonly expression: Expression;
  readonly gives: ExpressionType;
}

const MAX_LENGTH = 1000; // characters
const MAX_BRACKET_DEPTH = 30; // brackets within brackets: mathjs's parser recurses

/** Signs of print, and what an expression has instead. */
const OTHER_SIGNS = [
  ['×', '*'],
  ['·', '*'],
  ['÷', '/'],
  ['−', '-'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['“', '"'],
  ['”', '"'],
  ['‘', "'"],
  ['’', "'"],
] as const;

/** `text` as a tree with a value of the wanted type, or what is wrong with it. */
export function parseExpression(
  text: string,
  vocabulary: Vocabulary,
  wanted: ExpressionType,
): ParsedExpression | InputProblem {
  try {
    const parsed = translate(readMath(text), vocabulary, 0);
    if (parsed.gives !== wanted) refuse(`is a ${parsed.gives} where ${NEEDED[wanted]} is needed`);
    return parsed;
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problem;
    throw error;
  }
}

const NEEDED = { boolean: 'a comparison (true or false)', number: 'a number', string: 'a text' };

function readMath(text: string): MathNode {
  if (text.length > MAX_LENGTH) refuse(`has ${text.length} characters; at most ${MAX_LENGTH} are allowed`);
  if (text.trim() === '') refuse('is empty');
  if (bracketDepth(text) > MAX_BRACKET_DEPTH) refuse(`has brackets nested more than ${MAX_BRACKET_DEPTH} deep`);
  const sign = OTHER_SIGNS.find(([written]) => unquoted(text).includes(written));
  if (sign) refuse(`has "${sign[0]}": write ${sign[1]}`);
  try {
    return parseMath(text);
  } catch (error) {
    return refuse(`cannot be parsed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const unquoted = (text: string) => text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '');

function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if ('([{'.includes(character)) deepest = Math.max(deepest, ++depth);
    if (')]}'.includes(character)) depth -= 1;
  }
  return deepest;
}

const require = createRequire(import.meta.url);
let parser: ((text: string) => MathNode) | undefined;

/** Parses and evaluates nothing: this instance of mathjs has a parser and no functions. */
function parseMath(text: string): MathNode {
  parser ??= loadParser();
  return parser(text);
}

/** On first use, from the one-file build, which loads in a tenth of the time of the modules. */
function loadParser(): (text: string) => MathNode {
  const { create, parseDependencies } = require('mathjs/lib/browser/math.js') as typeof import('mathjs');
  const { parse } = create({ parseDependencies });
  return (text) => parse(text);
}
