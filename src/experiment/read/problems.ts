/** What is wrong with an experiment file: all of it at once, each with its place. */

import { nearest } from '../../core/text/nearest.js';
import type { Place } from './located.js';

export interface Problem extends Place {
  readonly says: string;
  /** What would be right. */
  readonly allowed?: string;
  readonly didYouMean?: string;
}

export class ExperimentProblems extends Error {
  override readonly name = 'ExperimentProblems';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

/** `file:line:column: path: what was wrong; allowed: ...; did you mean ...?` */
export function formatProblem({ file, line, column, path, says, allowed, didYouMean }: Problem): string {
  const where = line === null ? file : `${file}:${line}:${column}`;
  const hints = [allowed && `allowed: ${allowed}`, didYouMean && `did you mean "${didYouMean}"?`].filter(Boolean);
  return [where, ...(path === '' ? [] : [path]), [says, ...hints].join('; ')].join(': ');
}

export function problemAt(place: Place, says: string, hints: Pick<Problem, 'allowed' | 'didYouMean'> = {}): Problem {
  return { ...place, says, ...hints };
}

/** `word` is none of `known`. */
export function unknownWord(place: Place, says: string, { word, known }: { word: string; known: string[] }): Problem {
  const meant = nearest(word, known);
  const allowed = known.length > 40 ? `${known.slice(0, 40).join(', ')}, ...` : known.join(', ');
  return problemAt(place, says, {
    ...(allowed && { allowed }),
    ...(meant !== undefined && { didYouMean: meant }),
  });
}

/** Problems, each once: the cells of a sweep share their mistakes. */
export class ProblemSet {
  readonly #problems = new Map<string, Problem>();

  add(problem: Problem): void {
    const { file, line, column, path, says } = problem;
    this.#problems.set([file, line, column, path, says].join('\n'), problem);
  }

  get size(): number {
    return this.#problems.size;
  }

  list(): readonly Problem[] {
    return [...this.#problems.values()];
  }
}

/** File by file, in the order of their lines, each said once. */
export function sorted(problems: readonly Problem[]): readonly Problem[] {
  const distinct = new ProblemSet();
  for (const problem of problems) distinct.add(problem);
  const list = distinct.list();
  const files = [...new Set(list.map(({ file }) => file))];
  const order = (a: Problem, b: Problem) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  return files.flatMap((file) => list.filter((problem) => problem.file === file).toSorted(order));
}
