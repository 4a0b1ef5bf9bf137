/** The problems of an experiment file, each with its position, all reported together. */

import { nearest } from '../../core/text/nearest.js';
import { wordList } from '../../core/text/words.js';
import type { SourcePosition } from './located.js';

export interface Problem extends SourcePosition {
  readonly message: string;
  /** The words allowed there. */
  readonly allowed?: string;
  /** The nearest allowed word. */
  readonly didYouMean?: string;
  /** What it does not fit: other values of the same setting, e.g. the entry of `also` that changes the base. */
  readonly with?: readonly SourcePosition[];
}

/**
 * What is wrong with an experiment file: all of its problems, each with file, line and column; the message has a line of each.
 *
 * @example
 * const error = await loadExperiment('ring.yaml', { set: ['loss=hnige'] }).catch((reason: unknown) => reason);
 * if (error instanceof ExperimentProblems)
 *   for (const { file, message, didYouMean } of error.problems) console.log(file, message, didYouMean);
 */
export class ExperimentProblems extends Error {
  override readonly name = 'ExperimentProblems';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

/**
 * `file:line:column: path: unknown target "rign"; did you mean "ring"? Available: ...`, and
 * `file:line:column: base.target: the game dirac has no target (with also[0].game, line 9)`
 */
export function formatProblem(problem: Problem): string {
  const { file, line, column, path, message, allowed, didYouMean, with: others = [] } = problem;
  const where = line === null ? file : `${file}:${line}:${column}`;
  const suggestion = didYouMean ? `; did you mean "${didYouMean}"?` : '';
  const available = allowed ? `${didYouMean ? ' A' : '; a'}vailable: ${allowed}` : '';
  const fitting = others.length > 0 ? ` (with ${wordList(others.map((other) => otherText(other, file)))})` : '';
  return [where, ...(path === '' ? [] : [path]), `${message}${suggestion}${available}${fitting}`].join(': ');
}

/** `also[0].game, line 9`; a value of `--set` has no line. */
function otherText({ file, line, path }: SourcePosition, ofProblem: string): string {
  if (line === null) return [file, ...(path === '' ? [] : [path])].join(': ');
  return `${path}, line ${line}${file === ofProblem ? '' : ` of ${file}`}`;
}

export function problemAt(
  position: SourcePosition,
  message: string,
  hints: Pick<Problem, 'allowed' | 'didYouMean'> = {},
): Problem {
  return { ...position, message, ...hints };
}

/** The problem of a word that is not among `known`. */
export function unknownWord(
  position: SourcePosition,
  message: string,
  { word, known }: { readonly word: string; readonly known: readonly string[] },
): Problem {
  const meant = nearest(word, known);
  const shown = known.slice(0, MAX_WORDS_SHOWN).join(', ');
  const allowed = known.length > MAX_WORDS_SHOWN ? `${shown}, ...` : shown;
  return problemAt(position, message, {
    ...(allowed && { allowed }),
    ...(meant !== undefined && { didYouMean: meant }),
  });
}

const MAX_WORDS_SHOWN = 40;

/** Distinct problems: the cells of a sweep share their mistakes. */
export class ProblemSet {
  readonly #problems = new Map<string, Problem>();

  add(problem: Problem): void {
    if (!this.has(problem)) this.#problems.set(keyOf(problem), problem);
  }

  has(problem: Problem): boolean {
    return this.#problems.has(keyOf(problem));
  }

  get size(): number {
    return this.#problems.size;
  }

  list(): readonly Problem[] {
    return [...this.#problems.values()];
  }
}

const keyOf = ({ file, line, column, path, message }: Problem) => [file, line, column, path, message].join('\n');

/** The distinct problems, file by file, in the order of their lines. */
export function sortedProblems(problems: readonly Problem[]): readonly Problem[] {
  const distinct = new ProblemSet();
  for (const problem of problems) distinct.add(problem);
  const list = distinct.list();
  const files = [...new Set(list.map(({ file }) => file))];
  const order = (a: Problem, b: Problem) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  return files.flatMap((file) => list.filter((problem) => problem.file === file).toSorted(order));
}
