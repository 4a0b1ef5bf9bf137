/** YAML's text as a document, or what about it cannot be read. */
import { type Document, type ErrorCode, LineCounter, parseDocument, type YAMLError } from 'yaml';

export interface Flaw {
  readonly line: number;
  readonly column: number;
  readonly says: string;
}

export interface YamlText {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly flaws: readonly Flaw[];
  /** Whether there is data in spite of the flaws. */
  readonly isData: boolean;
}

export function parseYaml(text: string): YamlText | Flaw {
  const deep = tooDeep(text);
  if (deep) return deep;
  const asWritten = attempt(text);
  if (asWritten.isData) return asWritten;
  const quoted = attempt(text.replace(UNQUOTED_EXPRESSION, quoteExpression));
  return quoted.isData ? quoted : asWritten;
}

const DEEPEST = 200; // brackets in brackets, or columns of indentation: nobody can read more

/** Before the parser sees it: it recurses, and where its stack ends Node may end with it. */
function tooDeep(text: string): Flaw | null {
  let depth = 0;
  for (const [at, line] of text.split('\n').entries()) {
    for (let column = 0; column < line.length; column++) {
      if (line[column] === '[' || line[column] === '{') depth += 1;
      if (line[column] === ']' || line[column] === '}') depth = Math.max(0, depth - 1);
      if (depth > DEEPEST) return { line: at + 1, column: column + 1, says: TOO_DEEP };
    }
    const indentation = line.search(/[^ ?-]/);
    if (indentation > DEEPEST) return { line: at + 1, column: DEEPEST, says: TOO_DEEP };
  }
  return null;
}

const TOO_DEEP = 'nests too deep to be read';

// A filter in an expression has `: ` in it, `end("js", {loss: "hinge"})`, which YAML allows in quotes only. Nobody
// should have to know that.
const UNQUOTED_EXPRESSION = /^([ \t]*(?:- +)?holds: +)(?!['">|])(.*?)([ \t]+#.*|[ \t]*)$/gm;

const quoteExpression = (_: string, key: string, expression: string, rest: string) =>
  `${key}'${expression.replaceAll("'", "''")}'${rest}`;

function attempt(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const flaws = tellingOnes(document).map(({ code, message, pos }) => {
    const { line, col } = lines.linePos(pos[0]);
    return { line, column: col, says: SAYS[code] ?? `cannot be read: ${message}` };
  });
  return { document, lines, flaws, isData: !document.errors.some(isFatal) };
}

const isFatal = ({ code }: YAMLError) => code !== 'DUPLICATE_KEY';

/** What follows the first thing that cannot be read is an echo of it. */
function tellingOnes({ errors, warnings }: Document.Parsed): readonly YAMLError[] {
  const fatal = errors.findIndex(isFatal);
  return fatal < 0 ? [...errors, ...warnings] : errors.slice(0, fatal + 1);
}

const SAYS: Readonly<Partial<Record<ErrorCode, string>>> = {
  DUPLICATE_KEY: 'this key stands here twice',
  BLOCK_AS_IMPLICIT_KEY:
    'cannot be read: a text with ": " in it must be in quotes, and the keys of one object start in one column',
  TAB_AS_INDENT: 'cannot be read: indent with spaces, not with tabs',
  TAG_RESOLVE_FAILED: 'tags (!...) are not read',
  MULTIPLE_DOCS: 'a file holds one experiment: a second document (---) begins here',
};
