/** Reads YAML (and so JSON) as data with positions. */
import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from 'yaml';
import type { Located, LocatedEntry, SourcePosition } from './located.js';
import { positionWithin } from './located.js';
import { type Problem, problemAt } from './problems.js';
import { parseYaml } from './yaml-text.js';

export interface ParsedFile {
  /** Null if the file is not data. */
  readonly data: Located | null;
  readonly problems: readonly Problem[];
}

export function readYaml(text: string, file: string): ParsedFile {
  const parsed = parseYaml(text);
  const found = 'syntaxProblems' in parsed ? parsed.syntaxProblems : [parsed];
  const problems = found.map(({ line, column, message }) => problemAt({ file, line, column, path: '' }, message));
  if (!('syntaxProblems' in parsed) || !parsed.isData) return { data: null, problems };
  const { document, lines } = parsed;
  try {
    const converter = new Converter(lines);
    const start = converter.positionOf(document.contents, { file, line: 1, column: 1, path: '' });
    return { data: converter.convert(document.contents, start), problems };
  } catch (error) {
    if (!(error instanceof UnreadableYamlError)) throw error;
    return { data: null, problems: [...problems, error.problem] };
  }
}

class UnreadableYamlError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

const MAX_VALUES = 100_000; // in a file: more than any experiment has; aliases of aliases can reach billions
const TOO_MANY = `expands to more than ${MAX_VALUES} values`;

class Converter {
  readonly #anchors = new Map<string, Node>();
  /** Collections in conversion: an alias of one of them would never end. */
  readonly #open = new Set<unknown>();
  #values = 0;
  /** The alias in expansion, for messages: its anchor has another position. */
  #expanding: SourcePosition | null = null;

  constructor(private readonly lines: LineCounter) {}

  convert(node: unknown, position: SourcePosition): Located {
    this.#values += 1;
    if (this.#values > MAX_VALUES) throw unreadable(this.#expanding ?? position, TOO_MANY);
    if (isAlias(node)) return this.#alias(node.source, position);
    const { anchor } = (node ?? {}) as { anchor?: string };
    if (anchor) this.#anchors.set(anchor, node as Node);
    if (isScalar(node)) return { kind: 'scalar', value: node.value as string, position };
    this.#open.add(node);
    const located = this.#collection(node, position);
    this.#open.delete(node);
    return located;
  }

  #alias(name: string, position: SourcePosition): Located {
    const meant = this.#anchors.get(name);
    if (!meant) throw unreadable(position, `undefined alias *${name}: there is no anchor &${name} above it`);
    if (this.#open.has(meant)) throw unreadable(position, `alias *${name} contains itself`);
    const outer = this.#expanding;
    this.#expanding ??= position;
    const located = this.convert(meant, position);
    this.#expanding = outer;
    return located;
  }

  #collection(node: unknown, position: SourcePosition): Located {
    if (isSeq(node)) {
      const items = node.items.map((item, i) => this.convert(item, this.positionOf(item, positionWithin(position, i))));
      return { kind: 'list', items, position };
    }
    if (isMap(node))
      return { kind: 'map', entries: new Map(node.items.map((pair) => this.#entry(pair, position))), position };
    return { kind: 'scalar', value: null, position };
  }

  #entry({ key, value }: Pair, position: SourcePosition): [string, LocatedEntry] {
    if (!isScalar(key)) throw unreadable(this.positionOf(key, position), 'a key must be a scalar');
    const word = String(key.value);
    const at = this.positionOf(key, positionWithin(position, word));
    return [word, { key: at, value: this.convert(value, this.positionOf(value, at)) }];
  }

  positionOf(node: unknown, at: SourcePosition): SourcePosition {
    const offset = (node as Node | null)?.range?.[0];
    if (offset === undefined) return at;
    const { line, col } = this.lines.linePos(offset);
    return { ...at, line, column: col };
  }
}

const unreadable = (position: SourcePosition, message: string) => new UnreadableYamlError(problemAt(position, message));
