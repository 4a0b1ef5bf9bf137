/** Parses the text of a YAML file, or reports why it cannot. */
import {
  type Document,
  type ErrorCode,
  isScalar,
  LineCounter,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
} from 'yaml';

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
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const syntaxProblems = causesOf(document).map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { line, column: col, message: messageOf(error, document, lines) };
  });
  return { document, lines, syntaxProblems, isData: !document.errors.some(isFatal) };
}

const isFatal = ({ code }: YAMLError) => code !== 'DUPLICATE_KEY';

/** The errors up to the first fatal one: those after it follow from it. */
function causesOf({ errors, warnings }: Document.Parsed): readonly YAMLError[] {
  const fatal = errors.findIndex(isFatal);
  return fatal < 0 ? [...errors, ...warnings] : errors.slice(0, fatal + 1);
}

function messageOf({ code, message, pos }: YAMLError, document: Document.Parsed, lines: LineCounter): string {
  if (code !== 'DUPLICATE_KEY') return MESSAGES[code] ?? `cannot be read: ${message}`;
  const keys = keysBeside(document, pos[0]);
  const { source } = keys.find(({ range }) => range[0] === pos[0])!;
  const first = keys.find((key) => key.source === source)!;
  return `duplicate key "${source}" (first on line ${lines.linePos(first.range[0]).line})`;
}

/** The keys of the object that has a key at `offset`. */
function keysBeside(document: Document.Parsed, offset: number): readonly Scalar.Parsed[] {
  let found: readonly Scalar.Parsed[] = [];
  visit(document, {
    Map(_, { items }) {
      const keys = items.map(({ key }) => key).filter((key) => isScalar(key)) as Scalar.Parsed[];
      if (!keys.some(({ range }) => range[0] === offset)) return undefined;
      found = keys;
      return visit.BREAK;
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
