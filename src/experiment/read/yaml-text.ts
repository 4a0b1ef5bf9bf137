/** Parses the text of a YAML file, or reports why it cannot. */
import { type Document, type ErrorCode, isScalar, LineCounter, parseDocument, type Scalar, visit } from 'yaml';

export interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface YamlText {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly syntaxProblems: readonly SyntaxProblem[];
  /** Whether there is data in spite of the problems. */
  readonly isData: boolean;
}

export function parseYaml(text: string): YamlText | SyntaxProblem {
  const deep = tooDeep(text);
  if (deep) return deep;
  const asWritten = attempt(text);
  if (asWritten.isData) return asWritten;
  const quoted = attempt(text.replace(UNQUOTED_EXPRESSION, quoteExpression));
  return quoted.isData ? quoted : asWritten;
}

const MAX_NESTING_DEPTH = 200; // nested brackets, or columns of indentation

/** Checked before the parser, which recurses: a stack overflow may end the process. */
function tooDeep(text: string): SyntaxProblem | null {
  let depth = 0;
  for (const [at, line] of text.split('\n').entries()) {
    for (let column = 0; column < line.length; column++) {
      if (line[column] === '[' || line[column] === '{') depth += 1;
      if (line[column] === ']' || line[column] === '}') depth = Math.max(0, depth - 1);
      if (depth > MAX_NESTING_DEPTH) return { line: at + 1, column: column + 1, message: TOO_DEEP };
    }
    const indentation = line.search(/[^ ?-]/);
    if (indentation > MAX_NESTING_DEPTH) return { line: at + 1, column: MAX_NESTING_DEPTH, message: TOO_DEEP };
  }
  return null;
}

const TOO_DEEP = `is nested more than ${MAX_NESTING_DEPTH} deep`;

// A filter in an expression contains `: `, as in `end("js", {loss: "hinge"})`, which YAML allows only in quotes. An
// author need not know that.
const UNQUOTED_EXPRESSION = /^([ \t]*(?:- +)?holds: +)(?!['">|])(.*?)([ \t]+#.*|[ \t]*)$/gm;

const quoteExpression = (_: string, key: string, expression: string, rest: string) =>
  `${key}'${expression.replaceAll("'", "''")}'${rest}`;

function attempt(text: string): YamlText {
  const lines = new LineCounter();
  // The parser would compare each key of an object with every other: seconds for twenty thousand keys.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const { errors, warnings } = document;
  // Only the first error is reported: those after it follow from it.
  const read = errors.length > 0 ? errors.slice(0, 1) : warnings;
  const problems = [
    ...duplicateKeys(document, lines).filter(({ offset }) => errors.length === 0 || offset < errors[0]!.pos[0]),
    ...read.map(({ code, message, pos }) => ({
      offset: pos[0],
      message: MESSAGES[code] ?? `cannot be read: ${message}`,
    })),
  ];
  const syntaxProblems = problems.map(({ offset, message }) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, message };
  });
  return { document, lines, syntaxProblems, isData: errors.length === 0 };
}

interface ProblemAtOffset {
  readonly offset: number;
  readonly message: string;
}

/** Of each object, the keys that it has had before. */
function duplicateKeys(document: Document.Parsed, lines: LineCounter): readonly ProblemAtOffset[] {
  const found: ProblemAtOffset[] = [];
  visit(document, {
    Map(_, { items }) {
      const first = new Map<unknown, number>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const { value, source, range } = key as Scalar.Parsed;
        const before = first.get(value);
        if (before === undefined) first.set(value, range[0]);
        else {
          const message = `duplicate key "${source}" (first on line ${lines.linePos(before).line})`;
          found.push({ offset: range[0], message });
        }
      }
    },
  });
  return found;
}

const MESSAGES: Readonly<Partial<Record<ErrorCode, string>>> = {
  BLOCK_AS_IMPLICIT_KEY:
    'cannot be read: a string with ": " in it needs quotes, and the keys of one object must start in one column',
  TAB_AS_INDENT: 'cannot be read: indent with spaces, not with tabs',
  TAG_RESOLVE_FAILED: 'tags (!...) are not supported',
  MULTIPLE_DOCS: 'a file holds one experiment: a second document (---) starts here',
};
