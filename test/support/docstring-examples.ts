/** The examples in a source file's docstrings: indented lines `expression // value`, or the value on a line of its own. */
import { readFileSync } from 'node:fs';

export interface DocstringExample {
  readonly code: string;
  /** An expression too. */
  readonly value: string;
}

export function docstringExamples(file: string | URL): readonly DocstringExample[] {
  const comments = readFileSync(file, 'utf8').match(/^\/\*\*.*?\*\/$/gms) ?? [];
  return comments.flatMap((comment) =>
    [...comment.replace(/^ \* ?/gm, '').matchAll(/^ {4}(\S.*?)(?:\n {4}| )\/\/ (.+)$/gm)].map(([, code, value]) => ({
      code,
      value,
    })),
  );
}

/** Evaluates an expression in which a module's exports are known by their names. */
export function evaluateWith(exports: Readonly<Record<string, unknown>>, expression: string): unknown {
  return new Function(...Object.keys(exports), `return (${expression});`)(...Object.values(exports));
}
