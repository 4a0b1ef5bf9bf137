/**
 * Expressions of claims and derived readings, as people write them: parsed by mathjs, then walked against an allowlist
 * into our own small tree. What the allowlist does not name never reaches the tree, and only the tree is evaluated.
 */
import type { MathNode } from 'mathjs';
import type { Expression, ValueType } from './expression.js';
import { parseMath } from './mathjs.js';
import { type ExpressionProblem, Refusal, refuse } from './refusal.js';
import { translate, type Vocabulary } from './translate.js';

export interface Parsed {
  readonly expression: Expression;
  readonly gives: ValueType;
}

const LONGEST = 1000; // characters
const DEEPEST = 30; // brackets within brackets: mathjs's parser recurses, and nobody reads more

/** `text` as a tree that comes to what is wanted, or what is wrong with it. */
export function parseExpression(text: string, vocabulary: Vocabulary, wanted: ValueType): Parsed | ExpressionProblem {
  try {
    const parsed = translate(readMath(text), vocabulary, 0);
    if (parsed.gives !== wanted) refuse(`comes to a ${parsed.gives} where ${NEEDED[wanted]} is needed`);
    return parsed;
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
}

const NEEDED = { boolean: 'yes or no (a comparison)', number: 'a number', string: 'a text' };

function readMath(text: string): MathNode {
  if (text.length > LONGEST) refuse(`has ${text.length} characters; at most ${LONGEST} are read`);
  if (text.trim() === '') refuse('is empty');
  if (bracketDepth(text) > DEEPEST) refuse(`nests brackets more than ${DEEPEST} deep`);
  try {
    return parseMath(text);
  } catch (error) {
    return refuse(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if ('([{'.includes(character)) deepest = Math.max(deepest, ++depth);
    if (')]}'.includes(character)) depth -= 1;
  }
  return deepest;
}
