/** YAML (and with it JSON) as data that knows its lines. */
import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Entry, Located, Place } from './located.js';
import { within } from './located.js';
import { type Problem, problemAt } from './problems.js';

export interface Read {
  /** Null where the file cannot be read as data at all. */
  readonly data: Located | null;
  readonly problems: readonly Problem[];
}

const MOST_VALUES = 200_000; // more than any experiment lists; aliases of aliases reach billions

export function readYaml(text: string, file: string): Read {
  const { document, lines } = parse(text);
  const problems: Problem[] = [];
  const placeAt = (offset: number, path: string): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, path };
  };
  for (const error of tellingOnes(document.errors, document.warnings))
    problems.push(problemAt(placeAt(error.pos[0], ''), SAYS[error.code] ?? error.message));
  if (document.errors.some(isFatal)) return { data: null, problems };

  const anchors = new Map<string, Node>();
  visit(document, { Node: (_, node) => void ('anchor' in node && node.anchor && anchors.set(node.anchor, node)) });
  const open = new Set<Node>();
  let values = 0;

  const convert = (node: unknown, place: Place): Located => {
    values += 1;
    if (isAlias(node)) {
      const meant = node.resolve(document);
      if (values > MOST_VALUES || !meant || open.has(meant)) {
        problems.push(problemAt(place, open.has(meant as Node) ? `*${node.source} contains itself` : TOO_MANY));
        return { kind: 'scalar', value: null, place };
      }
      return convert(meant, place);
    }
    if (isSeq(node) || isMap(node)) open.add(node);
    const located = collection(node, place);
    if (isSeq(node) || isMap(node)) open.delete(node);
    return located;
  };

  const collection = (node: unknown, place: Place): Located => {
    const inner = (child: unknown, path: Place): Place => {
      const offset = (child as Node | null)?.range?.[0];
      return offset === undefined ? path : placeAt(offset, path.path);
    };
    if (isSeq(node)) {
      const items = node.items.map((item, i) => convert(item, inner(item, within(place, i))));
      return { kind: 'list', items, place };
    }
    if (isMap(node)) {
      const entries = new Map<string, Entry>();
      for (const pair of node.items) {
        const word = isScalar(pair.key) ? String(pair.key.value) : null;
        const key = inner(pair.key, within(place, word ?? '?'));
        if (word === null) problems.push(problemAt(key, 'a key must be a word'));
        else entries.set(word, { key, value: convert(pair.value, inner(pair.value, key)) });
      }
      return { kind: 'map', entries, place };
    }
    const value = isScalar(node) ? (node.value as string) : null;
    return { kind: 'scalar', value, place };
  };

  const start = placeAt(document.contents?.range?.[0] ?? 0, '');
  return { data: convert(document.contents, start), problems };
}

const TOO_MANY = `aliases unfold to more than ${MOST_VALUES} values`;

function parse(text: string): { document: Document.Parsed; lines: LineCounter } {
  const attempt = (source: string) => {
    const lines = new LineCounter();
    return { document: parseDocument(source, { lineCounter: lines, prettyErrors: false }), lines };
  };
  const asWritten = attempt(text);
  if (!asWritten.document.errors.some(isFatal)) return asWritten;
  const quoted = attempt(text.replace(UNQUOTED_EXPRESSION, quoteExpression));
  return quoted.document.errors.some(isFatal) ? asWritten : quoted;
}

// A filter in an expression has `: ` in it, `end("js", {loss: "hinge"})`, which YAML allows in quotes only. Nobody
// should have to know that.
const UNQUOTED_EXPRESSION = /^([ \t]*(?:- +)?holds: +)(?!['">|])(.*?)([ \t]+#.*|[ \t]*)$/gm;

const quoteExpression = (_: string, key: string, expression: string, rest: string) =>
  `${key}'${expression.replaceAll("'", "''")}'${rest}`;

const isFatal = ({ code }: YAMLError) => code !== 'DUPLICATE_KEY';

/** What follows the first thing that cannot be read is an echo of it. */
function tellingOnes(errors: readonly YAMLError[], warnings: readonly YAMLError[]): readonly YAMLError[] {
  const fatal = errors.findIndex(isFatal);
  return [...(fatal < 0 ? errors : errors.slice(0, fatal + 1)), ...warnings];
}

const SAYS: Readonly<Partial<Record<ErrorCode, string>>> = {
  DUPLICATE_KEY: 'this key stands here twice',
  BLOCK_AS_IMPLICIT_KEY:
    'cannot be read: a text with ": " in it must be in quotes, and keys of one object start in one column',
  TAB_AS_INDENT: 'cannot be read: indent with spaces, not with tabs',
  TAG_RESOLVE_FAILED: 'tags (!...) are not read',
  MULTIPLE_DOCS: 'a file holds one experiment: there is a second document (---)',
};
