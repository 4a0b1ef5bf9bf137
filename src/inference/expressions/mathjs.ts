/** mathjs's parser, loaded on first use: its one-file build takes a tenth of the time that its modules take. */
import { createRequire } from 'node:module';
import type { MathNode } from 'mathjs';

const require = createRequire(import.meta.url);
let parser: ((text: string) => MathNode) | undefined;

/** Parses and evaluates nothing: this instance of mathjs has a parser and no functions. */
export function parseMath(text: string): MathNode {
  parser ??= load();
  return parser(text);
}

function load(): (text: string) => MathNode {
  const { create, parseDependencies } = require('mathjs/lib/browser/math.js') as typeof import('mathjs');
  const { parse } = create({ parseDependencies });
  return (text) => parse(text);
}
